package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.spi.OwnerToken;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of calls does what it does to a list of all messages ever, of which the last few are kept. */
@NothingLeftBehind
class SharedTopicProperties {
    /** An owner that never was, so dead by definition. */
    private static final int DEAD = OwnerToken.of(400, 7);

    private static final Duration SOON = Duration.ofSeconds(10);

    private enum Call {
        PUBLISH,
        FILL,
        THROW_IN_FILLER,
        PUBLISH_A_LAP,
        DIE_IN_PUBLISH,
        POLL,
        HANDLE,
        THROW_IN_HANDLER,
        DRAIN,
        CATCH_UP,
        JOIN_NOW,
        JOIN_AT_OLDEST,
        JOIN_SOMEWHERE,
        NEXT_SUBSCRIBER,
        LEAVE,
        REOPEN
    }

    @Provide
    Arbitrary<Long> capacities() {
        return Arbitraries.of(1L, 2L, 4L, 8L);
    }

    /** The position after {@code Long.MAX_VALUE} is {@code Long.MIN_VALUE}. */
    @Provide
    Arbitrary<Long> positions() {
        return Arbitraries.of(
                0L,
                (1L << 31) - 3,
                (1L << 32) - 3,
                (1L << 48) - 3,
                Long.MAX_VALUE - 3,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 3);
    }

    @Property(tries = 150)
    void behavesAsAList(
            @ForAll("capacities") long capacity,
            @ForAll("positions") long position,
            @ForAll boolean reliable,
            @ForAll boolean single,
            @ForAll List<Call> calls) {
        String name = "topic-" + UUID.randomUUID();
        TopicOptions options = reliable
                ? TopicOptions.defaults().reliable()
                : TopicOptions.defaults().lossy();
        if (single) options = options.singlePublisher();
        SharedTopic.create(name, capacity, SharedTick.TYPE, options).close();
        try (TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            if (position != 0) probe.moveTo(position);
            try (Subject subject = new Subject(name, probe, position)) {
                for (Call call : calls) subject.run(call);
                subject.run(Call.CATCH_UP);
            }
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** The topic and its model. */
    private static final class Subject implements AutoCloseable {
        private final RuntimeException mine = new IllegalStateException("mine");
        private final String name;
        private final TopicProbe probe;

        /** Of each position that bears a message its id, which is the position. */
        private final Map<Long, Long> messages = new HashMap<>();

        private final List<Reader> readers = new ArrayList<>();
        private SharedTopic<Tick, SharedTick> topic;
        private long tail;
        private int current;

        private Subject(String name, TopicProbe probe, long position) {
            this.name = name;
            this.probe = probe;
            this.tail = position;
            this.topic = SharedTopic.open(name, SharedTick.TYPE);
        }

        private void run(Call call) {
            switch (call) {
                case PUBLISH -> publish(topic.tryPublish(Tick.of(tail)));
                case FILL -> publish(topic.tryPublish(draft -> Tick.fill(draft, tail)));
                case THROW_IN_FILLER -> throwInFiller();
                case PUBLISH_A_LAP -> {
                    for (long i = 0; i < topic.capacity(); i++) publish(topic.tryPublish(Tick.of(tail)));
                }
                case DIE_IN_PUBLISH -> dieInPublish();
                case JOIN_NOW -> join(topic.subscribe(), tail, 0);
                case JOIN_AT_OLDEST -> join(topic.subscribe(Start.OLDEST), oldest(), 1);
                case JOIN_SOMEWHERE -> {
                    long start = before(2 * topic.capacity());
                    join(topic.subscribeAt(start), start, topic.isReliable() ? tail - start : 0);
                }
                case NEXT_SUBSCRIBER -> current++;
                case REOPEN -> {
                    topic.close();
                    readers.clear();
                    topic = SharedTopic.open(name, SharedTick.TYPE);
                }
                default -> {
                    if (!readers.isEmpty()) run(call, readers.get(current % readers.size()));
                }
            }
            assertEquals(tail, topic.position());
            assertEquals(readers.size(), topic.subscribers().size());
        }

        private void run(Call call, Reader reader) {
            TopicSubscription<Tick, SharedTick> s = reader.subscription;
            switch (call) {
                case POLL -> reader.expect(id -> assertEquals(id, Tick.idOf(s.poll())));
                case HANDLE -> reader.expect(id -> assertTrue(s.poll(message -> assertEquals(id, id(message)))));
                case THROW_IN_HANDLER ->
                    reader.expect(id -> {
                        Consumer<SharedTick> handler = message -> {
                            assertEquals(id, id(message));
                            throw mine;
                        };
                        assertSame(mine, assertThrows(RuntimeException.class, () -> s.poll(handler)));
                    });
                case DRAIN -> {
                    for (int i = 0; i < 3; i++)
                        reader.expect(id -> assertEquals(1, s.drain(message -> assertEquals(id, id(message)), 1)));
                }
                case CATCH_UP -> {
                    while (reader.expect(id -> assertEquals(id, Tick.idOf(s.poll())))) {}
                }
                case LEAVE -> {
                    s.close();
                    readers.remove(reader);
                }
                default -> throw new AssertionError(call);
            }
        }

        /** Positions that were passed over bear no message. */
        private void publish(boolean done) {
            long after = topic.position();
            boolean room = !topic.isReliable()
                    || readers.stream().allMatch(reader -> tail - reader.position() < topic.capacity());
            if (topic.isReliable()) assertEquals(room, done);
            else assertTrue(done);
            if (done) messages.put(after - 1, tail);
            assertTrue(after - tail >= (done ? 1 : 0));
            if (topic.isReliable()) assertEquals(tail + (done ? 1 : 0), after);
            tail = after;
        }

        private void throwInFiller() {
            Consumer<SharedTick> filler = draft -> {
                throw mine;
            };
            boolean called = false;
            try {
                topic.tryPublish(filler);
            } catch (RuntimeException e) {
                assertSame(mine, e);
                called = true;
            }
            if (!topic.isReliable()) assertTrue(called);
        }

        private void dieInPublish() {
            if (topic.isReliable()) return; // a claim that the limit does not admit is not what a death leaves
            assertEquals(tail, probe.claim(DEAD));
            tail++;
        }

        private void join(TopicSubscription<Tick, SharedTick> s, long position, long mayBeLater) {
            long start = s.position();
            assertTrue(start - position >= 0 && start - position <= mayBeLater, s + " instead of at " + position);
            if (!topic.isReliable()) assertEquals(position, start);
            if (readers.size() < 3) readers.add(new Reader(s, start - s.lost()));
            else s.close();
        }

        private long oldest() {
            return before(topic.capacity());
        }

        /** So many positions before the tail, and at most to the first there was. */
        private long before(long count) {
            return tail >= 0 && tail < count ? 0 : tail - count;
        }

        private static long id(SharedTick message) {
            return message.get().checkedId();
        }

        /** One subscription: where it started is what it has received, lost and skipped less its position. */
        private final class Reader {
            private final TopicSubscription<Tick, SharedTick> subscription;
            private final long start;
            private long received;

            private Reader(TopicSubscription<Tick, SharedTick> subscription, long start) {
                this.subscription = subscription;
                this.start = start;
            }

            private long position() {
                return subscription.position();
            }

            /** Whether there was a message, which the call must receive. */
            private boolean expect(Consumer<Long> call) {
                long lostBefore = subscription.lost();
                long from = Math.max(0, oldest() - position()) + position();
                long lost = from - position();
                long at = from;
                while (at != tail && !messages.containsKey(at)) at++;
                if (at == tail) {
                    assertNull(subscription.poll());
                    return false;
                }
                awaitSteppingOver(at);
                call.accept(messages.get(at));
                received++;
                assertEquals(at + 1, position());
                assertEquals(lostBefore + lost, subscription.lost());
                assertEquals(start + received + subscription.lost() + subscription.skipped(), position());
                return true;
            }

            /** A claim is stepped over once it has been looked at for a millisecond. */
            private void awaitSteppingOver(long wanted) {
                for (long p = wanted - topic.capacity(); p != wanted; p++) {
                    if (p - position() < 0 || p - oldest() < 0) continue;
                    while (probe.state(p) == TopicProbe.WRITING) awaitWord(p);
                }
            }

            private void awaitWord(long p) {
                try (TopicSubscription<Tick, SharedTick> scout = topic.subscribeAt(p)) {
                    assertEquals(messages.get(next(p)), Tick.idOf(scout.poll(SOON)));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            private long next(long p) {
                long at = p;
                while (!messages.containsKey(at)) at++;
                return at;
            }
        }

        @Override
        public void close() {
            topic.close();
        }
    }
}
