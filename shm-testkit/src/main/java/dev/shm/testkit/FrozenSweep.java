package dev.shm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows the test, for each kill point of an operation, the files as a death at that point would leave them; in one
 * child and about a millisecond a point (and the time to copy what the files hold), where {@link KillSweep} starts a
 * JVM for each.
 *
 * <p>The child stands still at each point. Its files are moved aside and copies put in their places; to whoever opens a
 * copy the child is dead, since nobody holds a lock on it. Then the copies go, the files come back, and the child goes
 * on. What a death leaves behind is bytes in files, names and released locks; all three are exact.
 *
 * <p>Not shown, hence left to {@code KillSweep}: survivors that were attached or waiting before the death (they stay
 * with the moved files), what depends on the kernel's own clean-up, and reserved space, which copies lack. The check
 * must not keep a copy open. Moving the files confuses an operation that compares the inode of a name; ours do so only
 * against {@code fstat} of the same file, which moves along.
 *
 * <p><pre>{@code
 * FrozenSweep.of("creation").files(Path.of("/dev/shm"), "orders").run(
 *         ChildJvm.of(Creator.class).args("orders"),
 *         n -> survivorsCheck("orders"));
 * }</pre>
 */
public final class FrozenSweep {
    /** More than any operation of ours has, and fewer than a transcript holds lines. */
    private static final long MAX_POINTS = 50_000;

    private final String operation;
    private Path directory = Path.of("/dev/shm");
    private List<String> prefixes = List.of();

    private FrozenSweep(String operation) {
        this.operation = operation;
    }

    /** A sweep over the operation of this name. */
    public static FrozenSweep of(String operation) {
        return new FrozenSweep(operation);
    }

    /** Which files the operation works on: all in the directory whose names begin in one of these ways. */
    public FrozenSweep files(Path where, String... namePrefixes) {
        for (String prefix : namePrefixes)
            if (prefix.isEmpty()) throw new IllegalArgumentException("an empty prefix would move strangers' files");
        directory = where;
        prefixes = List.of(namePrefixes);
        return this;
    }

    /**
     * Sweeps, prints {@code kill points: <operation> <count> (frozen)}, and returns the count.
     *
     * @param child runs {@link KillAt#during}; the sweep adds what switches kill points on
     * @throws AssertionError if the child does not complete, passes no point, or a check fails; the message names the
     *     point
     */
    public long run(ChildCommand child, Aftermath aftermath) {
        try (ChildJvm running = frozen(child).start()) {
            long passed = sweep(running, aftermath);
            running.awaitSuccess();
            return passed;
        }
    }

    /**
     * As {@link #run(ChildCommand, Aftermath)}, by a run of that child's main method.
     *
     * @param args of the main method
     */
    public long run(FrozenChild child, List<String> args, Aftermath aftermath) {
        boolean swept = false;
        try {
            ChildJvm running = child.run(args.toArray(String[]::new));
            long passed = sweep(running, aftermath);
            running.awaitLine(FrozenChild.Again.RAN);
            swept = true;
            return passed;
        } finally {
            if (!swept) child.close();
        }
    }

    static ChildCommand frozen(ChildCommand child) {
        return child.killAt(KillAt.COUNT_ONLY).property(KillAt.FREEZE, "true");
    }

    private long sweep(ChildJvm running, Aftermath aftermath) {
        if (prefixes.isEmpty())
            throw new IllegalStateException("say which files: files(Path.of(\"/dev/shm\"), prefix)");
        try (StandIns files = new StandIns(directory, prefixes)) {
            long passed = 0;
            // Each "kill point reached: …", until "kill points passed: …".
            while (running.awaitLine("kill point").startsWith("reached")) {
                passed++;
                if (passed > MAX_POINTS) throw running.failure(operation + " passed " + passed + " kill points");
                showTo(aftermath, passed, files, running);
                running.send("go on");
            }
            if (passed == 0)
                throw running.failure(operation + " passed no kill point; arm with"
                        + " KillAt.during(KillPoints::arm, KillPoints::disarm, …)");
            System.out.println("kill points: " + operation + " " + passed + " (frozen)");
            return passed;
        } catch (IOException e) {
            throw new UncheckedIOException(operation + ": files " + prefixes + "… in " + directory, e);
        }
    }

    private void showTo(Aftermath aftermath, long number, StandIns files, ChildJvm running) throws IOException {
        try {
            files.putInPlace();
            aftermath.check(number);
        } catch (Exception | AssertionError e) {
            // Whatever the check throws, the point must be named.
            AssertionError error = running.failure(operation + ", frozen at kill point " + number + ": " + e);
            error.initCause(e);
            throw error;
        } finally {
            files.takeAway();
        }
    }

    /** What to check about a dead process's files. */
    @FunctionalInterface
    public interface Aftermath {
        /** Checks the invariants; what it leaves in the files is thrown away. */
        void check(long number) throws Exception;
    }
}
