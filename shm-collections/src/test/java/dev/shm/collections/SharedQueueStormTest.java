package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One producer and one consumer at full speed, killed again and again at moments that nobody chose. */
@NothingLeftBehind
@Timeout(300)
class SharedQueueStormTest {
    private static final long SEED = Long.getLong("dev.shm.storm.seed", System.nanoTime());

    private final String name = "queue-" + UUID.randomUUID();
    private final Random random = new Random(SEED);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void noCommittedMessageIsLostTornOrOutOfOrder() {
        Duration length = Proof.shortOrFull(Duration.ofSeconds(5), Duration.ofSeconds(60));
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        int[] started = {1, 1};
        try (SharedQueue<Tick, SharedTick> queue =
                SharedQueue.create(name, 64, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options())) {
            ChildJvm[] children = {start("produce", 1), start("consume", 1)};
            try {
                children[0].awaitLine("ready");
                children[1].awaitLine("ready");
                long end = System.nanoTime() + length.toNanos();
                while (System.nanoTime() < end) {
                    letRun(children);
                    int victim = random.nextInt(2);
                    children[victim].kill();
                    children[victim] = start(victim == 0 ? "produce" : "consume", ++started[victim]);
                    children[victim].awaitLine("ready");
                }
                stop(children[0]);
                stop(children[1]);
            } finally {
                for (ChildJvm child : children) child.close();
            }
            assertTrue(queue.isEmpty());
            long last = ledger.get(StormChild.CONSUMED);
            assertEquals(started[0], last >>> 32, "producer of the last");
            assertEquals(ledger.get(StormChild.COMMITTED + started[0]), last & 0xFFFF_FFFFL, "number of the last");
            System.out.println("storm: seed " + SEED + ", " + (started[0] - 1) + " producers and " + (started[1] - 1)
                    + " consumers killed, " + ledger.get(StormChild.MESSAGES) + " messages, "
                    + ledger.get(StormChild.REDELIVERED) + " delivered again, "
                    + ledger.get(StormChild.LOST_IN_DEAD_CALLS) + " gone with a dead poll()");
        } finally {
            SharedRegion.delete(name);
        }
    }

    private ChildJvm start(String role, int number) {
        return ChildJvm.of(StormChild.class)
                .args(role, name, directory.resolve("ledger").toString(), Integer.toString(number))
                .mapAt(role.equals("produce") ? ForcedAddress.FIRST : ForcedAddress.SECOND)
                .start();
    }

    /** 50 to 200 ms, in which nobody may end. */
    private void letRun(ChildJvm[] children) {
        long end = System.nanoTime() + (50 + random.nextInt(151)) * 1_000_000L;
        while (System.nanoTime() < end) {
            for (ChildJvm child : children)
                assertTrue(child.isAlive(), () -> "seed " + SEED + ", ended by itself:\n" + child.transcript());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void stop(ChildJvm child) {
        child.send("stop");
        child.awaitLine("stopped");
        child.awaitSuccess();
    }
}
