package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any sequence of calls does what it does to an {@link ArrayDeque} of bounded size. */
@NothingLeftBehind
class SharedQueueProperties {
    private enum Call {
        OFFER,
        OFFER_ALL,
        FILL,
        THROW_IN_FILLER,
        COMMIT,
        ABORT,
        POLL,
        HANDLE,
        THROW_IN_HANDLER,
        DRAIN,
        DRAIN_AND_THROW,
        CLEAR,
        FILL_UP,
        REOPEN,
        SWAP_ATTACHMENTS,
        ANOTHER_OFFERS,
        ANOTHER_OFFERS_DURING_A_CLAIM
    }

    @Provide
    Arbitrary<TickQueue.Kind> kinds() {
        return Arbitraries.of(TickQueue.Kind.STRUCTS, TickQueue.Kind.BYTES);
    }

    @Provide
    Arbitrary<Long> capacities() {
        return Arbitraries.of(1L, 2L, 3L, 8L);
    }

    /**
     * Where the positions start. They are compared by difference and never by size, so nothing happens at 2^31, 2^32 or
     * 2^63: the position after {@code Long.MAX_VALUE} is {@code Long.MIN_VALUE}.
     */
    @Provide
    Arbitrary<Long> positions() {
        return Arbitraries.of(
                0L, (1L << 31) - 3, (1L << 32) - 3, Long.MAX_VALUE - 3, Long.MAX_VALUE, Long.MIN_VALUE + 1, -2L);
    }

    @Property(tries = 500)
    void behavesAsAnArrayDeque(
            @ForAll("kinds") TickQueue.Kind kind,
            @ForAll QueueMode mode,
            @ForAll("capacities") long capacity,
            @ForAll("positions") long position,
            @ForAll List<Call> calls) {
        String name = "queue-" + UUID.randomUUID();
        // The longest message is half of the queue.
        long least = kind == TickQueue.Kind.STRUCTS ? capacity : Math.max(2, capacity);
        kind.create(name, least, mode.options()).close();
        try (RingProbe probe = kind.probe(name)) {
            if (kind == TickQueue.Kind.STRUCTS) probe.moveTo(position);
            else probe.moveTo(position, position & -64);
        }
        try (Subject subject = new Subject(name, kind, mode)) {
            for (Call call : calls) subject.run(call);
            subject.run(Call.CLEAR);
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** In a model: a claim that was given up. */
    private static final long GAP = -1;

    /** The queue and its model. */
    private static final class Subject implements AutoCloseable {
        private final RuntimeException mine = new IllegalStateException("mine");
        private final ArrayDeque<Long> model = new ArrayDeque<>();

        /** Model and, between its messages, each claim that was given up and not passed yet; many producers only. */
        private final ArrayDeque<Long> positions = new ArrayDeque<>();

        private final String name;
        private final TickQueue.Kind kind;
        private final QueueMode mode;
        private TickQueue queue;
        private long next = 1;

        private Subject(String name, TickQueue.Kind kind, QueueMode mode) {
            this.name = name;
            this.kind = kind;
            this.mode = mode;
            this.queue = kind.open(name);
        }

        private void run(Call call) {
            switch (call) {
                case OFFER -> offered(queue.offer(Tick.of(next)));
                case OFFER_ALL -> offerAll();
                case FILL -> offered(queue.fill(next));
                case THROW_IN_FILLER -> throwInFiller();
                case COMMIT -> claim(true);
                case ABORT -> claim(false);
                case POLL -> polled(queue.poll());
                case HANDLE ->
                    assertEquals(
                            lookedAt(!model.isEmpty()),
                            queue.poll(message -> assertEquals(remove(), message.checkedId())));
                case THROW_IN_HANDLER -> throwInHandler();
                case DRAIN ->
                    assertEquals(
                            Math.min(3, model.size()),
                            drained(queue.drain(message -> assertEquals(remove(), message.checkedId()), 3)));
                case DRAIN_AND_THROW -> drainAndThrow();
                case CLEAR -> {
                    while (!model.isEmpty()) polled(queue.poll());
                    polled(queue.poll());
                }
                case FILL_UP -> {
                    while (hasRoom()) offered(queue.offer(Tick.of(next)));
                    offered(queue.offer(Tick.of(next)));
                }
                case REOPEN -> {
                    queue.close();
                    queue = kind.open(name);
                }
                case SWAP_ATTACHMENTS -> {
                    TickQueue other = kind.open(name);
                    queue.close();
                    queue = other;
                }
                case ANOTHER_OFFERS -> anotherOffers();
                case ANOTHER_OFFERS_DURING_A_CLAIM -> anotherOffersDuringClaim();
            }
            assertEquals(model.size(), queue.size());
            assertEquals(model.isEmpty(), queue.isEmpty());
        }

        private boolean hasRoom() {
            if (!mode.hasOneConsumer) passGaps(); // whoever wants room moves head over them
            return positions.size() < queue.capacity();
        }

        private void passGaps() {
            while (!positions.isEmpty() && positions.peek() == GAP) positions.remove();
        }

        private long remove() {
            passGaps();
            positions.remove();
            return model.remove();
        }

        /** A consumer that finds nothing has passed what was given up. */
        private boolean lookedAt(boolean message) {
            if (!message) passGaps();
            return message;
        }

        private int drained(int count) {
            if (count < 3) passGaps();
            return count;
        }

        private void offered(boolean done) {
            assertEquals(hasRoom(), done);
            if (done) add(next++);
        }

        /** As many as have room. */
        private void offerAll() {
            List<Tick> three = List.of(Tick.of(next), Tick.of(next + 1), Tick.of(next + 2));
            int count = queue.offerAll(three);
            for (int i = 0; i < count; i++) offered(true);
            if (count < three.size()) offered(false);
        }

        private void add(long id) {
            model.add(id);
            positions.add(id);
        }

        private void gaveUp() {
            if (!mode.hasOneProducer) positions.add(GAP);
        }

        private void polled(@Nullable Tick tick) {
            if (lookedAt(!model.isEmpty())) assertEquals(remove(), Tick.idOf(tick));
            else assertNull(tick);
        }

        private void claim(boolean commit) {
            boolean room = hasRoom();
            assertEquals(room, queue.claim(commit ? next : -7));
            if (!room) return;
            if (commit) {
                queue.commit();
                add(next++);
            } else {
                queue.abort();
                gaveUp();
            }
        }

        private void anotherOffers() {
            if (mode.hasOneProducer) return;
            try (TickQueue other = kind.open(name)) {
                offered(other.offer(Tick.of(next)));
            }
        }

        /** The other comes after, whatever becomes of the claim. */
        private void anotherOffersDuringClaim() {
            if (mode.hasOneProducer || !hasRoom()) return;
            boolean commit = next % 2 == 0;
            assertTrue(queue.claim(next));
            positions.add(commit ? next : GAP);
            long other = next + 1;
            boolean room = positions.size() < queue.capacity();
            try (TickQueue another = kind.open(name)) {
                assertEquals(room, another.offer(Tick.of(other)));
            }
            if (commit) queue.commit();
            else queue.abort();
            if (commit) model.add(next);
            next = other;
            if (room) add(next++);
        }

        private void throwInFiller() {
            if (hasRoom()) {
                assertSame(mine, assertThrows(RuntimeException.class, () -> queue.fillAndThrow(mine)));
                gaveUp();
            } else {
                offered(queue.fillAndThrow(mine));
            }
        }

        private void throwInHandler() {
            Consumer<Tick> handler = message -> {
                assertEquals(model.peek(), id(message));
                throw mine;
            };
            if (model.isEmpty()) polled(queue.poll());
            else assertSame(mine, assertThrows(RuntimeException.class, () -> queue.poll(handler)));
        }

        /** Throws at the second. */
        private void drainAndThrow() {
            int[] seen = {0};
            Consumer<Tick> handler = message -> {
                assertEquals(model.peek(), id(message));
                if (seen[0]++ == 1) throw mine;
                remove();
            };
            if (model.size() < 2) assertEquals(model.size(), drained(queue.drain(handler, 9)));
            else assertSame(mine, assertThrows(RuntimeException.class, () -> queue.drain(handler, 9)));
        }

        /** A consumer that sees a message has passed what was given up before it. */
        private long id(Tick message) {
            passGaps();
            return message.checkedId();
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
