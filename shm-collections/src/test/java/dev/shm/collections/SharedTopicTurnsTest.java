package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopicContract.Started;
import dev.shm.collections.internal.topic.Topic;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads of one process at one topic. */
@NothingLeftBehind
@Timeout(60)
class SharedTopicTurnsTest extends TurnFixture {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final int CLOSES = Proof.shortOrFull(4_000, 20_000);
    private static final int TOPICS = 100;

    private final String name = "turns-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        SharedRegion.delete(name);
    }

    @Test
    void timedPublishEndsWhileAnotherThreadIsInAFiller() throws Exception {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            Started<?> holder = holding(() -> topic.publish(draft -> {
                Tick.fill(draft, 1);
                comeIn();
            }));
            assertFalse(topic.publish(Tick.of(2), Duration.ZERO));
            long start = System.nanoTime();
            assertFalse(topic.publish(Tick.of(2), SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "not before its time");
            assertEndsByInterrupt(() -> topic.publish(Tick.of(2), Duration.ofSeconds(100)));
            goOn(holder);
            assertTrue(topic.publish(Tick.of(2), SHORT));
            for (long id = 1; id <= 2; id++) assertEquals(id, Tick.idOf(s.poll()));
        }
    }

    @Test
    void timedPollEndsWhileAnotherThreadIsInAHandler() throws Exception {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 1; id <= 3; id++) topic.publish(Tick.of(id));
            Started<?> holder = holding(() -> s.poll(message -> comeIn()));
            assertNull(s.poll(Duration.ZERO));
            long start = System.nanoTime();
            assertNull(s.poll(SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "not before its time");
            assertEndsByInterrupt(() -> s.poll(Duration.ofSeconds(100)));
            assertEndsByInterrupt(s::take);
            goOn(holder);
            assertEquals(2, Tick.idOf(s.poll(SHORT)));
            assertEquals(3, Tick.idOf(s.take()));
        }
    }

    /** Another process takes the room after a filler was called: who then waits for more leaves others their turn. */
    @Test
    void whoWaitsForRoomWithAFilledMessageHoldsNoThreadUp() throws Exception {
        TopicOptions reliable = TopicOptions.defaults().reliable();
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion again = SharedRegion.open(name);
                SharedTopic<Tick, SharedTick> topic = SharedTopic.in(region, "t", 4, SharedTick.TYPE, reliable);
                SharedTopic<Tick, SharedTick> other = SharedTopic.in(again, "t", 4, SharedTick.TYPE, reliable);
                TopicSubscription<Tick, SharedTick> s = other.subscribe()) {
            Started<?> waiting = holding(() -> topic.publish(draft -> {
                Tick.fill(draft, 9);
                for (long id = 0; id < 4; id++) other.publish(Tick.of(id));
                isIn.countDown();
            }));
            assertFalse(topic.tryPublish(Tick.of(5)));
            assertFalse(topic.publish(Tick.of(5), SHORT));
            assertFalse(topic.tryPublish(draft -> fail("not called")));
            assertFalse(waiting.isDone());
            for (long id = 0; id < 4; id++) assertEquals(id, Tick.idOf(s.take()));
            assertEquals(9, Tick.idOf(s.take()), "as it was filled");
            assertEquals("", waiting.get(PROMPTLY_SECONDS, TimeUnit.SECONDS));
            assertTrue(topic.tryPublish(Tick.of(5)));
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void whoWaitsForRoomWithAFilledMessageSeesItsTopicClose() throws Exception {
        TopicOptions reliable = TopicOptions.defaults().reliable();
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion again = SharedRegion.open(name);
                SharedTopic<Tick, SharedTick> topic = SharedTopic.in(region, "t", 4, SharedTick.TYPE, reliable);
                SharedTopic<Tick, SharedTick> same = SharedTopic.in(region, "t", 4, SharedTick.TYPE, reliable);
                SharedTopic<Tick, SharedTick> other = SharedTopic.in(again, "t", 4, SharedTick.TYPE, reliable);
                TopicSubscription<Tick, SharedTick> s = other.subscribe()) {
            Started<?> waiting = holding(() -> topic.publish(draft -> {
                for (long id = 0; id < 4; id++) other.publish(Tick.of(id));
                isIn.countDown();
            }));
            topic.close();
            assertThrows(ExecutionException.class, () -> waiting.get(PROMPTLY_SECONDS, TimeUnit.SECONDS));
            for (long id = 0; id < 4; id++) assertEquals(id, Tick.idOf(s.take()));
            assertTrue(same.tryPublish(Tick.of(4)), "the turn is free");
            assertEquals(4, Tick.idOf(s.take()));
        }
    }

    /** The region stays open, and would keep them. */
    @Test
    void closedTopicsAreForgotten() throws InterruptedException {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            List<WeakReference<Object>> closed = new ArrayList<>();
            for (int i = 0; i < TOPICS; i++) closed.add(openedAndClosed(region));
            long start = System.nanoTime();
            long left = TOPICS;
            while (left > 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PROMPTLY_SECONDS)) {
                System.gc();
                left = closed.stream().filter(topic -> topic.get() != null).count();
            }
            assertEquals(0, left, "of " + TOPICS);
        }
    }

    private static WeakReference<Object> openedAndClosed(SharedRegion region) {
        try (Topic topic = Topic.in(region, "t", 4, SharedTick.LAYOUT, 0, WaitStrategy.BLOCK)) {
            topic.subscribe();
            topic.unsubscribe(topic.subscribe());
            return new WeakReference<>(topic);
        }
    }

    /**
     * A thread that receives may be about to say how far it is: until it has left, that must be nobody else's place.
     */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void subscriptionThatIsClosedWhileItReceivesKeepsItsPlaceUntilThen() {
        TopicOptions reliable = TopicOptions.defaults().reliable();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE, reliable);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < 4; id++) assertTrue(topic.tryPublish(Tick.of(id)));
            assertTrue(s.poll(message -> {
                s.close();
                assertTrue(topic.tryPublish(Tick.of(4)), "in the place of this one");
                assertFalse(topic.tryPublish(Tick.of(5)));
            }));
            assertTrue(topic.tryPublish(Tick.of(5)));
        }
    }

    /** What the one has freed is at once another subscriber's, which the other must not free. */
    @Test
    void subscriptionThatTwoThreadsCloseIsClosedOnce() throws Exception {
        TopicOptions reliable = TopicOptions.defaults().reliable();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE, reliable)) {
            AtomicReference<TopicSubscription<Tick, SharedTick>> shared = new AtomicReference<>(topic.subscribe());
            AtomicInteger arrived = new AtomicInteger();
            Runnable closer = () -> {
                boolean done = false;
                try {
                    for (int i = 0; i < CLOSES; i++) closeAndSubscribe(topic, shared, arrived);
                    done = true;
                } finally {
                    if (!done) arrived.set(Integer.MIN_VALUE);
                }
            };
            Started<?> one = started(closer);
            Started<?> two = started(closer);
            assertEquals("", one.get(PROMPTLY_SECONDS * 3, TimeUnit.SECONDS));
            assertEquals("", two.get(PROMPTLY_SECONDS * 3, TimeUnit.SECONDS));
            Objects.requireNonNull(shared.get()).close();
        }
    }

    private static void closeAndSubscribe(
            SharedTopic<Tick, SharedTick> topic,
            AtomicReference<TopicSubscription<Tick, SharedTick>> shared,
            AtomicInteger arrived) {
        meet(arrived);
        Objects.requireNonNull(shared.get()).close();
        try (TopicSubscription<Tick, SharedTick> mine = topic.subscribe()) {
            meet(arrived);
            assertNull(mine.poll()); // refuses an entry that is not its own
        }
        if (meet(arrived)) shared.set(topic.subscribe());
    }

    /** Waits for the other, who comes soon; whether this one came last. */
    @SuppressWarnings("ThreadPriorityCheck") // there may be one processor
    private static boolean meet(AtomicInteger arrived) {
        int mine = arrived.getAndIncrement();
        while (arrived.get() <= (mine | 1)) { // for the other, or its failure
            if (arrived.get() < 0) throw new AssertionError("the other thread failed");
            Thread.yield();
        }
        return (mine & 1) == 1;
    }
}
