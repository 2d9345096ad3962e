package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How queues of bytes are made and found, and what their positions may be. */
@NothingLeftBehind
@Timeout(60)
class SharedByteQueueTest {
    private final String name = "queue-" + UUID.randomUUID();

    @AfterEach
    void deleteQueue() {
        SharedRegion.delete(name);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 128, 129, 4096, 65_537})
    void capacityIsRoundedUp(long asked) {
        try (SharedByteQueue queue = SharedByteQueue.create(name, asked)) {
            assertTrue(queue.capacity() >= asked && queue.capacity() >= 128);
            assertEquals(1, Long.bitCount(queue.capacity()));
            assertTrue(queue.toString().contains(queue.capacity() + " bytes, many producers and many consumers"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE})
    void impossibleCapacityIsRefused(long asked) {
        assertThrows(IllegalArgumentException.class, () -> SharedByteQueue.create(name, asked));
        assertThrows(RegionNotFoundException.class, () -> SharedByteQueue.open(name));
    }

    @Test
    void aQueueTooLargeForTheMachineLeavesNothing() {
        assertThrows(RegionSpaceException.class, () -> SharedByteQueue.create(name, 1L << 37));
        assertThrows(RegionNotFoundException.class, () -> SharedByteQueue.open(name));
    }

    @Test
    void createAndOpenSayWhatIsThere() {
        assertThrows(RegionNotFoundException.class, () -> SharedByteQueue.open(name));
        try (SharedByteQueue queue = SharedByteQueue.create(name, 1000)) {
            assertThrows(RegionExistsException.class, () -> SharedByteQueue.create(name, 1000));
            try (SharedByteQueue same = SharedByteQueue.openOrCreate(name, 1024)) {
                queue.offer(5, bytes -> bytes.append("hello"));
                assertEquals("hello", Objects.requireNonNull(same.poll()).toString());
            }
        }
    }

    @Test
    void anotherGeometryIsRefusedWithBothStated() {
        SharedByteQueue.create(name, 1024, new QueueOptions().singleProducer()).close();
        assertMismatch("1024 bytes", "2048 bytes", () -> SharedByteQueue.openOrCreate(name, 2048));
        assertMismatch(
                "one producer and many consumers",
                "many producers",
                () -> SharedByteQueue.open(name, new QueueOptions().multiProducer()));
        assertMismatch("SHMBYTEQ", "SHMQUEUE", () -> SharedQueue.open(name, SharedTick.TYPE));
        SharedRegion.delete(name);
        SharedQueue.create(name, 4, SharedTick.TYPE).close();
        assertMismatch("SHMQUEUE", "SHMBYTEQ", () -> SharedByteQueue.open(name));
    }

    private static void assertMismatch(String found, String asked, Runnable opening) {
        String refusal =
                assertThrows(LayoutMismatchException.class, opening::run).toString();
        assertTrue(refusal.contains(found) && refusal.contains(asked), refusal);
    }

    @Test
    void whereUnsafeIsDeniedTheRefusalNamesTheFlagAndNothingIsMade() {
        assumeTrue(Runtime.version().feature() >= 24, "the flag came with Java 24");
        try (ChildJvm child = ChildJvm.of(ByteQueueOpener.class)
                .jvmArgs("--sun-misc-unsafe-memory-access=deny")
                .args(name)
                .start()) {
            String refusal = child.awaitLine("refused: ");
            assertTrue(refusal.contains("--sun-misc-unsafe-memory-access=deny"), refusal);
            assertEquals("false", child.awaitLine("left behind: "));
            child.awaitSuccess();
        }
    }

    @Test
    void aQueueLivesInARegionOfYours() {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            try (SharedByteQueue queue = SharedByteQueue.in(region, "lines", 512);
                    SharedByteQueue same = SharedByteQueue.in(region, "lines", 512)) {
                assertEquals("lines", queue.name());
                queue.offer(2, bytes -> bytes.append("hi"));
                assertEquals("hi", Objects.requireNonNull(same.poll()).toString());
                assertThrows(LayoutMismatchException.class, () -> SharedByteQueue.in(region, "lines", 1024));
            }
        }
    }

    /** Positions and bytes that wrap in the middle, of messages that lie everywhere. */
    @ParameterizedTest
    @EnumSource
    void positionsMayStartAnywhere(QueueMode mode) {
        Random random = new Random(7);
        for (long position : new long[] {(1L << 31) - 9, (1L << 32) - 9, Long.MAX_VALUE - 9, Long.MAX_VALUE, -9}) {
            for (long bytes : new long[] {(1L << 31) - 448, Long.MAX_VALUE - 447, -192, Long.MIN_VALUE}) {
                SharedByteQueue.create(name, 1024, mode.options()).close();
                try (RingProbe probe = RingProbe.ofBytes(name)) {
                    probe.moveTo(position, bytes & -64);
                }
                try (SharedByteQueue queue = SharedByteQueue.open(name)) {
                    behavesAsADeque(queue, random);
                }
                SharedRegion.delete(name);
            }
        }
    }

    private static void behavesAsADeque(SharedByteQueue queue, Random random) {
        Deque<byte[]> model = new ArrayDeque<>();
        assertNull(queue.poll());
        for (int i = 0; i < 200; i++) {
            byte[] content = new byte[random.nextInt(random.nextBoolean() ? 513 : 70)];
            random.nextBytes(content);
            if (queue.offer(BytesStore.wrap(content))) model.add(content);
            else assertFalse(model.isEmpty(), "an empty queue has room");
            assertEquals(model.size(), queue.size());
            if (random.nextInt(3) == 0) continue;
            Bytes<byte[]> message = queue.poll();
            byte[] expected = model.poll();
            assertEquals(expected == null ? null : BytesStore.wrap(expected), message);
        }
    }
}
