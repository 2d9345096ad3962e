package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.RegionClosedException;
import dev.shm.SeatTakenException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopicContract.Started;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a queue in a region that stays open: nobody finds what it leaves held by the dead. */
@NothingLeftBehind
@Timeout(60)
class SharedQueueClosingTest {
    private static final int ROUNDS = 100;
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private final String name = "closing-" + UUID.randomUUID();
    private SharedRegion region;
    private SharedRegion again;

    @BeforeEach
    void open() {
        region = SharedRegion.create(name, 64);
        again = SharedRegion.open(name);
    }

    @AfterEach
    void delete() {
        again.close();
        region.close();
        SharedRegion.delete(name);
    }

    /** An ordinary shutdown: whatever the moment, the seats are then free. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void seatsAreFreeAfterAQueueThatIsClosedWhileAThreadWorks() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch working = new CountDownLatch(1);
            try (SharedQueue<Tick, SharedTick> queue = in(region, QueueMode.ONE_TO_ONE);
                    SharedQueue<Tick, SharedTick> other = in(again, QueueMode.ONE_TO_ONE)) {
                Future<Object> worker = SharedTopicContract.started(() -> {
                    working.countDown();
                    for (long id = 0; ; id++) {
                        queue.offer(Tick.of(id));
                        queue.poll();
                    }
                });
                working.await();
                for (int spin = round * 50; spin > 0; spin--) Thread.onSpinWait();
                queue.close();
                assertClosed(worker);
                while (other.poll() != null) {} // what the worker left
                assertTrue(other.offer(Tick.of(1)));
                assertEquals(1, Tick.idOf(other.poll()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("try") // closed in the middle
    void claimOfWhoClosesIsGivenUp(QueueMode mode) {
        try (SharedQueue<Tick, SharedTick> other = in(again, mode);
                SharedQueue<Tick, SharedTick> queue = in(region, mode)) {
            SharedTick slot = Objects.requireNonNull(queue.claim());
            Tick.fill(slot, 1);
            queue.close();
            assertThrows(IllegalStateException.class, () -> slot.id(2), "the slot is others' by now");
            assertThrows(RegionClosedException.class, queue::commit);
            assertThrows(RegionClosedException.class, queue::abort);
            assertTrue(other.offer(Tick.of(2)));
            assertEquals(2, Tick.idOf(other.poll()), "at once");
            assertNull(other.poll());
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void claimOfWhoClosesAQueueOfBytesIsGivenUp() {
        try (SharedByteQueue other = SharedByteQueue.in(again, "b", 1024);
                SharedByteQueue queue = SharedByteQueue.in(region, "b", 1024)) {
            Bytes<?> slot = Objects.requireNonNull(queue.claim(8));
            slot.writeLong(1);
            queue.close();
            assertEquals(0, slot.writeRemaining());
            assertThrows(RegionClosedException.class, queue::commit);
            assertTrue(other.offer(8, bytes -> bytes.writeLong(2)));
            assertTrue(other.poll((Bytes<?> bytes) -> assertEquals(2, bytes.readLong())));
        }
    }

    /** It has a handle of its own, which stays open. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void claimThroughAnotherObjectStays() {
        try (SharedQueue<Tick, SharedTick> first = in(region, QueueMode.MANY_TO_MANY);
                SharedQueue<Tick, SharedTick> second = in(region, QueueMode.MANY_TO_MANY)) {
            SharedTick slot = Objects.requireNonNull(first.claim());
            Tick.fill(slot, 1);
            second.close();
            first.commit();
            assertEquals(1, Tick.idOf(first.poll()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void claimIsEndedThroughTheObjectThatMadeItOnly(QueueMode mode) {
        try (SharedQueue<Tick, SharedTick> first = in(region, mode);
                SharedQueue<Tick, SharedTick> second = in(region, mode)) {
            SharedTick slot = Objects.requireNonNull(first.claim());
            assertNames("through another object", assertThrows(IllegalStateException.class, second::commit));
            assertNames("through another object", assertThrows(IllegalStateException.class, second::abort));
            Tick.fill(slot, 1);
            first.commit();
            assertThrows(IllegalStateException.class, slot::id);
            assertNames("no claim", assertThrows(IllegalStateException.class, second::commit));
            assertEquals(1, Tick.idOf(second.poll()));
        }
    }

    /** It may be filling it. */
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("try") // closed in the middle
    void claimOfAnotherThreadStaysUntilThatEndsIt(QueueMode mode) throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (SharedQueue<Tick, SharedTick> other = in(again, mode);
                SharedQueue<Tick, SharedTick> queue = in(region, mode)) {
            Future<Object> claimer = SharedTopicContract.started(() -> {
                SharedTick slot = Objects.requireNonNull(queue.claim());
                claimed.countDown();
                closed.await();
                Tick.fill(slot, 1);
                queue.commit();
                return "";
            });
            claimed.await();
            queue.close();
            if (mode.hasOneProducer) {
                SeatTakenException taken = assertThrows(SeatTakenException.class, () -> other.offer(Tick.of(2)));
                assertTrue(taken.toString().contains("this one, through another handle"), taken::toString);
            } else assertTrue(other.offer(Tick.of(2)));
            assertNull(other.poll());
            closed.countDown();
            assertClosed(claimer);
            if (mode.hasOneProducer) assertTrue(other.offer(Tick.of(2)));
            assertEquals(2, Tick.idOf(other.poll(PROMPTLY)));
            assertNull(other.poll());
        }
    }

    /** The other's handle is open, and so is the region: only its own says that it is closed. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void whoWaitsForATurnSeesItsQueueClose() throws Exception {
        try (SharedQueue<Tick, SharedTick> claiming = in(region, QueueMode.ONE_TO_ONE);
                SharedQueue<Tick, SharedTick> queue = in(region, QueueMode.ONE_TO_ONE)) {
            claiming.claim();
            Started<Object> offerer = SharedTopicContract.started(() -> queue.offer(Tick.of(1)));
            Started<Object> putter = SharedTopicContract.started(() -> {
                queue.put(Tick.of(1));
                return "";
            });
            awaitWaiting(offerer);
            awaitWaiting(putter);
            queue.close();
            assertClosed(offerer);
            assertClosed(putter);
            claiming.abort();
        }
    }

    private static void awaitWaiting(Started<?> task) {
        long start = System.nanoTime();
        while (task.thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(System.nanoTime() - start < PROMPTLY.toNanos() && !task.isDone(), "does not wait");
            Thread.onSpinWait();
        }
    }

    private static SharedQueue<Tick, SharedTick> in(SharedRegion place, QueueMode mode) {
        return SharedQueue.in(place, "q", 4, SharedTick.TYPE, mode.options());
    }

    private static void assertClosed(Future<?> task) {
        Exception e = assertThrows(ExecutionException.class, () -> task.get(PROMPTLY.toSeconds(), TimeUnit.SECONDS));
        assertTrue(e.getCause() instanceof RegionClosedException, e::toString);
    }

    private static void assertNames(String wanted, Exception e) {
        assertTrue(e.toString().contains(wanted), e::toString);
    }
}
