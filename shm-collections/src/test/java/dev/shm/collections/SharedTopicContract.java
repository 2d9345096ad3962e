package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.testkit.NothingLeftBehind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every topic does, whatever its options. A topic here has four slots and is called by the test's own process. */
@NothingLeftBehind
@Timeout(60)
abstract class SharedTopicContract {
    static final long CAPACITY = 4;

    final String name = "topic-" + UUID.randomUUID();

    abstract TopicOptions options();

    @AfterEach
    void deleteTopic() {
        SharedRegion.delete(name);
    }

    @Test
    void everySubscriberSeesEveryMessageInOrder() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> first = topic.subscribe();
                TopicSubscription<Tick, SharedTick> second = topic.subscribe()) {
            for (long id = 0; id < 20; id++) {
                topic.publish(Tick.of(id));
                assertEquals(id, Tick.idOf(first.poll()));
                assertNull(first.poll());
                assertEquals(id, Tick.idOf(second.poll()));
                assertNull(second.poll());
            }
            assertNumbers(first, 20, 0, 0);
            assertNumbers(second, 20, 0, 0);
        }
    }

    @Test
    void everyWayToPublishAndReceive() throws InterruptedException {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            topic.publish(Tick.of(1));
            topic.publish(draft -> Tick.fill(draft, 2));
            assertTrue(topic.tryPublish(Tick.of(3)));
            assertTrue(topic.publish(Tick.of(4), Duration.ZERO));
            assertEquals(1, Tick.idOf(s.poll()));
            assertEquals(2, Tick.idOf(s.take()));
            assertEquals(3, Tick.idOf(s.poll(Duration.ofSeconds(1))));
            assertTrue(s.poll(message -> assertEquals(4, message.get().checkedId())));
            assertTrue(topic.tryPublish(draft -> Tick.fill(draft, 5)));
            List<Long> drained = new ArrayList<>();
            assertEquals(1, s.drain(message -> drained.add(message.get().checkedId()), 10));
            assertEquals(List.of(5L), drained);
            assertFalse(s.poll(message -> drained.add(0L)));
            assertEquals(0, s.drain(message -> drained.add(0L), 10));
        }
    }

    @Test
    void drainEndsAtItsMaximum() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < CAPACITY; id++) topic.publish(Tick.of(id));
            assertEquals(3, s.drain(message -> message.get().checkedId(), 3));
            assertEquals(1, s.lag());
            assertEquals(0, s.drain(message -> {}, 0));
            assertEquals(3, Tick.idOf(s.poll()));
        }
    }

    @Test
    void whatTheFillerDoesNotSetIsZeroOrNull() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = 0; id < 9; id++) {
                topic.publish(Tick.of(id));
                Tick.idOf(s.poll());
            }
            topic.publish(draft -> draft.id(7));
            assertEquals(new Tick(7, 0, null, 0), s.poll());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void fillerThatThrowsPublishesNothing() {
        RuntimeException mine = new IllegalStateException("mine");
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            Consumer<SharedTick> filler = draft -> {
                throw mine;
            };
            assertSame(mine, assertThrows(RuntimeException.class, () -> topic.publish(filler)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> topic.publish(new Tick(1, 1, "far too long for this field, is it not?", 1)));
            assertThrows(NullPointerException.class, () -> topic.publish((Tick) null));
            assertNull(s.poll());
            topic.publish(Tick.of(3));
            assertEquals(3, Tick.idOf(s.poll()));
            assertNumbers(s, 1, 0, 0);
        }
    }

    @Test
    void handlerThatThrowsHasReceived() {
        RuntimeException mine = new IllegalStateException("mine");
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            topic.publish(Tick.of(1));
            topic.publish(Tick.of(2));
            Consumer<SharedTick> handler = message -> {
                throw mine;
            };
            assertSame(mine, assertThrows(RuntimeException.class, () -> s.poll(handler)));
            assertEquals(2, Tick.idOf(s.poll()));
        }
    }

    @Test
    void nestedCallsOfTheSameEndAreRefused() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                TopicSubscription<Tick, SharedTick> other = topic.subscribe()) {
            topic.publish(draft -> {
                Tick.fill(draft, 1);
                assertThrows(IllegalStateException.class, () -> topic.publish(Tick.of(2)));
                assertThrows(IllegalStateException.class, () -> topic.tryPublish(Tick.of(2)));
            });
            boolean received = s.poll(message -> {
                assertThrows(IllegalStateException.class, s::poll);
                assertEquals(1, Tick.idOf(other.poll()));
                topic.publish(Tick.of(2));
                assertEquals(1, message.get().checkedId());
            });
            assertTrue(received);
            assertEquals(2, Tick.idOf(s.poll()));
        }
    }

    @Test
    void lateJoinersStartNowOrAtTheOldestKeptOrWhereTheySay() {
        try (SharedTopic<Tick, SharedTick> topic = create()) {
            for (long id = 0; id < 6; id++) topic.publish(Tick.of(id));
            assertEquals(6, topic.position());
            assertEquals(2, topic.oldestPosition());
            try (TopicSubscription<Tick, SharedTick> now = topic.subscribe(Start.NOW);
                    TopicSubscription<Tick, SharedTick> oldest = topic.subscribe(Start.OLDEST);
                    TopicSubscription<Tick, SharedTick> at = topic.subscribeAt(4);
                    TopicSubscription<Tick, SharedTick> gone = topic.subscribeAt(1)) {
                assertNull(now.poll());
                for (long id = 2; id < 6; id++) assertEquals(id, Tick.idOf(oldest.poll()));
                assertNull(oldest.poll());
                assertNumbers(oldest, 6, 0, 0);
                assertEquals(4, Tick.idOf(at.poll()));
                assertEquals(2, Tick.idOf(gone.poll()));
                assertNumbers(gone, 3, 1, 0);
                gone.drain(message -> {}, 10);
                at.drain(message -> {}, 10);
                topic.publish(Tick.of(6));
                assertEquals(6, Tick.idOf(now.poll()));
                assertEquals(6, Tick.idOf(oldest.poll()));
                assertEquals(6, Tick.idOf(gone.poll()));
            }
        }
    }

    @Test
    void positionsThatAreNoneAreRefused() {
        try (SharedTopic<Tick, SharedTick> topic = create()) {
            topic.publish(Tick.of(0));
            assertThrows(IllegalArgumentException.class, () -> topic.subscribeAt(-1));
            Exception e = assertThrows(IllegalArgumentException.class, () -> topic.subscribeAt(2));
            assertTrue(e.toString().contains("published is 1"), e::toString);
            assertEquals(List.of(), topic.subscribers());
            topic.subscribeAt(1).close();
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void subscribersAreListedWithTheirLag() {
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            topic.publish(Tick.of(0));
            topic.publish(Tick.of(1));
            long pid = ProcessHandle.current().pid();
            assertEquals(List.of(new TopicSubscriber(pid, 0, 2, 0)), topic.subscribers());
            s.poll();
            assertEquals(List.of(new TopicSubscriber(pid, 1, 1, 0)), topic.subscribers());
            s.close();
            s.close();
            assertEquals(List.of(), topic.subscribers());
        }
    }

    @ParameterizedTest
    @EnumSource(WaitStrategy.class)
    void waitingEndsByAMessageAtTheDeadlineOrByAnInterrupt(WaitStrategy strategy) throws Exception {
        create().close();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE, strategy);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            assertNull(s.poll(Duration.ofMillis(20)));
            assertNull(s.poll(Duration.ofSeconds(-1)));
            Started<Object> taking = started(s::take);
            taking.thread.interrupt();
            assertTrue(
                    assertThrows(Exception.class, () -> taking.get(10, TimeUnit.SECONDS))
                                    .getCause()
                            instanceof InterruptedException);
            Started<Tick> waiting = started(() -> s.poll(Duration.ofSeconds(30)));
            topic.publish(Tick.of(0));
            assertEquals(0, Tick.idOf(waiting.get(10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void publishingAndHandlingMakeNoGarbage() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (SharedTopic<Tick, SharedTick> topic = create();
                TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            Consumer<SharedTick> filler = draft -> draft.id(draft.check() + 1);
            Consumer<SharedTick> handler = SharedTick::id;
            long id = Thread.currentThread().getId();
            long before = 0;
            for (int i = 0; i < 60_000; i++) {
                if (i == 40_000) before = threads.getThreadAllocatedBytes(id); // by then all is loaded and compiled
                topic.publish(filler);
                assertTrue(s.poll(handler));
            }
            long bytes = threads.getThreadAllocatedBytes(id) - before;
            assertTrue(bytes < 20_000, bytes + " bytes for 20000 messages");
        }
    }

    @Test
    void closedEndsRefuse() throws Exception {
        SharedTopic<Tick, SharedTick> topic = create();
        TopicSubscription<Tick, SharedTick> s = topic.subscribe();
        TopicSubscription<Tick, SharedTick> other = topic.subscribe();
        topic.publish(Tick.of(0));
        s.close();
        assertThrows(RegionClosedException.class, s::poll);
        assertEquals(0, Tick.idOf(other.poll()));
        Started<Object> taking = started(other::take);
        topic.close();
        topic.close();
        assertTrue(
                assertThrows(Exception.class, () -> taking.get(10, TimeUnit.SECONDS))
                                .getCause()
                        instanceof RegionClosedException);
        assertThrows(RegionClosedException.class, other::poll);
        assertThrows(RegionClosedException.class, () -> topic.publish(Tick.of(1)));
        assertThrows(RegionClosedException.class, topic::subscribe);
        assertThrows(RegionClosedException.class, topic::position);
        other.close();
    }

    @Test
    void otherGeometryIsRefusedWithBothStated() {
        create().close();
        Exception e = assertThrows(
                LayoutMismatchException.class, () -> SharedTopic.openOrCreate(name, 8, SharedTick.TYPE, options()));
        assertTrue(e.toString().contains("4 messages") && e.toString().contains("8 messages"), e::toString);
        for (TopicOptions other : List.of(
                TopicOptions.defaults(),
                TopicOptions.defaults().reliable(),
                TopicOptions.defaults().singlePublisher())) {
            if (other.modes() == options().modes()) continue;
            assertThrows(
                    LayoutMismatchException.class,
                    () -> SharedTopic.openOrCreate(name, CAPACITY, SharedTick.TYPE, other));
        }
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE)) {
            assertEquals(CAPACITY, topic.capacity());
            assertEquals((options().modes() & 1) != 0, topic.isReliable());
        }
    }

    @Test
    void liesInANamedPlaceOfARegion() {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            SharedTopic<Tick, SharedTick> topic = SharedTopic.in(region, "ticks", 3, SharedTick.TYPE, options());
            TopicSubscription<Tick, SharedTick> s = topic.subscribe();
            topic.publish(Tick.of(1));
            try (SharedTopic<Tick, SharedTick> again =
                            SharedTopic.in(region, "ticks", CAPACITY, SharedTick.TYPE, options());
                    TopicSubscription<Tick, SharedTick> s2 = again.subscribe(Start.OLDEST)) {
                assertEquals(1, Tick.idOf(s2.poll()));
            }
            assertEquals(1, Tick.idOf(s.poll()));
            assertThrows(
                    LayoutMismatchException.class,
                    () -> SharedTopic.in(region, "ticks", 8, SharedTick.TYPE, options()));
            topic.close();
            assertThrows(RegionClosedException.class, () -> topic.publish(Tick.of(2)));
            assertThrows(RegionClosedException.class, s::poll);
            region.write(0, new byte[8]);
        }
    }

    SharedTopic<Tick, SharedTick> create() {
        return SharedTopic.create(name, CAPACITY, SharedTick.TYPE, options());
    }

    /** Received are those between where it started, 0 or a position that it was given, and {@code position}. */
    static void assertNumbers(TopicSubscription<Tick, SharedTick> s, long position, long lost, long skipped) {
        assertEquals(
                "position " + position + ", lost " + lost + ", skipped " + skipped,
                "position " + s.position() + ", lost " + s.lost() + ", skipped " + s.skipped());
    }

    /** A task in a thread of its own. */
    static <V> Started<V> started(java.util.concurrent.Callable<V> call) {
        return new Started<>(call);
    }

    /** A task and its thread. */
    static final class Started<V> extends FutureTask<V> {
        final Thread thread;

        Started(java.util.concurrent.Callable<V> call) {
            super(call);
            thread = new Thread(this, "task");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
