package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Description;
import dev.shm.spi.Finding;
import dev.shm.spi.RegionView;
import dev.shm.testkit.NothingLeftBehind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tools tell of a map that they do not have open. */
@NothingLeftBehind
@Timeout(60)
class MapInspectorTest {
    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    @Test
    void figuresAreThoseOfTheMap() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES);
                RegionView region = RegionView.open(name)) {
            for (long key = 0; key < 2_000; key++) map.put(key, key);
            MapFigures figures = map.table.figures();
            Description seen = mapIn(region);
            assertEquals("map", seen.values().get("type"));
            assertEquals(2_000L, seen.values().get("entries"));
            assertEquals((int) figures.segments(), seen.values().get("segments"));
            assertEquals(figures.depth(), seen.values().get("directory depth"));
            assertEquals(
                    new Description.Counter(figures.splits()), seen.values().get("splits"));
            assertEquals(List.of(), region.verify());
        }
    }

    /**
     * What their bytes mean only the codecs know, so no values are shown by the layout that they have for comparing.
     */
    @Test
    void entriesOfAnyLengthAreCountedAndNotShown() {
        try (SharedMap<String, String> map = SharedMap.create(name, Codec.utf8(), Codec.utf8());
                RegionView region = RegionView.open(name)) {
            for (int i = 0; i < 500; i++) map.put("key " + i, "value " + i);
            Description seen = mapIn(region);
            assertEquals(500L, seen.values().get("entries"));
            assertFalse(seen.values().containsKey("some entries"), seen.values().toString());
            assertEquals(List.of(), region.verify());
        }
    }

    @Test
    void chunksOfLargeEntriesAreCounted() {
        try (SharedMap<String, byte[]> map = SharedMap.create(name, Codec.utf8(), Codec.bytes());
                RegionView region = RegionView.open(name)) {
            map.put("large", new byte[100_000]);
            int chunks = (100_000 + MapChunks.CHUNK_BYTES) / MapChunks.CHUNK_BYTES;
            Description seen = mapIn(region);
            int all = (int) Objects.requireNonNull(seen.values().get("chunks"));
            assertEquals(all - chunks, seen.values().get("free chunks"));
            map.clear();
            assertEquals(all, mapIn(region).values().get("free chunks"));
        }
    }

    @Test
    void damageIsFound() {
        try (TestMap map = TestMap.create(name, TestMap.SMALL_SEGMENT_BYTES);
                RegionView region = RegionView.open(name)) {
            for (long key = 0; key < 100; key++) map.put(key, key);
            long body = map.table.memory().base() + map.table.bodyOffset();
            long entry = RawMemory.getLong(body + MapLayout.DIRECTORY);
            long segment = map.table.memory().base() + MapLayout.segmentOf(entry);
            RawMemory.putLong(segment + SegmentLayout.SELF, 1);
            assertFound(region, "where no segment is");
            RawMemory.putLong(segment + SegmentLayout.SELF, SegmentLayout.self(MapLayout.segmentOf(entry)));
            RawMemory.putInt(segment + SegmentLayout.LIVE, 7_777);
            assertFound(region, "counted are 7777");
            RawMemory.putInt(body + MapLayout.DEPTH, 77);
            assertFound(region, "depth is 77");
            RawMemory.putInt(body + MapLayout.UNITS, 1 << 20);
            assertFound(region, "geometry is damaged");
        }
    }

    private static void assertFound(RegionView region, String text) {
        List<Finding> findings = region.verify();
        assertTrue(findings.stream().anyMatch(finding -> finding.message().contains(text)), findings.toString());
    }

    private static Description mapIn(RegionView region) {
        List<?> objects =
                (List<?>) Objects.requireNonNull(region.describe().values().get("objects"));
        return (Description) objects.get(0);
    }
}
