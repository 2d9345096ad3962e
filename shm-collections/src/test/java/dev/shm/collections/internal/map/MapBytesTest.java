package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
class MapBytesTest {
    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    @Test
    void valuesOfOneByteToOneMebibyteComeBack() {
        Random random = new Random(5);
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            for (int round = 0; round < 3; round++) {
                for (int size = 1; size <= 1 << 20; size *= 2) {
                    byte[] value = new byte[size];
                    random.nextBytes(value);
                    map.put(key(size), value);
                    assertArrayEquals(value, map.get(key(size)));
                }
            }
            assertEquals(21, map.table.size());
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void spaceOfReplacedAndRemovedValuesIsUsedAgain() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            for (int i = 0; i < 3; i++) map.put(key(i), new byte[200_000]);
            long before = map.table.figures().reservedBytes();
            for (int i = 0; i < 200; i++) {
                map.put(key(i % 3), new byte[200_000 - i]);
                if (i % 5 == 0) assertTrue(map.remove(key(i % 3)));
            }
            map.table.clear();
            assertNull(map.get(key(1)));
            for (int i = 0; i < 3; i++) map.put(key(i), new byte[200_000]);
            assertTrue(map.table.figures().reservedBytes() <= before * 2, "space was not used again");
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndNothingChanges() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            map.put(key(1), new byte[] {1});
            byte[] tooLarge = new byte[(int) map.table.maxEntryBytes()];
            assertThrows(IllegalArgumentException.class, () -> map.put(key(1), tooLarge));
            assertArrayEquals(new byte[] {1}, map.get(key(1)));
            assertEquals(List.of(), map.table.verify());
        }
    }

    /**
     * The neighbour changes thousands of times while the large value is copied, so no look without the lock succeeds.
     */
    @Test
    void largeValueIsReadBesideABusyNeighbourInItsBucket() throws Exception {
        byte[] large = new byte[24 << 20];
        new Random(7).nextBytes(large);
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            map.put(ByteMap.colliding(0), large);
            map.put(ByteMap.colliding(1), new byte[1]);
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger puts = new AtomicInteger();
            CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
                while (!done.get()) map.put(ByteMap.colliding(1), new byte[1 + puts.getAndIncrement() % 8]);
            });
            try {
                do { // until it was busy beside a look
                    assertArrayEquals(large, map.get(ByteMap.colliding(0)));
                    assertEquals(2, map.all().size());
                } while (puts.get() < 2_000 && !busy.isDone());
            } finally {
                done.set(true);
            }
            busy.get(60, TimeUnit.SECONDS);
            assertEquals(List.of(), map.table.verify());
        }
    }

    /** What a writer has begun between two looks of the verifier is no damage. */
    @Test
    void verifyingBesideAWriterOfLargeValuesFindsNothing() throws Exception {
        try (ByteMap map = ByteMap.create(name, 64 * 101)) {
            for (int i = 0; i < 200; i++) map.put(key(i), new byte[i]);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; !stop.get(); i++) {
                    map.put(key(i % 20), new byte[100_000]);
                    map.put(key(1_000 + i % 400), new byte[30]);
                    map.remove(key((i + 10) % 20));
                    map.remove(key(1_000 + (i + 200) % 400));
                    if (i % 100 == 0) map.table.compact();
                }
            });
            long end = System.nanoTime() + 1_500_000_000L;
            while (System.nanoTime() < end) assertEquals(List.of(), map.table.verify());
            stop.set(true);
            writer.get(10, TimeUnit.SECONDS);
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void lostAndSharedChunksAreFound() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            map.put(key(1), new byte[100_000]);
            MapChunks chunks = map.table.chunks();
            long owner = chunks.ownerOf(0);
            int free = chunks.count() - 1;
            assertEquals(0, chunks.ownerOf(free));
            chunks.move(free, owner);
            assertEquals(List.of("chunk " + free + " is lost"), map.table.verify());
            chunks.move(free, owner + 64);
            assertEquals(List.of("chunk " + free + " is of a segment that is in no directory"), map.table.verify());
            chunks.giveBack(free, owner + 64);
            chunks.giveBack(0, owner);
            assertEquals(List.of("chunk 0 is another segment's"), map.table.verify());
        }
    }

    @Test
    void figuresCountWhatLargeValuesTake() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            MapFigures before = map.table.figures();
            for (int i = 0; i < 20; i++) map.put(key(i), new byte[100_000]);
            MapFigures full = map.table.figures();
            assertTrue(full.usedBytes() - before.usedBytes() >= 2_000_000, full.toString());
            map.table.clear();
            MapFigures empty = map.table.figures();
            assertEquals(before.usedBytes(), empty.usedBytes());
            assertTrue(empty.freeBytes() >= 2_000_000, empty.toString());
            assertTrue(empty.usedBytes() + empty.freeBytes() <= empty.reservedBytes(), empty.toString());
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(StandardCharsets.UTF_8);
    }
}
