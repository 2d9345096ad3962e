package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two threads at full speed, with compiled code on both sides: a payload that is seen before it is written, or written
 * before it was read, shows as a torn message.
 */
@NothingLeftBehind
@Timeout(300)
class SharedQueueOrderTest {
    /** Every call that moves messages, through two mappings of one region. */
    @ParameterizedTest
    @CsvSource({"1, 300_000", "2, 700_000", "1024, 4_000_000"})
    void payloadIsSeenAsItWasPublished(long capacity, String count) throws Exception {
        long messages = Long.parseLong(count.replace("_", "")) * Proof.shortOrFull(1, 10);
        String name = "queue-" + UUID.randomUUID();
        try (SharedQueue<Tick, SharedTick> in =
                        SharedQueue.create(name, capacity, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
                SharedQueue<Tick, SharedTick> out = SharedQueue.open(name, SharedTick.TYPE)) {
            FutureTask<Void> producer = new FutureTask<>(() -> produce(in, messages), null);
            Thread thread = new Thread(producer, "producer");
            thread.setDaemon(true);
            long start = System.nanoTime();
            thread.start();
            consume(out, messages, producer);
            producer.get(10, TimeUnit.SECONDS);
            double millions = messages * 1e3 / (System.nanoTime() - start);
            System.out.printf("order: capacity %d, %d messages, %.2f million/s%n", capacity, messages, millions);
            assertTrue(out.isEmpty());
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** A wake-up that is lost costs up to 50 ms; this many would take minutes. */
    @ParameterizedTest
    @CsvSource({"1", "2", "64"})
    void noWakeUpIsLost(long capacity) throws Exception {
        int messages = Proof.shortOrFull(50_000, 1_000_000);
        String name = "queue-" + UUID.randomUUID();
        try (SharedQueue<Tick, SharedTick> in =
                        SharedQueue.create(name, capacity, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
                SharedQueue<Tick, SharedTick> out = SharedQueue.open(name, SharedTick.TYPE)) {
            FutureTask<Void> producer = new FutureTask<>(() -> {
                for (int id = 0; id < messages; id++) in.put(Tick.of(id));
                return null;
            });
            Thread thread = new Thread(producer, "producer");
            thread.setDaemon(true);
            thread.start();
            int late = 0;
            for (int id = 0; id < messages; id++) {
                long start = System.nanoTime();
                assertEquals(id, out.take().checkedId());
                if (System.nanoTime() - start > 45_000_000) late++;
            }
            producer.get(10, TimeUnit.SECONDS);
            System.out.printf(
                    "wake-ups: capacity %d, %d messages, %d waits of 45 ms and more%n", capacity, messages, late);
            assertTrue(late <= messages / 5_000, late + " waits lasted as if nobody had woken the sleeper");
        } finally {
            SharedRegion.delete(name);
        }
    }

    private static void produce(SharedQueue<Tick, SharedTick> queue, long messages) {
        for (long id = 0; id < messages; id++) {
            long current = id;
            int spins = 0;
            while (!(id % 2 == 0 ? queue.offer(Tick.of(id)) : queue.offer(slot -> Tick.fill(slot, current)))) {
                pause(spins++);
            }
        }
    }

    private static void consume(SharedQueue<Tick, SharedTick> queue, long messages, FutureTask<Void> producer) {
        long[] next = {0};
        int spins = 0;
        while (next[0] < messages) {
            long before = next[0];
            if (before % 2 == 0) {
                Tick tick = queue.poll();
                if (tick != null) assertEquals(next[0]++, tick.checkedId());
            } else {
                queue.drain(message -> assertEquals(next[0]++, message.get().checkedId()), 7);
            }
            if (next[0] != before) {
                spins = 0;
            } else {
                pause(spins++);
                if (producer.isDone() && queue.isEmpty()) assertEquals(messages, next[0], "the producer has ended");
            }
        }
    }

    /** For the other thread, which may need this one's processor. */
    private static void pause(int spins) {
        if (spins < 2_000) Thread.onSpinWait();
        else LockSupport.parkNanos(1_000);
    }
}
