package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A topic whose slowest live subscriber holds the publishers back. */
class SharedTopicReliableTest extends SharedTopicContract {
    @Override
    TopicOptions options() {
        return TopicOptions.defaults().reliable();
    }

    @Test
    void slowestSubscriberHoldsThePublisherBack() throws InterruptedException {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> slow = topic.subscribe();
                TopicSubscription<Tick, SharedTick> fast = topic.subscribe()) {
            for (long id = 0; id < CAPACITY; id++) assertTrue(topic.tryPublish(Tick.of(id)));
            assertFalse(topic.tryPublish(Tick.of(4)));
            assertFalse(topic.tryPublish(draft -> assertEquals(0, 1, "not called")));
            assertFalse(topic.publish(Tick.of(4), Duration.ofMillis(5)));
            assertEquals(CAPACITY, fast.drain(message -> {}, 10));
            assertFalse(topic.tryPublish(Tick.of(4)));
            assertEquals(0, Tick.idOf(slow.poll()));
            assertTrue(topic.tryPublish(Tick.of(4)));
            assertFalse(topic.tryPublish(Tick.of(5)));
            for (long id = 1; id < 5; id++) assertEquals(id, Tick.idOf(slow.poll()));
            assertNull(slow.poll());
            assertEquals(4, Tick.idOf(fast.poll()));
            assertNumbers(slow, 5, 0, 0);
        }
    }

    /** The region stays open, so only the topic can tell. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void publisherThatWaitsForRoomSeesItsTopicClose() throws Exception {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedTopic<Tick, SharedTick> topic = SharedTopic.in(region, "t", 4, SharedTick.TYPE, options());
                SharedTopic<Tick, SharedTick> other = SharedTopic.in(region, "t", 4, SharedTick.TYPE, options());
                TopicSubscription<Tick, SharedTick> s = other.subscribe()) {
            while (topic.tryPublish(Tick.of(s.lag()))) assertEquals(0, s.lost());
            Started<Boolean> waiting = started(() -> topic.publish(Tick.of(9), Duration.ofSeconds(100)));
            assertFalse(other.publish(Tick.of(9), Duration.ofMillis(100)), "room"); // by then the other waits, too
            topic.close();
            Exception e = assertThrows(Exception.class, () -> waiting.get(10, TimeUnit.SECONDS));
            assertTrue(e.getCause() instanceof RegionClosedException, e::toString);
        }
    }

    @Test
    void publisherWaitsForRoomAlsoIfInterrupted() throws Exception {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < CAPACITY; id++) topic.publish(Tick.of(id));
            Started<Boolean> publishing = started(() -> {
                topic.publish(Tick.of(4));
                return Thread.interrupted();
            });
            Started<Boolean> patient = started(() -> topic.publish(Tick.of(5), Duration.ofSeconds(100)));
            patient.thread.interrupt();
            assertTrue(
                    assertThrows(Exception.class, () -> patient.get(10, TimeUnit.SECONDS))
                                    .getCause()
                            instanceof InterruptedException);
            publishing.thread.interrupt();
            assertThrows(java.util.concurrent.TimeoutException.class, () -> publishing.get(20, TimeUnit.MILLISECONDS));
            assertEquals(0, Tick.idOf(s.poll()));
            assertTrue(publishing.get(10, TimeUnit.SECONDS), "the interrupt is kept");
            for (long id = 1; id < 5; id++) assertEquals(id, Tick.idOf(s.poll()));
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void subscriptionThatIsClosedHoldsNobodyBack() throws Exception {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < CAPACITY; id++) topic.publish(Tick.of(id));
            Started<Boolean> publishing = started(() -> topic.publish(Tick.of(4), Duration.ofSeconds(10)));
            assertFalse(publishing.isDone());
            s.close();
            assertTrue(publishing.get(10, TimeUnit.SECONDS));
            for (long id = 5; id < 20; id++) assertTrue(topic.tryPublish(Tick.of(id)));
            assertEquals(16, topic.oldestPosition());
        }
    }

    @Test
    void lateJoinerFromTheOldestLosesNothing() {
        try (SharedTopic<Tick, SharedTick> topic = create()) {
            for (long id = 0; id < 9; id++) topic.publish(Tick.of(id));
            try (TopicSubscription<Tick, SharedTick> s = topic.subscribe(Start.OLDEST)) {
                assertFalse(topic.tryPublish(Tick.of(9)), "all four are kept for it");
                for (long id = 5; id < 9; id++) assertEquals(id, Tick.idOf(s.poll()));
                assertNumbers(s, 9, 0, 0);
            }
        }
    }

    @Test
    void smallestTopicHandsOver() {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 1, SharedTick.TYPE, options());
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < 10; id++) {
                assertTrue(topic.tryPublish(Tick.of(id)));
                assertFalse(topic.tryPublish(Tick.of(99)));
                assertEquals(id, Tick.idOf(s.poll()));
            }
        }
    }

    @Test
    void thereIsRoomFor64Subscribers() {
        List<TopicSubscription<Tick, SharedTick>> all = new ArrayList<>();
        try (SharedTopic<Tick, SharedTick> topic = create()) {
            for (int i = 0; i < 64; i++) all.add(topic.subscribe());
            Exception e = assertThrows(RegionSpaceException.class, topic::subscribe);
            assertTrue(e.toString().contains("64 subscribers"), e::toString);
            all.get(17).close();
            topic.subscribe().close();
            topic.publish(Tick.of(0));
            for (TopicSubscription<Tick, SharedTick> s : all.subList(18, 64)) assertEquals(0, Tick.idOf(s.poll()));
        }
    }

    @Test
    void readOnlyProcessIsRefused() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedTopic<Tick, SharedTick> topic =
                        SharedTopic.in(region, "t", CAPACITY, SharedTick.TYPE, options());
                SharedRegion readOnly = SharedRegion.builder(name).readOnly().open();
                SharedTopic<Tick, SharedTick> view =
                        SharedTopic.in(readOnly, "t", CAPACITY, SharedTick.TYPE, options())) {
            topic.publish(Tick.of(0));
            assertEquals(1, view.position());
            assertThrows(ReadOnlyRegionException.class, view::subscribe);
        }
    }
}
