package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A null argument is refused by its name, also where the call would have no use for it. */
@NothingLeftBehind
@SuppressWarnings("NullAway") // null on purpose
class NullArgumentsTest {
    private final String name = "nulls-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        SharedRegion.delete(name);
    }

    @Test
    void queueRefusesNull() throws InterruptedException {
        try (SharedQueue<Tick, SharedTick> queue = SharedQueue.create(name, 8, SharedTick.TYPE)) {
            for (long id = 0; id < 3; id++) queue.put(Tick.of(id)); // there is room, and a message
            refuses("value", () -> queue.offer((Tick) null));
            refuses("filler", () -> queue.offer((Consumer<SharedTick>) null));
            refuses("value", () -> queue.offer(null, Duration.ZERO));
            refuses("time", () -> queue.offer(Tick.of(1), null));
            refuses("values", () -> queue.offerAll(null));
            refuses("value", () -> queue.put(null));
            refuses("time", () -> queue.poll((Duration) null));
            refuses("handler", () -> queue.poll((Consumer<SharedTick>) null));
            refuses("handler", () -> queue.drain(null, 0));
            assertEquals(3, queue.size());
        }
    }

    @Test
    void queueOfBytesRefusesNull() throws InterruptedException {
        try (SharedByteQueue queue = SharedByteQueue.create(name, 1024)) {
            BytesStore<?, ?> message = Bytes.from("message");
            for (int i = 0; i < 3; i++) queue.put(message);
            refuses("message", () -> queue.offer(null));
            refuses("filler", () -> queue.offer(8, null));
            refuses("message", () -> queue.offer(null, Duration.ZERO));
            refuses("time", () -> queue.offer(message, null));
            refuses("all", () -> queue.offerAll(null));
            refuses("message", () -> queue.put(null));
            refuses("time", () -> queue.poll((Duration) null));
            refuses("target", () -> queue.poll((Bytes<?>) null));
            refuses("handler", () -> queue.poll((Consumer<Bytes<?>>) null));
            refuses("handler", () -> queue.drain(null, 0));
            assertEquals(3, queue.size());
        }
    }

    @Test
    void topicAndSubscriptionRefuseNull() {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 8, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            topic.publish(Tick.of(1));
            refuses("value", () -> topic.publish((Tick) null));
            refuses("filler", () -> topic.publish((Consumer<SharedTick>) null));
            refuses("value", () -> topic.publish(null, Duration.ZERO));
            refuses("time", () -> topic.publish(Tick.of(1), null));
            refuses("value", () -> topic.tryPublish((Tick) null));
            refuses("filler", () -> topic.tryPublish((Consumer<SharedTick>) null));
            refuses("start", () -> topic.subscribe((Start) null));
            refuses("time", () -> s.poll((Duration) null));
            refuses("handler", () -> s.poll((Consumer<SharedTick>) null));
            refuses("handler", () -> s.drain(null, 0));
            assertEquals(1, s.lag());
            assertEquals(1, topic.subscribers().size());
        }
    }

    @Test
    void openingRefusesNullAndLeavesNothing() {
        for (Executable call : new Executable[] {
            () -> SharedQueue.create(null, 8, SharedTick.TYPE),
            () -> SharedQueue.create(name, 8, null),
            () -> SharedQueue.create(name, 8, SharedTick.TYPE, null),
            () -> SharedQueue.openOrCreate(name, 8, SharedTick.TYPE, null),
            () -> SharedQueue.in(null, "q", 8, SharedTick.TYPE),
            () -> SharedByteQueue.create(null, 128),
            () -> SharedByteQueue.create(name, 128, null),
            () -> SharedByteQueue.in(null, "q", 128),
            () -> SharedTopic.create(null, 8, SharedTick.TYPE),
            () -> SharedTopic.create(name, 8, null),
            () -> SharedTopic.create(name, 8, SharedTick.TYPE, null),
            () -> SharedTopic.openOrCreate(name, 8, SharedTick.TYPE, null),
            () -> SharedTopic.in(null, "t", 8, SharedTick.TYPE)
        }) {
            assertThrows(NullPointerException.class, call);
        }
        assertFalse(SharedRegion.delete(name), "nothing was made");
    }

    private static void refuses(String argument, Executable call) {
        assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
    }
}
