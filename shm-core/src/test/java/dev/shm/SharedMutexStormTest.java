package dev.shm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes increment two counters under one mutex while random ones are killed and replaced. */
@NothingLeftBehind
@Timeout(300)
final class SharedMutexStormTest {
    private static final int PROCESSES = 3;

    /** Increments that a worker knows it completed, one word for each of its lives; only that worker writes it. */
    private static final int COMPLETED = 1024;

    private static final int LIVES = 8_192;

    private static final long RECOVERIES = 128;
    private static final long TORN = 192;
    private static final long REPAIRED_AT = 256;

    @Test
    void countersStayEqualThroughAStormOfKills() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Duration length = Proof.shortOrFull(Duration.ofSeconds(5), Duration.ofSeconds(60));
        List<ChildJvm> workers = new ArrayList<>();
        List<Long> recoveryMicros = new ArrayList<>();
        List<Long> acquiredMicros = new ArrayList<>();
        int kills = 0;
        int lives = 0;
        try (SharedRegion region = SharedRegion.create(COMPLETED + LIVES * 8L)) {
            region.mutex().onOwnerDeath(() -> repair(region));
            for (; lives < PROCESSES; lives++) workers.add(start(region, lives));
            workers.get(0).awaitLine("working");
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                // One that works by now; the others start meanwhile.
                int chosen = kills == 0 ? 0 : random.nextInt(PROCESSES);
                ChildJvm victim = workers.get(chosen);
                if (kills > 0) victim.awaitLine("working");
                // The time until the next kill is spent in using the lock.
                long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(150));
                while (System.nanoTime() < next) increment(region);
                long before = recoveries(region);
                long killed = System.nanoTime();
                victim.kill();
                increment(region);
                if (recoveries(region) != before) {
                    recoveryMicros.add((Words.get(region, REPAIRED_AT) - killed) / 1000);
                    acquiredMicros.add((System.nanoTime() - killed) / 1000);
                }
                kills++;
                workers.set(chosen, start(region, lives++));
            }
            for (ChildJvm worker : workers) worker.kill();
            increment(region);
            checkTotals(region, lives, kills);
            report(region, kills, recoveryMicros, acquiredMicros);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            workers.forEach(ChildJvm::close);
        }
    }

    private static ChildJvm start(SharedRegion region, int life) {
        return ChildJvm.of(Worker.class)
                .args(region.name(), Integer.toString(life))
                .start();
    }

    private long own;

    private void increment(SharedRegion region) {
        region.lock();
        try {
            MutexOperation.checkEqual(region);
            MutexOperation.increment(region);
            own++;
        } finally {
            region.unlock();
        }
    }

    private static long recoveries(SharedRegion region) {
        return Words.get(region, RECOVERIES);
    }

    private static void repair(SharedRegion region) {
        if (Words.get(region, MutexOperation.FIRST) != Words.get(region, MutexOperation.SECOND)) {
            Words.add(region, TORN, 1);
        }
        MutexOperation.repair(region);
        Words.add(region, RECOVERIES, 1);
        Words.put(region, REPAIRED_AT, System.nanoTime()); // a clock that processes share
    }

    /** Each death can hide one increment that was made and not noted. */
    private void checkTotals(SharedRegion region, int lives, int kills) {
        long noted = own;
        for (int life = 0; life < lives; life++) noted += Words.get(region, COMPLETED + life * 8L);
        long made = Words.get(region, MutexOperation.FIRST);
        assertTrue(made >= noted && made <= noted + kills + PROCESSES, made + " made, " + noted + " noted");
        assertTrue(kills > 0, "nobody was killed");
    }

    private static void report(SharedRegion region, int kills, List<Long> repaired, List<Long> acquired) {
        System.out.println("mutex storm: " + Words.get(region, MutexOperation.FIRST) + " increments, " + kills
                + " kills, " + recoveries(region) + " recoveries, " + Words.get(region, TORN)
                + " torn pairs; µs from the SIGKILL until somebody has repaired: " + percentiles(repaired)
                + "; until the parent has had the lock: " + percentiles(acquired));
    }

    private static String percentiles(List<Long> micros) {
        if (micros.isEmpty()) return "none timed";
        micros.sort(null);
        return "median " + micros.get(micros.size() / 2) + ", 90 % " + micros.get(micros.size() * 9 / 10) + ", max "
                + micros.get(micros.size() - 1);
    }

    /** Increments until it is killed. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) {
            SharedRegion region = SharedRegion.open(args[0]);
            long own = COMPLETED + Long.parseLong(args[1]) * 8;
            region.mutex().onOwnerDeath(() -> repair(region));
            Handshake.say("working");
            while (true) {
                region.lock();
                try {
                    MutexOperation.checkEqual(region);
                    Words.add(region, MutexOperation.FIRST, 1);
                    // Most of the time the pair is torn, so that most deaths tear it.
                    for (int i = 0; i < 500; i++) Words.get(region, MutexOperation.SECOND);
                    Words.add(region, MutexOperation.SECOND, 1);
                    Words.add(region, own, 1);
                } finally {
                    region.unlock();
                }
            }
        }
    }
}
