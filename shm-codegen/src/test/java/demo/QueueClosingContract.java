package demo;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Closing in the middle of anything. */
abstract class QueueClosingContract extends QueueWaitingContract {
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

    /** Where many work at each end nobody waits for a turn: those who are in the middle of something end as well. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void closingEndsThoseWhoWorkWhileOthersWait() throws Exception {
        assumeTrue(mode() == QueueMode.MANY_TO_MANY, "the test above is of those who wait for a turn");
        CountDownLatch working = new CountDownLatch(2);
        CountDownLatch closed = new CountDownLatch(1);
        queue.offer(Order.of(1));
        FutureTask<Boolean> handler = start(() -> queue.poll(message -> {
            working.countDown();
            await(closed);
        }));
        FutureTask<Boolean> filler = start(() -> queue.offer(slot -> {
            slot.id(2);
            working.countDown();
            await(closed);
        }));
        await(working);
        FutureTask<Order> taker = start(queue::take);
        fill(2);
        FutureTask<Boolean> putter = start(() -> {
            queue.put(Order.of(9));
            return true;
        });
        assertThrows(TimeoutException.class, () -> putter.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        assertThrows(TimeoutException.class, () -> taker.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        assertClosedSoon(taker, putter);
        closed.countDown();
        for (FutureTask<Boolean> worker : List.of(handler, filler))
            assertSame(RegionClosedException.class, failure(worker).getClass());
        try (SharedQueue<Order, SharedOrder> again = open(name)) {
            List<Long> left = new ArrayList<>();
            takeAll(again, left);
            Collections.sort(left); // what was being handled comes when it is found
            assertEquals(List.of(1L, 1L, 2L), left);
        }
    }

    /** As the test above, where what the dead held comes later than what was behind it: order holds for the others. */
    @Test
    void closingInTheMiddleOfPollingLosesTheDeadCallsMessageAtMostAndRepeatsNone() throws Exception {
        assumeTrue(!mode().hasOneConsumer, "the test above is stricter where one consumes");
        long next = 0;
        for (int round = 0; round < 60; round++) {
            CountDownLatch polling = new CountDownLatch(1);
            queue.close();
            queue = open(name);
            long first = next;
            for (; queue.offer(Order.of(next)); next++) {}
            SharedQueue<Order, SharedOrder> closing = queue;
            long[] told = {next};
            List<Long> received = new ArrayList<>();
            FutureTask<Boolean> poller = start(() -> {
                polling.countDown();
                while (true) {
                    Order order = closing.poll();
                    if (order == null) continue;
                    assertMessage(order.id, order);
                    received.add(order.id);
                    if (closing.offer(Order.of(told[0]))) told[0]++;
                }
            });
            await(polling);
            for (int spin = round * 50; spin > 0; spin--) Thread.onSpinWait();
            closing.close();
            assertSame(RegionClosedException.class, failure(poller).getClass());
            queue = open(name);
            takeAll(queue, received);
            String found = "round " + round + ": " + received + " of " + first + " to " + (told[0] - 1);
            Set<Long> distinct = new TreeSet<>(received);
            assertEquals(received.size(), distinct.size(), found);
            distinct.remove(told[0]); // the call that ended may have published one more than it told of
            assertTrue(distinct.stream().allMatch(id -> id >= first && id < told[0]), found);
            assertTrue(distinct.size() >= told[0] - first - 1, found);
            next = told[0] + 1;
        }
    }

    /** Until every position is free; messages at their first attempt come in order. */
    private static void takeAll(SharedQueue<Order, SharedOrder> from, List<Long> into) {
        long[] newest = {-1};
        long start = System.nanoTime();
        while (from.counters().published() != from.counters().consumed()) {
            from.poll(message -> {
                long id = message.id();
                into.add(id);
                if (from.attempts() > 1) return;
                assertTrue(id > newest[0], () -> "first delivery of " + id + " after " + newest[0]);
                newest[0] = id;
            });
            assertTrue(System.nanoTime() - start < PROMPTLY.toNanos(), () -> "only " + into);
        }
    }
}
