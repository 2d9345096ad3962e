package dev.shm.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionAccess;
import dev.shm.memory.RawMemory;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
final class EventCountTest {
    private static final int ROUNDS = 20_000;

    /** A wake-up that is lost costs a slice of 50 ms; so does now and then a processor that others have. */
    private static final long LATE_NANOS = 45_000_000;

    private static final int MOST_LATE = ROUNDS / 500;

    private static final long SLICE_NANOS = 50_000_000;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SharedRegion region = SharedRegion.create(512);
    private final Attachment attachment = RegionAccess.attachment(region);
    private final EventCount events = new EventCount(attachment, attachment.payloadOffset());

    @AfterEach
    void close() {
        region.close();
    }

    private int word() {
        return RawMemory.getIntVolatile(region.address());
    }

    /** Two words on lines of their own, each with an event count: the side that waits for its word to move. */
    record Side(long word, EventCount events) {
        static Side of(SharedRegion region, long offset) {
            Attachment attachment = RegionAccess.attachment(region);
            return new Side(
                    region.address() + offset, new EventCount(attachment, attachment.payloadOffset() + offset + 64));
        }

        void publish(long value) {
            RawMemory.putLongRelease(word, value);
            events.signal();
        }

        void awaitValue(long value) {
            while (RawMemory.getLongAcquire(word) < value) {
                int prepared = events.prepare();
                if (RawMemory.getLongAcquire(word) < value) events.await(prepared, SECOND_NANOS);
            }
        }
    }

    /** How many rounds took as long as if nobody had woken the sleeper. */
    private static int pingPong(Side mine, Side theirs) {
        int late = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            theirs.publish(round);
            mine.awaitValue(round);
            if (System.nanoTime() - start > LATE_NANOS) late++;
        }
        return late;
    }

    private static void echo(Side mine, Side theirs, int rounds) {
        for (int round = 1; round <= rounds; round++) {
            mine.awaitValue(round);
            theirs.publish(round);
        }
    }

    @Test
    void signalWithoutSleepersChangesNothing() {
        events.signal();
        assertEquals(0, word());
        int prepared = events.announce();
        assertEquals(1, prepared);
        assertFalse(events.isSignalled(prepared));
        events.signal();
        assertEquals(2, word());
        assertTrue(events.isSignalled(prepared));
        events.signal();
        assertEquals(2, word(), "nobody announced himself since");
    }

    @Test
    void awaitOnAPastSignalReturnsAtOnce() {
        int prepared = events.prepare();
        events.signal();
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) events.await(prepared, SECOND_NANOS);
        assertTrue(System.nanoTime() - start < 100 * SLICE_NANOS / 2);
    }

    @Test
    void awaitIsBounded() {
        int prepared = events.prepare();
        long start = System.nanoTime();
        events.await(prepared, Long.MAX_VALUE);
        events.await(prepared, 1);
        events.await(prepared, 0);
        events.await(prepared, -1);
        assertTrue(System.nanoTime() - start < SECOND_NANOS);
        assertFalse(events.isSignalled(prepared));
    }

    @Test
    void countGoesRoundWithoutLosingTheSleepersBit() {
        RawMemory.putIntVolatile(region.address(), -2);
        int prepared = events.prepare();
        assertEquals(-1, prepared);
        events.signal();
        assertEquals(0, word());
        assertTrue(events.isSignalled(prepared));
    }

    @Test
    void oneSignalWakesAllSleepers() throws InterruptedException {
        Side side = Side.of(region, 128);
        List<Thread> sleepers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread sleeper = new Thread(() -> side.awaitValue(1));
            sleeper.start();
            sleepers.add(sleeper);
        }
        side.publish(1);
        for (Thread sleeper : sleepers) sleeper.join();
    }

    @Test
    void twoThreadsLoseNoWakeUp() throws InterruptedException {
        Side here = Side.of(region, 0);
        Side there = Side.of(region, 256);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                echo(there, here, ROUNDS);
            } catch (Throwable e) {
                failed.set(e);
            }
        });
        other.start();
        assertInTime(here, there, "two threads");
        other.join();
        assertNull(failed.get());
    }

    @Test
    void twoProcessesLoseNoWakeUp() {
        try (ChildJvm child = ChildJvm.of(Echo.class)
                .args(region.name(), Integer.toString(ROUNDS))
                .start()) {
            child.awaitLine("ready");
            assertInTime(Side.of(region, 0), Side.of(region, 256), "two processes");
            child.awaitSuccess();
        }
    }

    private static void assertInTime(Side here, Side there, String who) {
        long start = System.nanoTime();
        int late = pingPong(here, there);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("event count, " + who + ": " + ROUNDS + " rounds in " + millis + " ms, " + late + " late");
        assertTrue(late <= MOST_LATE, who + ": " + late + " rounds were late");
    }

    @Test
    void killedSleeperLeavesNothingBehind() throws InterruptedException {
        Side side = Side.of(region, 256);
        try (ChildJvm child = ChildJvm.of(Echo.class).args(region.name(), "1").start()) {
            child.awaitLine("ready");
            while ((RawMemory.getIntVolatile(side.word() + 64) & 1) == 0) Thread.onSpinWait();
            child.kill();
        }
        Thread sleeper = new Thread(() -> side.awaitValue(1));
        sleeper.start();
        side.publish(1);
        sleeper.join();
        side.events().signal(); // the sleeper may have announced itself and not slept
        int before = RawMemory.getIntVolatile(side.word() + 64);
        side.events().signal();
        assertEquals(before, RawMemory.getIntVolatile(side.word() + 64));
    }

    @Test
    void publisherKilledBetweenPublishAndSignalCostsASlice() {
        Side side = Side.of(region, 0);
        long[] took = new long[1];
        Thread sleeper = new Thread(() -> {
            long start = System.nanoTime();
            side.awaitValue(1);
            took[0] = System.nanoTime() - start;
        });
        sleeper.start();
        while ((RawMemory.getIntVolatile(side.word() + 64) & 1) == 0) Thread.onSpinWait();
        RawMemory.putLongRelease(side.word(), 1); // and no signal
        try {
            sleeper.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertTrue(took[0] < 20 * SLICE_NANOS, took[0] + " ns");
    }

    /** Answers each round. */
    static final class Echo {
        private Echo() {}

        public static void main(String[] args) {
            SharedRegion region = SharedRegion.open(args[0]);
            Handshake.say("ready");
            echo(Side.of(region, 256), Side.of(region, 0), Integer.parseInt(args[1]));
            region.close();
        }
    }
}
