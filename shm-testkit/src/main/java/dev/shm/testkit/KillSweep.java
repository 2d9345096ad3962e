package dev.shm.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Kills an operation at its kill points, one child each, and lets the test check after every death.
 *
 * <p>A first child counts the points. With {@link Proof#isFull} further children die at point 1, 2, 3 … until one
 * beyond the count completes, and again at those that were not reached, as can be beside a live contender; otherwise at
 * {@link #limit} points spread over all, the second and the last among them, which is tried again if children do not
 * get there. A child costs ~0.3 s and compiles little; {@link FrozenSweep} shows every point for ~1 ms where nobody
 * else need be attached.
 *
 * <p>Two children run at a time, so regions must be named by the number, or {@link #oneAtATime} be set; checks run on
 * the calling thread, one after another, in the order of the points. The children run {@link KillAt#during}.
 *
 * <p><pre>{@code
 * KillSweep.of("creation").run(
 *         n -> ChildJvm.of(Creator.class).args("sweep-" + n),
 *         (n, died) -> survivorsCheck("sweep-" + n, died));
 * }</pre>
 */
public final class KillSweep {
    /** No operation of ours has more; a sweep that gets here runs in circles. */
    private static final long MAX_POINTS = 20_000;

    /** How often a point is tried that children did not reach. */
    private static final int MAX_RUNS = 40;

    private final String operation;

    /** Started and not checked yet, in this order. */
    private final Deque<Victim> running = new ArrayDeque<>();

    private long limit = 24;
    private int atATime = 2;

    /** How many points the child had that did not get to its own; 0 if none was such. */
    private long shortOfLast;

    private KillSweep(String operation) {
        this.operation = operation;
    }

    /** A sweep over the operation of this name. */
    public static KillSweep of(String operation) {
        return new KillSweep(operation);
    }

    /**
     * How many points are tried in the short form, at least 2, which are the second and the last: at the first nothing
     * has been stored; 24 unless set.
     */
    public KillSweep limit(long points) {
        if (points < 2) throw new IllegalArgumentException("limit " + points + ": the second and the last are 2");
        limit = points;
        return this;
    }

    /** Starts a child only when the one before it was checked. */
    public KillSweep oneAtATime() {
        atATime = 1;
        return this;
    }

    /**
     * Sweeps, prints {@code kill points: <operation> <count>}, and returns the count.
     *
     * @param child what to start for a point, {@link KillAt#COUNT_ONLY} among them; the sweep adds
     *     {@link ChildCommand#killAt}
     * @throws AssertionError if a child ends otherwise than by its death or exit code 0, no child dies, or a check
     *     fails; the message names the point
     */
    public long run(LongFunction<ChildCommand> child, Aftermath aftermath) {
        try {
            return runAll(child, aftermath);
        } finally {
            running.forEach(victim -> victim.child.close());
            running.clear();
        }
    }

    private long runAll(LongFunction<ChildCommand> child, Aftermath aftermath) {
        long counted = count(child, aftermath);
        NavigableSet<Long> died = new TreeSet<>();
        boolean complete = tryAll(points(counted).skip(running.size()).iterator(), child, aftermath, died, counted);
        if (Proof.isFull() && !complete)
            throw new AssertionError(operation + ": still dying at kill point " + died.last()
                    + ", though the first child" + " passed " + counted);
        if (died.isEmpty())
            throw new AssertionError(operation + ": " + counted + " points, and no child died at one; arm with"
                    + " KillAt.during(KillPoints::arm, KillPoints::disarm, …)");
        long count = Math.max(counted, died.last());
        if (Proof.isFull()) tryMissedAgain(count, child, aftermath, died);
        else tryLast(child, aftermath, died);
        System.out.println("kill points: " + operation + " " + count
                + (died.size() < count ? " (" + died.size() + " tried)" : ""));
        return count;
    }

    /**
     * Beside a live contender an operation passes now more points, now fewer; each is tried until a child gets there.
     */
    private void tryMissedAgain(
            long count, LongFunction<ChildCommand> child, Aftermath aftermath, NavigableSet<Long> died) {
        for (int run = 1; run < MAX_RUNS && died.size() < count; run++) {
            long[] missed = LongStream.rangeClosed(1, count)
                    .filter(number -> !died.contains(number))
                    .toArray();
            tryAll(LongStream.of(missed).iterator(), child, aftermath, died, count);
        }
    }

    /**
     * In the short form: what is the last point of those that did not get to the one that was last for the first child.
     */
    private void tryLast(LongFunction<ChildCommand> child, Aftermath aftermath, NavigableSet<Long> died) {
        for (int run = 1; shortOfLast > 0 && !died.contains(shortOfLast); run++) {
            long last = shortOfLast;
            if (run == MAX_RUNS) throw new AssertionError(operation + ": no child died at its last point, " + last);
            shortOfLast = 0;
            tryAll(LongStream.of(last).iterator(), child, aftermath, died, Long.MAX_VALUE);
        }
    }

    /** Whether a child with a number beyond the count completed, which ends it, too. */
    private boolean tryAll(
            PrimitiveIterator.OfLong points,
            LongFunction<ChildCommand> child,
            Aftermath aftermath,
            Set<Long> dead,
            long counted) {
        boolean complete = false;
        while (true) {
            while (!complete && running.size() < atATime && points.hasNext())
                running.add(start(child, points.nextLong()));
            Victim victim = running.peek();
            if (victim == null) return complete;
            boolean died = victim.awaitDeath();
            long passed = died ? 0 : victim.passed();
            victim.check(aftermath, died);
            victim.child.close();
            running.remove();
            if (died) dead.add(victim.number);
            else if (victim.number > counted) complete = true;
            if (!died) shortOfLast = passed;
            else if (victim.number >= shortOfLast) shortOfLast = 0;
        }
    }

    private long count(LongFunction<ChildCommand> child, Aftermath aftermath) {
        Victim counter = start(child, KillAt.COUNT_ONLY);
        try (ChildJvm counting = counter.child) {
            // Meanwhile the first of points(counted), whatever that is.
            if (atATime > 1) running.add(start(child, Proof.isFull() || limit > 2 ? 1 : 2));
            long counted = Long.parseLong(counting.awaitLine(KillAt.PASSED));
            if (counter.awaitDeath()) throw counting.failure("it died though it was only to count");
            if (counted < 1 || counted > MAX_POINTS)
                throw counting.failure(operation + " has " + counted + " kill points, expected 1 to " + MAX_POINTS);
            counter.check(aftermath, false);
            return counted;
        }
    }

    /** Beyond the count in full: an operation may pass more points in another run, say by a retry. */
    private LongStream points(long counted) {
        return Proof.isFull() ? LongStream.rangeClosed(1, MAX_POINTS) : spread(counted, limit);
    }

    /** At most {@code limit} numbers from 1 to last: 1, 2 and last, and others evenly between. */
    static LongStream spread(long last, long limit) {
        if (limit == 2) return LongStream.of(2, last).distinct();
        if (last <= limit) return LongStream.rangeClosed(1, last);
        // 1, then limit − 1 numbers from 2 to last inclusive.
        return LongStream.concat(
                LongStream.of(1), LongStream.range(0, limit - 1).map(i -> 2 + i * (last - 2) / (limit - 2)));
    }

    private Victim start(LongFunction<ChildCommand> child, long number) {
        return new Victim(
                number,
                child.apply(number)
                        .killAt(number)
                        .jvmArgs("-XX:CompileThresholdScaling=10")
                        .start());
    }

    /** What to check after a child's end. */
    @FunctionalInterface
    public interface Aftermath {
        /**
         * Checks the invariants and removes what the child made.
         *
         * @param number the point; {@link KillAt#COUNT_ONLY} for the child that counted
         * @param died whether the child was killed there, or completed
         */
        void check(long number, boolean died) throws Exception;
    }

    private final class Victim {
        private final long number;
        private final ChildJvm child;

        private Victim(long number, ChildJvm child) {
            this.number = number;
            this.child = child;
        }

        private boolean awaitDeath() {
            int code = child.awaitExit();
            boolean killed = code == ChildJvm.KILLED && child.transcript().contains(KillAt.DIES + number + ", ");
            if (code != 0 && !killed)
                throw child.failure(operation + " at kill point " + number + " ended with exit code " + code);
            return killed;
        }

        private long passed() {
            return Long.parseLong(child.awaitLine(KillAt.PASSED));
        }

        private void check(Aftermath aftermath, boolean died) {
            try {
                aftermath.check(number, died);
            } catch (Exception | AssertionError e) {
                String end = number == KillAt.COUNT_ONLY
                        ? "not killed"
                        : (died ? "killed at" : "not reaching") + " kill point " + number;
                AssertionError error = child.failure(operation + ", " + end + ": " + e);
                error.initCause(e);
                throw error;
            }
        }
    }
}
