package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a queue of bytes does within one process, beside what the suites of all queues show of it. */
@NothingLeftBehind
@Timeout(60)
abstract class SharedByteQueueContract {
    private static final long CAPACITY = 1024;
    private static final Duration SHORT = Duration.ofMillis(20);

    private final String name = "queue-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private SharedByteQueue queue;

    abstract QueueMode mode();

    @BeforeEach
    void createQueue() {
        queue = SharedByteQueue.create(name, CAPACITY, mode().options());
    }

    @AfterEach
    void deleteQueue() {
        queue.close();
        SharedRegion.delete(name);
    }

    @Test
    void newQueueIsEmpty() throws InterruptedException {
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.size());
        assertEquals(CAPACITY, queue.capacity());
        assertEquals(CAPACITY, queue.remainingCapacity());
        assertEquals(CAPACITY / 2, queue.maxMessageBytes());
        assertEquals(name, queue.name());
        assertNull(queue.poll());
        assertNull(queue.poll(SHORT));
        assertFalse(queue.poll(message -> fail("there is none")));
        assertFalse(queue.poll(Bytes.allocateElasticOnHeap(1)));
        assertEquals(0, queue.drain(message -> fail("there is none"), 10));
    }

    @Test
    void allWaysInAndOutMixInOrder() throws InterruptedException {
        assertTrue(queue.offer(text("one")));
        assertTrue(queue.offer(16, bytes -> bytes.append("two")));
        queue.put(text("three"));
        Objects.requireNonNull(queue.claim(100)).append("four");
        queue.commit();
        assertTrue(queue.offer(text("five"), SHORT));
        assertEquals(2, queue.offerAll(List.of(text("six"), text("seven"))));
        assertEquals(7, queue.size());
        assertEquals("one", string(queue.poll()));
        assertTrue(queue.poll(message -> assertEquals("two", message.toString())));
        assertEquals("three", string(queue.take()));
        List<String> drained = new ArrayList<>();
        assertEquals(1, queue.drain(message -> drained.add(message.toString()), 1));
        assertEquals(List.of("four"), drained);
        assertEquals("five", string(queue.poll(SHORT)));
        Bytes<?> target = Bytes.allocateElasticOnHeap(4);
        assertTrue(queue.poll(target));
        assertTrue(queue.poll(target));
        assertEquals("sixseven", target.toString());
        assertTrue(queue.isEmpty());
        assertEquals(CAPACITY, queue.remainingCapacity());
    }

    @Test
    void offeringTakesWhatCanBeReadAndLeavesThePositions() {
        Bytes<?> message = text("abcdef");
        message.readSkip(2);
        assertTrue(queue.offer(message));
        assertEquals("cdef", message.toString());
        assertTrue(queue.offer(BytesStore.wrap(new byte[] {1, 2, 3})));
        assertEquals("cdef", string(queue.poll()));
        assertEquals(3, Objects.requireNonNull(queue.poll()).readRemaining());
    }

    /** Every length from nothing to half the ring, each from every place where a message can start. */
    @Test
    void everyLengthFitsEverywhereInOnePiece() {
        long half = CAPACITY / 2;
        for (long length : new long[] {0, 1, 7, 8, 63, 64, 65, 127, 128, 129, 448, 449, 511, half}) {
            for (int lap = 0; lap < 40; lap++) {
                byte[] content = content((int) length, lap);
                assertTrue(queue.offer(BytesStore.wrap(content)), length + " bytes");
                assertEquals(1, queue.size());
                Bytes<byte[]> message = Objects.requireNonNull(queue.poll());
                assertEquals(BytesStore.wrap(content), message, length + " bytes in lap " + lap);
                if (lap % 3 == 0) { // moves on by one piece
                    assertTrue(queue.offer(0, bytes -> {}));
                    assertEquals(0, Objects.requireNonNull(queue.poll()).readRemaining());
                }
            }
        }
    }

    /** Exactly half twice fills the ring; what has no room at its end leaves a gap there. */
    @Test
    void halvesFillTheRingAndGapsCountUntilTheyAreFreed() {
        long half = CAPACITY / 2;
        assertTrue(queue.offer(half, bytes -> bytes.writeLong(1)));
        assertTrue(queue.offer(half, bytes -> bytes.writeLong(2)));
        assertEquals(0, queue.remainingCapacity());
        assertFalse(queue.offer(0, bytes -> fail("called without room")));
        assertNull(queue.claim(0));
        assertEquals(1, number(queue.poll()));
        assertEquals(half, queue.remainingCapacity());
        assertTrue(queue.offer(64, bytes -> bytes.writeLong(3)));
        assertEquals(2, number(queue.poll()));
        assertEquals(3, number(queue.poll()));
        // At 64: after this the last half of the ring begins at 576, and has no room for another.
        assertTrue(queue.offer(half, bytes -> bytes.writeLong(4)));
        assertEquals(half, queue.remainingCapacity());
        assertFalse(queue.offer(half, bytes -> fail("called without room")), "448 bytes at the end, 64 at the start");
        assertTrue(queue.offer(448, bytes -> bytes.writeLong(5)));
        assertEquals(64, queue.remainingCapacity());
        assertTrue(queue.offer(64, bytes -> bytes.writeLong(6)));
        assertFalse(queue.offer(1, bytes -> fail("called without room")));
        for (long id = 4; id <= 6; id++) assertEquals(id, number(queue.poll()));
        assertEquals(CAPACITY, queue.remainingCapacity());
    }

    @Test
    void aMessageOfHalfTheRingAlwaysFitsIntoAnEmptyOne() {
        long half = CAPACITY / 2;
        for (int at = 0; at < 100; at++) {
            assertTrue(queue.offer(at % 5 * 64L, bytes -> bytes.writeSkip(0)));
            assertNotNull(queue.poll());
            assertTrue(queue.offer(half, bytes -> bytes.writePosition(half)));
            assertEquals(half, Objects.requireNonNull(queue.poll()).readRemaining());
        }
    }

    @Test
    void manySmallestMessagesFillTheRing() {
        for (long id = 0; id < CAPACITY / 64; id++) assertTrue(queue.offer(0, bytes -> {}));
        assertFalse(queue.offer(0, bytes -> fail("called without room")));
        assertEquals(CAPACITY / 64, queue.size());
        assertEquals(CAPACITY / 64, queue.drain(message -> assertEquals(0, message.readRemaining()), 100));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, CAPACITY / 2 + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void lengthsBeyondHalfTheRingAreRefused(long length) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> queue.claim(length));
        assertTrue(refusal.toString().contains("0 to 512"), refusal::toString);
        assertThrows(IllegalArgumentException.class, () -> queue.offer(length, bytes -> {}));
        assertThrows(IllegalArgumentException.class, () -> queue.offer(BytesStore.wrap(new byte[513])));
        assertThrows(
                IllegalArgumentException.class, () -> queue.offer(BytesStore.wrap(new byte[513]), Duration.ofDays(1)));
        assertTrue(queue.isEmpty());
        assertTrue(queue.offer(text("still in order")));
    }

    @Test
    void targetsWriteLimitIsKept() {
        assertTrue(queue.offer(text("abcdef")));
        Bytes<?> target = Bytes.allocateElasticOnHeap(32);
        target.writeLimit(3);
        assertThrows(BufferOverflowException.class, () -> queue.poll(target));
        assertEquals(0, target.readRemaining());
        target.writeLimit(6);
        assertTrue(queue.poll(target));
        assertEquals("abcdef", target.toString());
    }

    @Test
    void writingMoreThanClaimedIsRefusedAndPublishesNothing() {
        assertThrows(
                BufferOverflowException.class,
                () -> queue.offer(64, bytes -> {
                    bytes.writeSkip(60);
                    bytes.writeLong(1);
                }));
        Bytes<?> claim = Objects.requireNonNull(queue.claim(7));
        assertThrows(BufferOverflowException.class, () -> claim.writeLong(0, 1));
        assertThrows(BufferOverflowException.class, () -> claim.writeByte(7, (byte) 1));
        claim.writeInt(9);
        queue.commit();
        assertEquals(4, Objects.requireNonNull(queue.poll()).readRemaining());
        assertNull(queue.poll());
    }

    @Test
    void messagesAndClaimsEndWithTheirCall() {
        List<Bytes<?>> kept = new ArrayList<>();
        assertTrue(queue.offer(8, bytes -> {
            bytes.writeLong(5);
            kept.add(bytes);
        }));
        assertTrue(queue.poll(message -> {
            assertThrows(BufferUnderflowException.class, () -> message.readLong(8));
            assertThrows(BufferUnderflowException.class, () -> message.readByte(-1));
            kept.add(message);
        }));
        for (Bytes<?> bytes : kept) {
            assertEquals(0, bytes.readRemaining());
            assertThrows(BufferUnderflowException.class, () -> bytes.readLong(0));
            assertThrows(BufferOverflowException.class, () -> bytes.writeLong(0, 1));
        }
    }

    @Test
    void givenUpClaimsArePassed() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> queue.offer(100, bytes -> {
                            throw mine;
                        })));
        assertNotNull(queue.claim(300));
        assertThrows(IllegalStateException.class, () -> queue.claim(1));
        queue.abort();
        assertThrows(IllegalStateException.class, queue::commit);
        assertTrue(queue.offer(text("next")));
        assertEquals("next", string(queue.poll()));
        assertNull(queue.poll());
        assertEquals(CAPACITY, queue.remainingCapacity());
    }

    @Test
    void handlersThatThrowGetTheMessageAgainUntilItIsDead() {
        List<String> dead = new ArrayList<>();
        QueueOptions options = mode().options().maxAttempts(2, (Bytes<?> message) -> dead.add(message.toString()));
        queue.close();
        try (SharedByteQueue limited = SharedByteQueue.open(name, options)) {
            limited.offer(text("poison"));
            for (int attempt = 1; attempt <= 2; attempt++) {
                int expected = attempt;
                assertThrows(
                        ArithmeticException.class,
                        () -> limited.poll(message -> {
                            assertEquals(expected, limited.attempts());
                            assertEquals("poison", message.toString());
                            message.readSkip(3);
                            throw new ArithmeticException();
                        }));
                assertEquals(1, limited.size());
            }
            assertTrue(limited.poll(message -> fail("a third attempt")));
            assertEquals(List.of("poison"), dead);
            assertTrue(limited.isEmpty());
        }
    }

    @Test
    void aTargetWithoutRoomLeavesTheMessage() {
        queue.offer(text("longer than four"));
        Bytes<?> small = Bytes.wrapForWrite(new byte[4]);
        assertThrows(BufferOverflowException.class, () -> queue.poll(small));
        assertEquals("longer than four", string(queue.poll()));
    }

    /** What is offered needs more than what is freed first. */
    @ParameterizedTest
    @EnumSource
    void whoWaitsForRoomWaitsForEnough(WaitStrategy strategy) throws Exception {
        try (SharedByteQueue producer =
                SharedByteQueue.open(name, mode().options().waitStrategy(strategy))) {
            for (int i = 0; i < CAPACITY / 64; i++) assertTrue(producer.offer(0, bytes -> {}));
            FutureTask<@Nullable Void> putting = new FutureTask<>(() -> {
                producer.put(BytesStore.wrap(content((int) CAPACITY / 2, 1)));
                return null;
            });
            Thread thread = new Thread(putting, "putting");
            thread.setDaemon(true);
            thread.start();
            for (int i = 0; i < CAPACITY / 64; i++) {
                assertFalse(putting.isDone() && i < CAPACITY / 128, "after " + i + " pieces");
                assertEquals(0, Objects.requireNonNull(queue.poll()).readRemaining());
            }
            putting.get(10, TimeUnit.SECONDS);
            assertEquals(BytesStore.wrap(content((int) CAPACITY / 2, 1)), queue.poll(Duration.ofSeconds(10)));
            assertFalse(producer.offer(BytesStore.wrap(new byte[0]), Duration.ZERO) && queue.size() != 1);
        }
    }

    @Test
    void waitingEndsInTimeAndByInterrupt() throws InterruptedException {
        for (int i = 0; i < 2; i++) assertTrue(queue.offer(CAPACITY / 2, bytes -> {}));
        long start = System.nanoTime();
        assertFalse(queue.offer(text("late"), Duration.ofMillis(120)));
        assertTrue(System.nanoTime() - start >= 120_000_000);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> queue.put(text("never")));
        assertFalse(Thread.interrupted());
        assertEquals(2, queue.size());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, queue::take, "there are messages");
        assertEquals(2, queue.size());
    }

    @Test
    void countersCountMessages() {
        queue.offer(text("a"));
        queue.offer(text("b"));
        queue.poll();
        while (queue.offer(CAPACITY / 4, bytes -> {})) {}
        QueueCounters counters = queue.counters();
        assertEquals(1, counters.consumed());
        assertEquals(1, counters.timesFull());
        assertEquals(counters.published() - 1, queue.size());
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void closedQueueRefusesAndItsContentStays() {
        queue.offer(text("kept"));
        queue.close();
        queue.close();
        assertThrows(RegionClosedException.class, () -> queue.offer(text("x")));
        assertThrows(RegionClosedException.class, () -> queue.poll());
        assertThrows(RegionClosedException.class, () -> queue.claim(5));
        assertThrows(RegionClosedException.class, queue::size);
        assertThrows(RegionClosedException.class, queue::remainingCapacity);
        try (SharedByteQueue again = SharedByteQueue.open(name)) {
            assertEquals("kept", string(again.poll()));
        }
    }

    private static Bytes<?> text(String text) {
        return Bytes.allocateElasticOnHeap(16).append(text);
    }

    private static String string(@Nullable Bytes<?> message) {
        return Objects.requireNonNull(message, "no message").toString();
    }

    private static long number(@Nullable Bytes<?> message) {
        return Objects.requireNonNull(message, "no message").readLong();
    }

    private static byte[] content(int length, int seed) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) content[i] = (byte) (i * 31 + seed);
        return content;
    }
}
