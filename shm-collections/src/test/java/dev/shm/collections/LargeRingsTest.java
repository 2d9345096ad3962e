package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.Objects;
import java.util.UUID;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rings of more than 2 GiB, at the places where an {@code int} would not do. In the long form only: they take memory.
 */
@NothingLeftBehind
@Timeout(300)
class LargeRingsTest {
    /** Slots of 48 bytes: 3 GiB of them. */
    private static final long CAPACITY = 1L << 26;

    private static final long TWO_GIB = 1L << 31;

    private final String name = "large-" + UUID.randomUUID();

    @BeforeEach
    void onlyInTheLongForm() {
        assumeTrue(Proof.isFull(), "takes 5 GiB of shared memory");
    }

    @AfterEach
    void deleteRing() {
        SharedRegion.delete(name);
    }

    /** From the first slot beyond 2 GiB, then over the end of the ring, and all of it past position 2^31. */
    @ParameterizedTest
    @EnumSource
    void queueWorksBeyondTwoGibibytes(QueueMode mode) {
        SharedQueue.create(name, CAPACITY, SharedTick.TYPE, mode.options()).close();
        assertTrue(CAPACITY * SharedTick.LAYOUT.sizeBytes() > TWO_GIB);
        long beyond = TWO_GIB / SharedTick.LAYOUT.sizeBytes();
        for (long position : new long[] {TWO_GIB + beyond - 10, TWO_GIB - 10, Long.MAX_VALUE - 10}) {
            try (RingProbe probe = RingProbe.open(name, SharedTick.LAYOUT)) {
                probe.moveTo(position);
            }
            try (SharedQueue<Tick, SharedTick> queue = SharedQueue.open(name, SharedTick.TYPE)) {
                for (long id = 0; id < 1_000; id++) assertTrue(queue.offer(Tick.of(id)));
                assertEquals(1_000, queue.size());
                for (long id = 0; id < 1_000; id++) assertEquals(id, Tick.idOf(queue.poll()));
                assertTrue(queue.isEmpty());
            }
        }
    }

    /** Messages of a gibibyte, the longest that a ring of two takes, and small ones around its end. */
    @ParameterizedTest
    @EnumSource(names = {"ONE_TO_ONE", "MANY_TO_MANY"})
    void queueOfBytesWorksBeyondTwoGibibytes(QueueMode mode) {
        long half = TWO_GIB / 2;
        SharedByteQueue.create(name, TWO_GIB, mode.options()).close();
        for (long bytes : new long[] {0, TWO_GIB - 640, Long.MAX_VALUE - 447}) {
            try (RingProbe probe = RingProbe.ofBytes(name)) {
                probe.moveTo(Long.MAX_VALUE - 5, bytes & -64);
            }
            try (SharedByteQueue queue = SharedByteQueue.open(name)) {
                assertEquals(half, queue.maxMessageBytes());
                for (long id = 0; id < 40; id++) {
                    long number = id;
                    assertTrue(queue.offer(200, out -> out.writeLong(number).writeSkip(number * 4)));
                    Bytes<byte[]> message = Objects.requireNonNull(queue.poll());
                    assertEquals(8 + id * 4, message.readRemaining());
                    assertEquals(id, message.readLong());
                }
                assertTrue(queue.offer(half, out -> {
                    out.writeLong(0, 1).writeLong(half - 8, 2);
                    out.writePosition(half);
                }));
                assertTrue(queue.poll(in -> {
                    assertEquals(half, in.readRemaining());
                    assertEquals(3, in.readLong(0) + in.readLong(half - 8));
                }));
                assertTrue(queue.isEmpty());
            }
        }
    }

    @Test
    void topicWorksBeyondTwoGibibytes() {
        SharedTopic.create(name, CAPACITY, SharedTick.TYPE).close();
        long beyond = TWO_GIB / SharedTick.LAYOUT.sizeBytes();
        for (long position : new long[] {TWO_GIB + beyond - 10, TWO_GIB - 10, Long.MAX_VALUE - 10}) {
            try (TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
                probe.moveTo(position);
            }
            try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE);
                    TopicSubscription<Tick, SharedTick> s = topic.subscribe(Start.NOW)) {
                for (long id = 0; id < 1_000; id++) topic.publish(Tick.of(id));
                for (long id = 0; id < 1_000; id++) assertEquals(id, Tick.idOf(s.poll()));
                assertEquals(0, s.lost());
                assertFalse(s.poll(message -> {}));
            }
        }
    }
}
