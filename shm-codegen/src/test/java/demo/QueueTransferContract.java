package demo;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.RegionNotFoundException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedQueue;
import dev.shm.memory.RawMemory;
import dev.shm.struct.CorruptStructException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in and comes out, and what does not. */
abstract class QueueTransferContract extends QueueFixture {
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
    void manyAreOfferedAtOnce() {
        List<Order> six = new ArrayList<>();
        for (long id = 1; id <= 6; id++) six.add(Order.of(id));
        assertEquals(0, queue.offerAll(List.of()));
        assertEquals(4, queue.offerAll(six));
        assertEquals(0, queue.offerAll(six.subList(4, 6)));
        for (long id = 1; id <= 4; id++) assertMessage(id, queue.poll());
        assertEquals(2, queue.offerAll(six.subList(4, 6)));
        assertTrue(queue.offer(Order.of(7)));
        for (long id = 5; id <= 7; id++) assertMessage(id, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void thoseBeforeOneThatDoesNotFitArePublished() {
        List<Order> three = List.of(Order.of(1), Order.of(2), Order.of(3));
        three.get(2).symbol = "x".repeat(1000);
        assertThrows(IllegalArgumentException.class, () -> queue.offerAll(three));
        for (long id = 1; id <= 2; id++) assertMessage(id, queue.poll());
        assertNull(queue.poll());
        assertThrows(NullPointerException.class, () -> queue.offerAll(Arrays.asList(Order.of(3), null)));
        assertTrue(queue.offer(Order.of(4)));
        for (long id = 3; id <= 4; id++) assertMessage(id, queue.poll());
        assertNull(queue.poll());
    }

    /** A consumer need not wait for the end of a long series. */
    @Test
    void manyAtOnceAreSeenByTheHundred() {
        try (SharedQueue<Order, SharedOrder> large = create(name + "-large", 256)) {
            List<Long> seen = new ArrayList<>();
            Iterable<Order> orders = () -> LongStream.range(0, 200)
                    .peek(id -> seen.add(large.size()))
                    .mapToObj(Order::of)
                    .iterator();
            assertEquals(200, large.offerAll(orders));
            assertEquals(200, large.size());
            for (int i = 0; i < seen.size(); i++) assertTrue(seen.get(i) > i - 100, i + ": " + seen);
            Iterable<Order> nested = () -> LongStream.range(0, 2)
                    .peek(id -> large.offer(Order.of(id)))
                    .mapToObj(Order::of)
                    .iterator();
            assertThrows(IllegalStateException.class, () -> large.offerAll(nested));
            assertTrue(large.offer(Order.of(200)));
        } finally {
            SharedRegion.delete(name + "-large");
        }
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
}
