package demo;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionClosedException;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedQueue;
import dev.shm.memory.RawMemory;
import dev.shm.struct.CorruptStructException;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every queue does within one process, whoever wrote its bodies. */
@NothingLeftBehind
@Timeout(60)
abstract class SharedQueueContract {
    /** For what takes milliseconds on a healthy machine; never waited out by a test that passes. */
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(20);

    private final String name = "queue-" + UUID.randomUUID();
    private SharedQueue<Order, SharedOrder> queue;

    abstract QueueMode mode();

    abstract SharedQueue<Order, SharedOrder> create(String queueName, long capacity);

    abstract SharedQueue<Order, SharedOrder> open(String queueName);

    abstract SharedQueue<Order, SharedOrder> openOrCreate(String queueName, long capacity);

    @BeforeEach
    void createQueue() {
        queue = create(name, 4);
    }

    @AfterEach
    void deleteQueue() {
        queue.close();
        SharedRegion.delete(name);
    }

    // In and out

    @Test
    void newQueueIsEmpty() {
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.size());
        assertEquals(4, queue.capacity());
        assertEquals(name, queue.name());
        assertNull(queue.poll());
        assertFalse(queue.poll(message -> fail("there is none")));
        assertEquals(0, queue.drain(message -> fail("there is none"), 10));
    }

    @Test
    void whatIsOfferedIsPolledInOrder() {
        for (long id = 1; id <= 3; id++) assertTrue(queue.offer(Order.of(id)));
        assertEquals(3, queue.size());
        assertFalse(queue.isEmpty());
        for (long id = 1; id <= 3; id++) assertMessage(id, queue.poll());
        assertNull(queue.poll());
        assertTrue(queue.isEmpty());
    }

    @Test
    void allWaysInAndOutMixInOrder() throws InterruptedException {
        assertTrue(queue.offer(Order.of(1)));
        assertTrue(queue.offer(filler(2)));
        queue.put(Order.of(3));
        filler(4).accept(queue.claim());
        queue.commit();
        assertMessage(1, queue.poll());
        assertTrue(queue.poll(message -> assertMessage(2, message.get())));
        assertMessage(3, queue.take());
        List<Order> drained = new ArrayList<>();
        assertEquals(1, queue.drain(message -> drained.add(message.get()), 5));
        assertMessage(4, drained.get(0));
        assertTrue(queue.offer(Order.of(5), SHORT));
        assertMessage(5, queue.poll(SHORT));
    }

    @Test
    void fullQueueRefuses() throws InterruptedException {
        fill(4);
        assertFalse(queue.offer(Order.of(9)));
        assertFalse(queue.offer(slot -> fail("the filler is called though there is no slot")));
        assertNull(queue.claim());
        assertFalse(queue.offer(Order.of(9), SHORT));
        assertFalse(queue.offer(Order.of(9), Duration.ZERO));
        assertFalse(queue.offer(Order.of(9), Duration.ofMillis(-5)));
        assertThrows(IllegalStateException.class, queue::commit);
        assertMessage(1, queue.poll());
        assertTrue(queue.offer(Order.of(5)));
        for (long id = 2; id <= 5; id++) assertMessage(id, queue.poll());
    }

    @Test
    void emptyQueueAnswersNullInTime() throws InterruptedException {
        assertNull(queue.poll(SHORT));
        assertNull(queue.poll(Duration.ZERO));
        assertNull(queue.poll(Duration.ofSeconds(-1)));
        assertNull(queue.poll(Duration.ofNanos(Long.MIN_VALUE)));
        queue.offer(Order.of(1));
        assertMessage(1, queue.poll(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void timedWaitsLastAsLongAsAsked() throws InterruptedException {
        long start = System.nanoTime();
        assertNull(queue.poll(Duration.ofMillis(120)));
        assertTrue(System.nanoTime() - start >= 120_000_000);
        fill(4);
        start = System.nanoTime();
        assertFalse(queue.offer(Order.of(9), Duration.ofMillis(120)));
        assertTrue(System.nanoTime() - start >= 120_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024"})
    void capacityIsRoundedUpAndHoldsAsMany(long asked, long rounded) {
        String other = name + "-rounded";
        try (SharedQueue<Order, SharedOrder> sized = create(other, asked)) {
            assertEquals(rounded, sized.capacity());
            for (int lap = 0; lap < 3; lap++) {
                for (long id = 0; id < rounded; id++) assertTrue(sized.offer(Order.of(id)));
                assertFalse(sized.offer(Order.of(-1)));
                assertEquals(rounded, sized.size());
                for (long id = 0; id < rounded; id++) assertMessage(id, sized.poll());
                assertNull(sized.poll());
            }
        } finally {
            SharedRegion.delete(other);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, (1L << 40) + 1, Long.MAX_VALUE})
    void impossibleCapacityIsRefused(long capacity) {
        assertThrows(IllegalArgumentException.class, () -> create(name + "-wrong", capacity));
        assertThrows(IllegalArgumentException.class, () -> openOrCreate(name + "-wrong", capacity));
    }

    @Test
    void capacityThatNoMachineHasLeavesNothingBehind() {
        assertThrows(RegionSpaceException.class, () -> create(name + "-huge", 1L << 40));
        assertThrows(RegionNotFoundException.class, () -> open(name + "-huge"));
    }

    @Test
    void orderHoldsForManyLaps() {
        long in = 0;
        long out = 0;
        for (int round = 0; round < 20_000; round++) {
            for (int n = round % 5; n > 0; n--) if (queue.offer(Order.of(in))) in++;
            for (int n = round * 7 % 6; n > 0 && out < in; n--) assertMessage(out++, queue.poll());
        }
        while (out < in) assertMessage(out++, queue.poll());
        assertTrue(in > 20_000, "messages: " + in);
    }

    // What does not fit

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> queue.offer((Order) null));
        assertThrows(NullPointerException.class, () -> queue.offer((Consumer<SharedOrder>) null));
        assertThrows(NullPointerException.class, () -> queue.put(null));
        assertThrows(NullPointerException.class, () -> queue.offer(null, SHORT));
        assertThrows(NullPointerException.class, () -> queue.poll((Consumer<SharedOrder>) null));
        assertTrue(queue.isEmpty());
        assertTrue(queue.offer(Order.of(1)), "no claim was left open");
    }

    @Test
    void textThatDoesNotFitPublishesNothing() {
        Order order = Order.of(1);
        order.symbol = "123456789";
        assertThrows(IllegalArgumentException.class, () -> queue.offer(order));
        assertThrows(IllegalArgumentException.class, () -> queue.put(order));
        assertThrows(IllegalArgumentException.class, () -> queue.offer(slot -> slot.symbol("123456789")));
        assertTrue(queue.isEmpty());
        order.symbol = "12345678";
        assertTrue(queue.offer(order));
        assertEquals("12345678", queue.poll().symbol);
    }

    @Test
    void fillerThatThrowsPublishesNothing() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertSame(
                mine,
                assertThrows(
                        IllegalStateException.class,
                        () -> queue.offer(slot -> {
                            slot.id(9).symbol("left");
                            throw mine;
                        })));
        assertTrue(queue.isEmpty());
        assertTrue(queue.offer(slot -> slot.quantity(2)));
        assertBlankBut(2, queue.poll());
    }

    @Test
    void handlerThatThrowsLeavesTheMessageReady() {
        fill(3);
        Error mine = new AssertionError("mine");
        Consumer<SharedOrder> thrower = message -> {
            throw mine;
        };
        assertSame(mine, assertThrows(AssertionError.class, () -> queue.poll(thrower)));
        assertSame(mine, assertThrows(AssertionError.class, () -> queue.drain(thrower, 3)));
        assertEquals(3, queue.size());
        for (long id = 1; id <= 3; id++) assertMessage(id, queue.poll());
    }

    @Test
    void drainStopsAtItsMost() {
        fill(4);
        List<Long> ids = new ArrayList<>();
        assertEquals(3, queue.drain(message -> ids.add(message.id()), 3));
        assertEquals(List.of(1L, 2L, 3L), ids);
        assertEquals(0, queue.drain(message -> fail("none was asked for"), 0));
        assertEquals(0, queue.drain(message -> fail("none was asked for"), -1));
        assertEquals(1, queue.drain(message -> ids.add(message.id()), Integer.MAX_VALUE));
    }

    @Test
    void drainConsumesWhatCameBeforeTheHandlerThrew() {
        fill(4);
        assertThrows(
                IllegalStateException.class,
                () -> queue.drain(
                        message -> {
                            if (message.id() == 3) throw new IllegalStateException("mine");
                        },
                        4));
        assertEquals(2, queue.size());
        assertMessage(3, queue.poll());
    }

    @Test
    void messageThatCannotBeReadIsSkipped() {
        queue.offer(Order.of(1));
        queue.offer(Order.of(2));
        long sideOffset = SharedOrder.LAYOUT.field("side").offset();
        assertThrows(Scribbled.class, () -> scribble(slot -> RawMemory.putByte(slot + sideOffset, (byte) 77)));
        assertThrows(CorruptStructException.class, queue::poll);
        assertMessage(2, queue.poll());
    }

    // Claims

    @Test
    void unsetFieldsAreZeroAlsoAfterLaps() {
        for (int lap = 0; lap < 10; lap++) {
            assertTrue(queue.offer(Order.of(lap * 3 + 1)));
            queue.poll();
        }
        assertTrue(queue.offer(slot -> slot.quantity(2)));
        assertBlankBut(2, queue.poll());
        queue.claim().quantity(3);
        queue.commit();
        assertBlankBut(3, queue.poll());
    }

    @Test
    void abortedClaimIsNotPublished() {
        SharedOrder slot = queue.claim();
        filler(7).accept(slot);
        queue.abort();
        assertFalse(slot.isBound());
        assertTrue(queue.isEmpty());
        assertTrue(queue.offer(slot2 -> slot2.quantity(1)));
        assertBlankBut(1, queue.poll());
    }

    @Test
    void claimIsInvisibleUntilCommitted() {
        filler(1).accept(queue.claim());
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
        queue.commit();
        assertMessage(1, queue.poll());
    }

    @Test
    void flyweightsAreUnboundAfterwards() {
        SharedOrder[] kept = new SharedOrder[3];
        kept[0] = queue.claim();
        queue.commit();
        assertTrue(queue.offer(slot -> kept[1] = slot));
        assertTrue(queue.poll(message -> kept[2] = message));
        for (SharedOrder flyweight : kept) {
            assertFalse(flyweight.isBound());
            assertThrows(IllegalStateException.class, flyweight::id);
            assertThrows(IllegalStateException.class, () -> flyweight.id(1));
        }
        assertThrows(
                IllegalStateException.class,
                () -> queue.poll(message -> {
                    kept[2] = message;
                    throw new IllegalStateException("mine");
                }));
        assertFalse(kept[2].isBound());
    }

    @Test
    void commitAndAbortWithoutAClaimAreRefused() throws Exception {
        assertThrows(IllegalStateException.class, queue::commit);
        assertThrows(IllegalStateException.class, queue::abort);
        queue.claim();
        assertThrows(
                IllegalStateException.class,
                () -> inAnotherThread(() -> {
                    queue.commit();
                    return null;
                }));
        queue.commit();
        assertThrows(IllegalStateException.class, queue::commit);
        assertEquals(1, queue.size());
    }

    @Test
    void threadHasOneClaimAtATime() {
        filler(1).accept(queue.claim());
        assertThrows(IllegalStateException.class, queue::claim);
        assertThrows(IllegalStateException.class, () -> queue.offer(Order.of(2)));
        assertThrows(IllegalStateException.class, () -> queue.offer(slot -> fail("claimed twice")));
        assertThrows(IllegalStateException.class, () -> queue.put(Order.of(2)));
        queue.commit();
        assertMessage(1, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void whatComesAfterAnOpenClaimWaitsForIt() throws Exception {
        SharedOrder slot = queue.claim();
        FutureTask<Boolean> other = start(() -> queue.offer(Order.of(2)));
        if (mode().hasOneProducer) {
            assertThrows(TimeoutException.class, () -> other.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        } else {
            assertTrue(get(other));
            assertNull(queue.poll());
            assertNull(queue.poll(SHORT));
        }
        filler(1).accept(slot);
        queue.commit();
        assertTrue(get(other));
        assertMessage(1, queue.poll());
        assertMessage(2, queue.poll());
    }

    @Test
    void claimOfAThreadThatEndedBlocksNobody() throws Exception {
        inAnotherThread(() -> queue.claim().id(99));
        assertTrue(queue.offer(Order.of(1)));
        inAnotherThread(() -> queue.claim().id(99));
        assertThrows(IllegalStateException.class, queue::commit);
        queue.claim().quantity(2);
        queue.commit();
        assertMessage(1, queue.poll());
        assertBlankBut(2, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void handlerMayNotPollTheSameQueue() {
        fill(2);
        assertTrue(queue.poll(message -> {
            assertThrows(IllegalStateException.class, queue::poll);
            assertThrows(IllegalStateException.class, () -> queue.poll(nested -> fail("nested")));
            assertThrows(IllegalStateException.class, () -> queue.drain(nested -> fail("nested"), 1));
            assertThrows(IllegalStateException.class, queue::take);
            assertMessage(1, message.get());
        }));
        assertMessage(2, queue.poll());
    }

    @Test
    void handlerMayOfferAndFillerMayPoll() {
        fill(1);
        assertTrue(queue.poll(message -> assertTrue(queue.offer(Order.of(message.id() + 1)))));
        assertTrue(queue.offer(slot -> filler(queue.poll().id + 1).accept(slot)));
        assertMessage(3, queue.poll());
        assertNull(queue.poll());
    }

    // Waiting

    @Test
    void takeWaitsForAMessage() throws Exception {
        FutureTask<Order> taker = start(queue::take);
        assertThrows(TimeoutException.class, () -> taker.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        queue.offer(Order.of(1));
        assertMessage(1, get(taker));
    }

    @Test
    void putWaitsForRoom() throws Exception {
        fill(4);
        FutureTask<Boolean> putter = start(() -> {
            queue.put(Order.of(5));
            return true;
        });
        assertThrows(TimeoutException.class, () -> putter.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        assertMessage(1, queue.poll());
        assertTrue(get(putter));
        for (long id = 2; id <= 5; id++) assertMessage(id, queue.poll());
    }

    @Test
    void timedWaitsEndEarlyWhenTheOtherEndMoves() throws Exception {
        FutureTask<Order> poller = start(() -> queue.poll(Duration.ofSeconds(50)));
        queue.offer(Order.of(1));
        assertMessage(1, get(poller));
        fill(4);
        FutureTask<Boolean> offerer = start(() -> queue.offer(Order.of(5), Duration.ofSeconds(50)));
        queue.poll();
        assertTrue(get(offerer));
    }

    @Test
    void waitingEndsAtAnInterrupt() {
        assertInterruptible(queue::take);
        assertInterruptible(() -> queue.poll(Duration.ofSeconds(50)));
        fill(4);
        assertInterruptible(() -> {
            queue.put(Order.of(9));
            return null;
        });
        assertInterruptible(() -> queue.offer(Order.of(9), Duration.ofSeconds(50)));
        assertEquals(4, queue.size());
    }

    @Test
    void interruptedThreadDoesNotWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, queue::take);
        assertFalse(Thread.interrupted());
        fill(4);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> queue.put(Order.of(9)));
        assertFalse(Thread.interrupted());
    }

    @Test
    void threadsOfAProcessShareItsEnds() throws Exception {
        int each = 5_000;
        List<FutureTask<Boolean>> producers = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            long first = p * 1_000_000L;
            producers.add(start(() -> {
                for (int i = 0; i < each; i++) queue.put(Order.of(first + i));
                return true;
            }));
        }
        List<FutureTask<List<Long>>> consumers = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            consumers.add(start(() -> {
                List<Long> ids = new ArrayList<>();
                for (Order order = queue.take(); order.id >= 0; order = queue.take()) ids.add(order.id);
                return ids;
            }));
        }
        for (FutureTask<Boolean> producer : producers) assertTrue(get(producer));
        queue.put(Order.of(-1));
        queue.put(Order.of(-1));
        List<Long> all = new ArrayList<>();
        for (FutureTask<List<Long>> consumer : consumers) {
            List<Long> ids = get(consumer);
            for (long p = 0; p < 3; p++) assertAscending(ids, p);
            all.addAll(ids);
        }
        assertEquals(3L * each, all.stream().distinct().count());
        assertEquals(3 * each, all.size());
    }

    // Closing

    @Test
    void closedQueueRefusesEverything() {
        fill(2);
        queue.close();
        queue.close();
        assertClosed();
    }

    @Test
    void closedQueueThatWasNeverUsedRefusesEverything() {
        queue.close();
        assertClosed();
    }

    /** Each end knows of messages, or room, that it has not looked at again since. */
    @Test
    void closedQueueRefusesEverythingAlsoWhatItKnowsToBeThere() {
        fill(4);
        queue.poll();
        queue.offer(Order.of(5));
        queue.poll();
        queue.close();
        assertClosed();
    }

    @Test
    void closingEndsWhatIsOpen() {
        SharedOrder slot = queue.claim();
        queue.close();
        assertThrows(RegionClosedException.class, () -> slot.id(1));
        assertThrows(RegionClosedException.class, queue::commit);
        assertThrows(RegionClosedException.class, queue::claim);
        try (SharedQueue<Order, SharedOrder> again = open(name)) {
            assertTrue(again.isEmpty());
            assertTrue(again.offer(Order.of(1)), "the seat of the closed queue is free");
        }
    }

    @Test
    void fillerThatClosesTheQueuePublishesNothing() {
        assertThrows(
                RegionClosedException.class,
                () -> queue.offer(slot -> {
                    slot.id(1);
                    queue.close();
                }));
        try (SharedQueue<Order, SharedOrder> again = open(name)) {
            assertTrue(again.isEmpty());
        }
    }

    @Test
    void handlerThatClosesTheQueueSeesTheMessageAgain() throws InterruptedException {
        fill(2);
        assertThrows(RegionClosedException.class, () -> queue.poll(message -> queue.close()));
        try (SharedQueue<Order, SharedOrder> again = open(name)) {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 2; i++) ids.add(again.poll(PROMPTLY).id);
            // Where others may consume as well, it is found to be nobody's when somebody looks for it.
            assertEquals(mode().hasOneConsumer ? List.of(1L, 2L) : List.of(2L, 1L), ids);
        }
    }

    @Test
    void closingWakesThoseWhoWait() throws Exception {
        FutureTask<Order> taker = start(queue::take);
        FutureTask<Order> poller = start(() -> queue.poll(Duration.ofSeconds(50)));
        assertThrows(TimeoutException.class, () -> taker.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        assertClosedSoon(taker, poller);
    }

    @Test
    void closingWakesThoseWhoWaitForRoom() throws Exception {
        fill(4);
        FutureTask<Boolean> putter = start(() -> {
            queue.put(Order.of(9));
            return true;
        });
        FutureTask<Boolean> offerer = start(() -> queue.offer(Order.of(9), Duration.ofSeconds(50)));
        assertThrows(TimeoutException.class, () -> putter.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        assertClosedSoon(putter, offerer);
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void closingWakesThoseWhoWaitForTheirTurn() throws Exception {
        assumeTrue(mode() == QueueMode.ONE_TO_ONE, "nobody waits for a turn where many may work");
        queue.claim();
        FutureTask<Boolean> offerer = start(() -> queue.offer(Order.of(9)));
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (SharedQueue<Order, SharedOrder> other = create(name + "-turns", 2)) {
            other.offer(Order.of(1));
            FutureTask<Boolean> handler = start(() -> other.poll(message -> {
                handling.countDown();
                await(closed);
            }));
            await(handling);
            FutureTask<Order> poller = start(other::poll);
            assertThrows(TimeoutException.class, () -> poller.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
            other.close();
            assertSame(RegionClosedException.class, failure(poller).getClass());
            closed.countDown();
            assertSame(RegionClosedException.class, failure(handler).getClass());
        } finally {
            SharedRegion.delete(name + "-turns");
        }
        assertClosedSoon(offerer);
    }

    /** Whatever the moment: what was returned is gone from the queue, and nothing else is, but for the dead call's. */
    @Test
    void closingInTheMiddleOfPollingNeitherTearsNorRepeats() throws Exception {
        assumeTrue(mode().hasOneConsumer, "with many, what the dead held comes later than what was behind it");
        long next = 0;
        long last = -1;
        for (int round = 0; round < 60; round++) {
            CountDownLatch polling = new CountDownLatch(1);
            queue.close();
            queue = open(name);
            for (; queue.offer(Order.of(next)); next++) {}
            SharedQueue<Order, SharedOrder> closing = queue;
            long[] state = {next, last};
            FutureTask<Boolean> poller = start(() -> {
                polling.countDown();
                while (true) {
                    Order order = closing.poll();
                    if (order == null) continue;
                    // One may be lost in the call that the close ended.
                    if (order.id != state[1] + 1 && order.id != state[1] + 2) fail(order.id + " after " + state[1]);
                    assertMessage(order.id, order);
                    state[1] = order.id;
                    if (closing.offer(Order.of(state[0]))) state[0]++;
                }
            });
            await(polling);
            for (int spin = round * 50; spin > 0; spin--) Thread.onSpinWait();
            closing.close();
            assertSame(RegionClosedException.class, failure(poller).getClass());
            queue = open(name);
            long left = queue.size();
            // The call that ended may have published, or freed, one more than it told of.
            long committed = state[0] - 1 - state[1];
            assertTrue(left >= committed - 1 && left <= committed + 1, left + " left of " + committed);
            List<Long> ids = new ArrayList<>();
            // Where others may produce as well, what a dead claim holds up comes once it is known to be dead.
            while (!queue.isEmpty()) ids.add(queue.poll(PROMPTLY).id);
            if (!ids.isEmpty()) {
                long first = ids.get(0);
                if (first != state[1] + 1 && first != state[1] + 2) fail("left is " + ids + " after " + state[1]);
                state[1] = ids.get(ids.size() - 1);
                if (state[1] != state[0] - 1 && state[1] != state[0]) fail("left is " + ids + " before " + state[0]);
            }
            last = state[0];
            next = last + 1;
        }
    }

    // Opening

    @Test
    void reopeningKeepsTheMessages() {
        fill(3);
        queue.poll();
        queue.close();
        queue = open(name);
        assertEquals(2, queue.size());
        assertEquals(4, queue.capacity());
        queue.close();
        queue = openOrCreate(name, 3);
        assertMessage(2, queue.poll());
        assertMessage(3, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void openOrCreateCreatesWhatIsNotThere() {
        String other = name + "-fresh";
        try (SharedQueue<Order, SharedOrder> fresh = openOrCreate(other, 2);
                SharedQueue<Order, SharedOrder> joined = openOrCreate(other, 2)) {
            assertTrue(fresh.offer(Order.of(1)));
            assertMessage(1, joined.poll());
        } finally {
            SharedRegion.delete(other);
        }
    }

    @Test
    void createRefusesWhatIsThere() {
        assertThrows(RegionExistsException.class, () -> create(name, 4));
    }

    @Test
    void openRefusesWhatIsNotThere() {
        assertThrows(RegionNotFoundException.class, () -> open(name + "-absent"));
    }

    @Test
    void anotherCapacityIsRefusedWithBoth() {
        String message = assertThrows(LayoutMismatchException.class, () -> openOrCreate(name, 5))
                .getMessage();
        assertTrue(message.contains(" 4 ") && message.contains(" 8 ") && message.contains(name), message);
        assertTrue(queue.offer(Order.of(1)), "the queue is as it was");
    }

    @Test
    void anotherStructIsRefusedWithTheFieldThatDiffers() {
        String other = name + "-other";
        StructType<Order, SharedOrder> type = otherType();
        try (SharedQueue<Order, SharedOrder> others = SharedQueue.create(other, 4, type)) {
            String message = assertThrows(LayoutMismatchException.class, () -> open(other))
                    .getMessage();
            assertTrue(message.contains("quantity"), message);
            assertThrows(LayoutMismatchException.class, () -> openOrCreate(other, 4));
            assertEquals(0, others.size());
        } finally {
            SharedRegion.delete(other);
        }
    }

    @Test
    void plainRegionIsNoQueue() {
        String other = name + "-plain";
        for (long bytes : new long[] {1, 63, 64, 65_536}) {
            try (SharedRegion region = SharedRegion.create(other, bytes)) {
                String message = assertThrows(LayoutMismatchException.class, () -> open(other))
                        .getMessage();
                assertTrue(message.contains(other), message);
                assertThrows(LayoutMismatchException.class, () -> openOrCreate(other, 4));
                assertEquals(bytes, region.size());
            } finally {
                SharedRegion.delete(other);
            }
        }
    }

    @Test
    void describesItself() {
        assertTrue(queue.toString().contains(name), queue.toString());
        assertTrue(queue.toString().contains("capacity 4"), queue.toString());
    }

    // Help

    private void fill(int count) {
        for (long id = 1; id <= count; id++) assertTrue(queue.offer(Order.of(id)));
    }

    private static Consumer<SharedOrder> filler(long id) {
        return slot -> slot.set(Order.of(id));
    }

    private static void assertMessage(long id, Order found) {
        assertNotNull(found, "no message, expected " + id);
        assertEquals(Order.of(id).toString(), found.toString());
    }

    private static void assertBlankBut(int quantity, Order found) {
        assertEquals("Order[0, " + quantity + ", null, null]", found.toString());
    }

    private static void assertAscending(List<Long> ids, long producer) {
        long last = -1;
        for (long id : ids) {
            if (id / 1_000_000 != producer) continue;
            assertTrue(id > last, id + " after " + last);
            last = id;
        }
    }

    private void assertClosed() {
        assertThrows(RegionClosedException.class, () -> queue.offer(Order.of(1)));
        assertThrows(RegionClosedException.class, () -> queue.offer(slot -> fail("filler called")));
        assertThrows(RegionClosedException.class, () -> queue.offer(Order.of(1), SHORT));
        assertThrows(RegionClosedException.class, () -> queue.put(Order.of(1)));
        assertThrows(RegionClosedException.class, queue::claim);
        assertThrows(RegionClosedException.class, queue::commit);
        assertThrows(RegionClosedException.class, queue::abort);
        assertThrows(RegionClosedException.class, queue::poll);
        assertThrows(RegionClosedException.class, () -> queue.poll(SHORT));
        assertThrows(RegionClosedException.class, queue::take);
        assertThrows(RegionClosedException.class, () -> queue.poll(message -> fail("handler called")));
        assertThrows(RegionClosedException.class, () -> queue.drain(message -> fail("handler called"), 2));
        assertThrows(RegionClosedException.class, queue::size);
        assertThrows(RegionClosedException.class, queue::isEmpty);
        assertEquals(4, queue.capacity());
        assertEquals(name, queue.name());
        assertTrue(queue.toString().contains(name));
    }

    private void assertClosedSoon(FutureTask<?>... waiting) throws InterruptedException {
        long start = System.nanoTime();
        queue.close();
        for (FutureTask<?> task : waiting)
            assertSame(RegionClosedException.class, failure(task).getClass());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 1_000, "took " + millis + " ms");
    }

    private void assertInterruptible(Work<?> work) {
        FutureTask<?> waiting = new FutureTask<>(work::run);
        Thread thread = daemon(waiting);
        assertThrows(TimeoutException.class, () -> waiting.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        thread.interrupt();
        assertSame(
                InterruptedException.class,
                assertDoesNotThrow(() -> failure(waiting)).getClass());
    }

    /** Shows the first slot that holds a message, by its absolute address. */
    private void scribble(LongConsumer writer) {
        queue.poll(message -> {
            writer.accept(StructAccess.writeAddress(message));
            throw new Scribbled();
        });
    }

    private static StructType<Order, SharedOrder> otherType() {
        StructLayout layout = StructLayout.builder("Order", 1)
                .field("id", FieldType.LONG)
                .field("quantity", FieldType.LONG)
                .enumeration("side", "BUY", "SELL")
                .text("symbol", 8)
                .build();
        return new StructType<>(Order.class, layout) {
            @Override
            public SharedOrder newFlyweight() {
                return new SharedOrder();
            }

            @Override
            public Order read(SharedOrder source) {
                return source.get();
            }

            @Override
            public void write(SharedOrder target, Order value) {
                target.set(value);
            }
        };
    }

    private static <V> V inAnotherThread(Work<V> work) throws Exception {
        FutureTask<V> task = new FutureTask<>(work::run);
        Thread thread = daemon(task);
        thread.join(PROMPTLY.toMillis());
        return get(task);
    }

    private static <V> FutureTask<V> start(Work<V> work) {
        FutureTask<V> task = new FutureTask<>(work::run);
        daemon(task);
        return task;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static <V> V get(FutureTask<V> task) throws Exception {
        try {
            return task.get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw new AssertionError(e.getCause());
        }
    }

    private static Throwable failure(FutureTask<?> task) throws InterruptedException {
        try {
            return fail("returned " + task.get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("did not end", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Work<V> {
        V run() throws Exception;
    }

    private static final class Scribbled extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
