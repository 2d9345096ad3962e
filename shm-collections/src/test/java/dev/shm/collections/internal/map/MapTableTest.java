package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionSpaceException;
import dev.shm.memory.RawMemory;
import dev.shm.testkit.NothingLeftBehind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NothingLeftBehind
@Timeout(120)
class MapTableTest {
    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    @ParameterizedTest
    @ValueSource(longs = {TestMap.SMALL_SEGMENT_BYTES, 64 * 1061})
    void manyEntriesAreFoundWhileTheMapGrows(long segmentBytes) {
        try (TestMap map = TestMap.create(name, segmentBytes)) {
            for (long key = 0; key < 20_000; key++) {
                map.put(key, key * 3);
                if (key % 1_000 == 0) for (long k = 0; k <= key; k++) assertEquals(k * 3, map.get(k));
            }
            assertEquals(20_000, map.size());
            assertEquals(List.of(), map.table.verify());
            System.out.println(map.table.figures());
            for (long key = 0; key < 20_000; key++) assertEquals(key * 3, map.get(key));
            for (long key = 20_000; key < 30_000; key++) assertNull(map.get(key));
        }
    }

    @Test
    void valuesAreReplacedAddedToAndRemoved() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES)) {
            for (long key = 0; key < 1_000; key++) map.put(key, key);
            for (long key = 0; key < 1_000; key += 2) map.put(key, -key);
            for (long key = 0; key < 1_000; key += 3) assertTrue(map.add(key, 7));
            assertFalse(map.add(5_000, 1));
            for (long key = 0; key < 1_000; key += 5) assertTrue(map.remove(key));
            assertFalse(map.remove(0));
            for (long key = 0; key < 1_000; key++) {
                Long expected = key % 5 == 0 ? null : (Long) ((key % 2 == 0 ? -key : key) + (key % 3 == 0 ? 7 : 0));
                assertEquals(expected, map.get(key));
            }
            assertEquals(800, map.size());
            assertEquals(List.of(), map.table.verify());
            map.table.clear();
            assertEquals(0, map.size());
            assertNull(map.get(1));
        }
    }

    @Test
    void cursorGivesEachEntryOnce() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES)) {
            for (long key = 0; key < 5_000; key++) map.put(key, key);
            Map<Long, Long> seen = new HashMap<>();
            MapCursor cursor = map.table.cursor();
            while (cursor.next()) {
                long key = RawMemory.getLong(cursor.record());
                assertNull(seen.put(key, TestMap.valueOf(cursor.record(), key)));
                // Others come meanwhile, and split what is before and behind the cursor.
                map.put(10_000 + key, key);
            }
            for (long key = 0; key < 5_000; key++) assertEquals(key, seen.get(key));
        }
    }

    /** Keys that a hostile user chose, who knows the seed: all go to one segment, however often it is split. */
    @Test
    void keysThatSplittingDoesNotSetApartAreRefusedWhenTheirSegmentIsFull() {
        try (TestMap map = TestMap.create(name, 64 * 1061)) {
            long put = 0;
            long key = 0;
            try {
                for (; put < 100_000; key++) {
                    if ((MapHash.locator(map.table.hashOfWord(key)) & 0xFFF) != 0) continue;
                    map.put(key, key);
                    put++;
                }
            } catch (RegionSpaceException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("same hash"), e.getMessage());
            }
            assertTrue(put > 500 && put < 1_000, put + " were put");
            assertEquals(put, map.size());
            long refused = key;
            assertNull(map.get(refused));
            assertEquals(List.of(), map.table.verify());
            for (key = 0; key < refused; key++) {
                boolean isThere = (MapHash.locator(map.table.hashOfWord(key)) & 0xFFF) == 0;
                assertEquals(isThere ? key : null, map.get(key));
                if (isThere) map.put(key, -key);
            }
            for (key = 0; key < refused; key++) {
                if ((MapHash.locator(map.table.hashOfWord(key)) & 0xFFF) != 0) continue;
                assertTrue(map.remove(key));
                map.put(refused, 1);
                assertEquals(1, map.get(refused));
                return;
            }
        }
    }

    /**
     * As {@link #keysThatSplittingDoesNotSetApartAreRefusedWhenTheirSegmentIsFull}, and no bit of their hashes differs.
     */
    @Test
    void keysThatShareTheirWholeHashAreToldApart() {
        int most = SegmentLayout.BUCKET_LIVE * (SegmentLayout.MAX_REACH + 1);
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            int put = 0;
            try {
                for (; put <= most; put++) map.put(ByteMap.colliding(put), new byte[] {(byte) put});
            } catch (RegionSpaceException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("same hash"), e.getMessage());
            }
            assertEquals(most, put);
            assertNull(map.get(ByteMap.colliding(put)));
            assertFalse(map.remove(ByteMap.colliding(put)));
            for (int i = 0; i < put; i++) assertArrayEquals(new byte[] {(byte) i}, map.get(ByteMap.colliding(i)));
            assertEquals(List.of(), map.table.verify());
            for (int i = 0; i < put; i += 2) assertTrue(map.remove(ByteMap.colliding(i)));
            for (int i = 0; i < put; i++) {
                byte[] expected = i % 2 == 0 ? null : new byte[] {(byte) i};
                assertArrayEquals(expected, map.get(ByteMap.colliding(i)));
            }
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void nothingIsDoneOutsideAChange() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES)) {
            map.put(1, 1);
            MapWrite write = map.table.write();
            write.begin(map.table.hashOfWord(1), 1, 0);
            write.end();
            assertThrows(IllegalStateException.class, write::draft);
            assertThrows(IllegalStateException.class, write::commit);
            assertThrows(IllegalStateException.class, write::current);
            assertThrows(IllegalStateException.class, write::remove);
            assertEquals(1, map.get(1));
        }
    }

    /** Buckets are copied at moments of their own, so that a walk may meet more entries than a segment has room for. */
    @Test
    void walkBesideAWriterWhoFillsOtherBucketsIsSound() throws Exception {
        RecordFormat large = RecordFormat.word(32_000, 0, Long.BYTES); // copied slowly, and soon put
        MapTable table = MapTable.create(name, null, large, TestMap.MAX_BYTES);
        try {
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (long key = 0; !stop.get(); key++) change(table, key, key - 62); // as many as there is room for
            });
            long end = System.nanoTime() + 2_500_000_000L;
            while (System.nanoTime() < end) {
                MapCursor cursor = table.cursor();
                while (cursor.next()) assertTrue(RawMemory.getLong(cursor.record()) >= 0);
            }
            stop.set(true);
            writer.get(10, TimeUnit.SECONDS);
            assertEquals(0, table.figures().splits(), "its only segment is as good as full");
            assertEquals(List.of(), table.verify());
        } finally {
            table.close();
        }
    }

    private static void change(MapTable table, long put, long removed) {
        MapWrite write = table.write();
        write.begin(table.hashOfWord(removed), removed, 0);
        try {
            if (write.isPresent()) write.remove();
        } finally {
            write.end();
        }
        write.begin(table.hashOfWord(put), put, 0);
        try {
            long draft = write.draft();
            for (int i = 0; i < 3; i++) RawMemory.zero(draft, 32_000); // slow enough for a bucket to be copied
            RawMemory.putLong(draft, put);
            write.commit();
        } finally {
            write.end();
        }
    }

    /**
     * As a thread does it that waited for a segment which was merged away by somebody who died: it gets the lock, and
     * wants the map's. Who splits has that, and takes the free segment.
     */
    @Test
    void splitDoesNotWaitForAFreeSegmentWithTheMapsLock() throws Exception {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES)) {
            for (long key = 0; key < 60; key++) map.put(key, key);
            for (long key = 0; key < 60; key++) if (key % 4 != 0) map.remove(key);
            assertTrue(map.table.compact() > 0);
            long base = map.table.memory().base();
            long free = base + RawMemory.getLong(base + map.table.bodyOffset() + MapLayout.FIRST_FREE);
            assertNotEquals(base, free);
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                map.table.locks().lock(free + SegmentLayout.LOCK);
                held.countDown();
                LockSupport.parkNanos(100_000_000); // for the split to begin
                map.table.change().recover();
                map.table.locks().unlock(free + SegmentLayout.LOCK, true);
            });
            assertTrue(held.await(10, TimeUnit.SECONDS));
            long splits = map.table.figures().splits();
            CompletableFuture<Void> splitter = CompletableFuture.runAsync(() -> {
                for (long key = 100; map.table.figures().splits() == splits; key++) map.put(key, key);
            });
            splitter.get(10, TimeUnit.SECONDS);
            other.get(10, TimeUnit.SECONDS);
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void fullRegionLeavesTheMapUsable() {
        try (TestMap map = TestMap.create(name, 64 * 1061, 1 << 20)) {
            long put = 0;
            try {
                for (; put < 1_000_000; put++) map.put(put, put);
            } catch (RegionSpaceException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("maxSize"), e.getMessage());
            }
            long there = put;
            assertThrows(RegionSpaceException.class, () -> map.put(there, 1));
            assertTrue(there > 4_000, "only " + there);
            assertEquals(there, map.size());
            for (long key = 0; key < there; key++) assertEquals(key, map.get(key));
            for (long key = 0; key < there; key++) map.put(key, -key);
            for (long key = 0; key < there; key += 2) assertTrue(map.remove(key));
            map.put(there, 1);
            assertEquals(1, map.get(there));
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void readOnlyAttachmentReads() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES);
                TestMap reading = TestMap.openReadOnly(name)) {
            for (long key = 0; key < 3_000; key++) map.put(key, key);
            for (long key = 0; key < 3_000; key++) assertEquals(key, reading.get(key));
            assertEquals(3_000, reading.size());
            assertThrows(ReadOnlyRegionException.class, () -> reading.put(1, 1));
        }
    }
}
