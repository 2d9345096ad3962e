package demo;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Waiting for messages and for room, and many threads at once. */
abstract class QueueWaitingContract extends QueueClaimsContract {
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
}
