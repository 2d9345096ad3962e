package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A call that may wait answers an interrupt that came before it, also if it need not wait, as those of {@code
 * java.util.concurrent} do: else a consumer with a backlog could not be stopped.
 */
@NothingLeftBehind
class PendingInterruptTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final String name = "interrupts-" + UUID.randomUUID();

    @Test
    void ofQueues() throws InterruptedException {
        for (QueueMode mode : QueueMode.values()) {
            try (SharedQueue<Tick, SharedTick> queue = SharedQueue.create(name, 16, SharedTick.TYPE, mode.options())) {
                queue.offer(Tick.of(1));
                answers(queue::take);
                answers(() -> queue.poll(LONG));
                answers(() -> queue.put(Tick.of(2)));
                answers(() -> queue.offer(Tick.of(2), LONG));
                assertEquals(1, queue.size());
                assertEquals(1, Tick.idOf(queue.take()));
            } finally {
                SharedRegion.delete(name);
            }
        }
    }

    @Test
    void ofTopics() throws InterruptedException {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 16, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> subscription = topic.subscribe()) {
            topic.publish(Tick.of(1));
            answers(subscription::take);
            answers(() -> subscription.poll(LONG));
            answers(() -> topic.publish(Tick.of(2), LONG));
            assertEquals(1, Tick.idOf(subscription.take()));
        } finally {
            SharedRegion.delete(name);
        }
    }

    private static void answers(Executable call) {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, call);
        assertFalse(Thread.interrupted());
    }
}
