package demo;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionClosedException;
import dev.shm.SeatTakenException;
import dev.shm.SharedRegion;
import dev.shm.collections.QueueCounters;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.WaitStrategy;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a queue can be told: modes, waiting, attempts, a place in a region; and what it tells. */
@NothingLeftBehind
@Timeout(60)
class OrderQueueTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private final String name = "queue-" + UUID.randomUUID();
    private final RuntimeException mine = new IllegalStateException("mine");

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    @Test
    void fieldsAreOfferedWithoutAnObject() {
        try (OrderQueue queue = OrderQueue.create(name, 2)) {
            assertTrue(queue.offer(7, 3, Order.Side.BUY, "MSFT"));
            assertTrue(queue.offer(8, 4, null, null));
            assertFalse(queue.offer(9, 5, null, null));
            assertEquals("Order[7, 3, BUY, MSFT]", queue.poll().toString());
            assertEquals(8, queue.poll().id);
            assertThrows(IllegalArgumentException.class, () -> queue.offer(1, 1, null, "x".repeat(1000)));
            assertNull(queue.poll());
        }
    }

    @ParameterizedTest
    @EnumSource
    void countersTellWhatHasHappened(QueueMode mode) {
        try (OrderQueue queue = OrderQueue.create(name, 2, mode.options())) {
            queue.offer(Order.of(1));
            queue.claim();
            queue.abort();
            queue.poll();
            queue.poll();
            queue.offer(Order.of(2));
            queue.offer(Order.of(3));
            queue.offer(Order.of(4));
            queue.offer(Order.of(4));
            assertThrows(IllegalStateException.class, () -> queue.poll(this::fail));
            queue.poll();
            long skipped = mode.hasOneProducer ? 0 : 1;
            long redelivered = mode.hasOneConsumer ? 0 : 1;
            assertEquals(new QueueCounters(3, 2, skipped, redelivered, 1), queue.counters());
        }
    }

    @ParameterizedTest
    @EnumSource
    void attemptsAreCountedAndTheLastGoesToTheDeadLetters(QueueMode mode) {
        List<Long> dead = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        QueueOptions options = mode.options().maxAttempts(3, (SharedOrder order) -> dead.add(order.id()));
        try (OrderQueue queue = OrderQueue.create(name, 4, options)) {
            queue.offer(Order.of(1));
            queue.offer(Order.of(2));
            for (int i = 0; i < 3; i++) {
                assertSame(
                        mine,
                        assertThrows(
                                RuntimeException.class,
                                () -> queue.poll(order -> {
                                    attempts.add(queue.attempts());
                                    throw mine;
                                })));
            }
            assertEquals(List.of(1, 2, 3), attempts);
            assertEquals(2, queue.size());
            assertTrue(queue.poll(this::fail));
            assertEquals(List.of(1L), dead);
            assertTrue(queue.poll(order -> attempts.add(queue.attempts())));
            assertEquals(List.of(1, 2, 3, 1), attempts);
            assertThrows(IllegalStateException.class, queue::attempts);
            assertTrue(queue.isEmpty());
        }
    }

    @Test
    void deadLetterHandlerThatThrowsKeepsTheMessage() {
        boolean[] broken = {true};
        QueueOptions options = new QueueOptions().maxAttempts(1, order -> {
            if (broken[0]) throw mine;
        });
        try (OrderQueue queue = OrderQueue.create(name, 4, options)) {
            queue.offer(Order.of(1));
            assertThrows(RuntimeException.class, () -> queue.poll(this::fail));
            assertThrows(RuntimeException.class, () -> queue.poll(this::fail));
            assertEquals(1, queue.size());
            broken[0] = false;
            assertTrue(queue.poll(this::fail));
            assertTrue(queue.isEmpty());
        }
        assertThrows(IllegalArgumentException.class, () -> new QueueOptions().maxAttempts(0, order -> {}));
    }

    @Test
    void endsThatAreAskedForOtherwiseAreRefusedWithBoth() {
        try (OrderQueue queue = OrderQueue.create(name, 4, new QueueOptions().singleProducer())) {
            String message = assertThrows(
                            LayoutMismatchException.class,
                            () -> OrderQueue.openOrCreate(name, 4, new QueueOptions().multiProducer()))
                    .getMessage();
            assertTrue(message.contains("one producer and many consumers"), message);
            assertTrue(message.contains("many producers"), message);
            assertThrows(
                    LayoutMismatchException.class, () -> OrderQueue.open(name, new QueueOptions().singleConsumer()));
            try (OrderQueue joined = OrderQueue.openOrCreate(name, 4)) {
                assertTrue(queue.offer(Order.of(1)));
                assertThrows(SeatTakenException.class, () -> joined.offer(Order.of(2)));
                assertEquals(1, joined.poll().id);
            }
            assertTrue(queue.toString().contains("one producer and many consumers"), queue.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayOfWaitingWaits(WaitStrategy strategy) throws Exception {
        QueueOptions options = new QueueOptions().waitStrategy(strategy);
        try (OrderQueue queue = OrderQueue.create(name, 1, options)) {
            assertNull(queue.poll(Duration.ofMillis(20)));
            FutureTask<Order> taker = start(queue::take);
            queue.put(Order.of(1));
            assertEquals(1, get(taker).id);
            queue.put(Order.of(2));
            assertFalse(queue.offer(Order.of(3), Duration.ofMillis(20)));
            FutureTask<Boolean> putter = start(() -> queue.offer(Order.of(3), PROMPTLY));
            assertEquals(2, queue.take().id);
            assertTrue(get(putter));
            assertEquals(3, queue.take().id);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, queue::take);
        }
    }

    @Test
    void queueLivesInARegionBesideOthers() throws Exception {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion other = SharedRegion.open(name)) {
            OrderQueue orders = OrderQueue.in(region, "orders", 4);
            OrderQueue fills = OrderQueue.in(region, "fills", 8, new QueueOptions().singleConsumer());
            OrderQueue seen = OrderQueue.in(other, "orders", 4);
            orders.put(Order.of(1));
            fills.put(Order.of(2));
            assertEquals(1, seen.take().id);
            assertEquals(2, fills.take().id);
            assertEquals("orders", seen.name());
            assertThrows(LayoutMismatchException.class, () -> OrderQueue.in(other, "orders", 8));
            assertThrows(LayoutMismatchException.class, () -> other.mutex("orders"));
        }
    }

    /** Handles of one attachment share its seats, and each ends by itself. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void handlesOfOneRegionShareItsSeatsAndCloseByThemselves() throws Exception {
        QueueOptions options = new QueueOptions().singleProducer().singleConsumer();
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion other = SharedRegion.open(name)) {
            OrderQueue first = OrderQueue.in(region, "orders", 4, options);
            OrderQueue second = OrderQueue.in(region, "orders", 4, options);
            OrderQueue stranger = OrderQueue.in(other, "orders", 4, options);
            first.put(Order.of(1));
            second.put(Order.of(2));
            assertEquals(1, second.take().id);
            assertEquals(2, first.take().id);
            FutureTask<Order> taker = start(first::take);
            first.close();
            first.close();
            assertThrows(RegionClosedException.class, first::poll);
            assertThrows(RegionClosedException.class, first::size);
            Throwable end = assertThrows(Exception.class, () -> get(taker)).getCause();
            assertInstanceOf(RegionClosedException.class, end);
            second.put(Order.of(3));
            assertThrows(SeatTakenException.class, () -> stranger.offer(Order.of(4)));
            second.close();
            assertEquals(3, stranger.take().id);
            assertTrue(stranger.offer(Order.of(4)), "with the last handle went the seats");
            OrderQueue third = OrderQueue.in(region, "orders", 4, options);
            stranger.close();
            assertEquals(4, third.take().id);
        }
    }

    @Test
    void claimOfAThreadThatEndedIsSkippedForOtherProcesses() throws Exception {
        try (OrderQueue queue = OrderQueue.create(name, 4);
                OrderQueue other = OrderQueue.open(name)) {
            get(start(queue::claim));
            other.offer(Order.of(1));
            // To another attachment the thread's process lives; it finds the end of its thread itself.
            assertEquals(1, other.poll(PROMPTLY).id);
        }
    }

    private void fail(SharedOrder order) {
        throw mine;
    }

    private static <V> V get(FutureTask<V> task) throws Exception {
        return task.get(PROMPTLY.toSeconds(), TimeUnit.SECONDS);
    }

    private static <V> FutureTask<V> start(java.util.concurrent.Callable<V> work) {
        FutureTask<V> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
