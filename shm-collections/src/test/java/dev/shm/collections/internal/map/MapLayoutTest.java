package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins what is stored: changing any of these breaks maps that are there. */
class MapLayoutTest {
    @Test
    void bodyIsAsDrawn() {
        assertEquals(0, MapLayout.SEGMENT_BYTES);
        assertEquals(8, MapLayout.UNIT_BYTES);
        assertEquals(12, MapLayout.BUCKETS);
        assertEquals(16, MapLayout.UNITS);
        assertEquals(20, MapLayout.KEY_FORM);
        assertEquals(24, MapLayout.KEY_FINGERPRINT);
        assertEquals(32, MapLayout.SEED);
        assertEquals(40, MapLayout.SECOND_SEED);
        assertEquals(64, MapLayout.LOCK);
        assertEquals(128, MapLayout.DEPTH);
        assertEquals(192, MapLayout.NEXT_SEGMENT);
        assertEquals(200, MapLayout.MADE);
        assertEquals(208, MapLayout.FIRST_FREE);
        assertEquals(216, MapLayout.FREE_SEGMENTS);
        assertEquals(256, MapLayout.CHANGE);
        assertEquals(264, MapLayout.CHANGE_OLD);
        assertEquals(272, MapLayout.CHANGE_NEW);
        assertEquals(320, MapLayout.SPLITS);
        assertEquals(328, MapLayout.MERGES);
        assertEquals(384, MapLayout.RECOVERIES);
        assertEquals(448, MapLayout.CHUNK_EXTENTS);
        assertEquals(512, MapLayout.LEVELS);
        assertEquals(768, MapLayout.CHUNK_EXTENT_TABLE);
        assertEquals(1280, MapLayout.DIRECTORY);
        assertEquals(1792, MapLayout.BODY_BYTES);
        assertTrue(MapLayout.LEVELS + MapLayout.MAX_LEVELS * Long.BYTES <= MapLayout.CHUNK_EXTENT_TABLE);
        assertEquals("SHMTABLE", MapLayout.KIND);
        assertEquals("SHMTBEXT", MapLayout.EXTENT_KIND);
        assertEquals(1, MapLayout.VERSION);
    }

    @Test
    void directoryEntryIsAsDrawn() {
        long entry = MapLayout.entry(64 * 5, 3, 0);
        assertEquals(5 | 3L << 38 | 1L << 44, entry);
        assertEquals(64 * 5, MapLayout.segmentOf(entry));
        assertEquals(3, MapLayout.depthOf(entry));
        assertEquals(7 | 4L << 38 | 2L << 44, MapLayout.entry(64 * 7, 4, entry));
        assertEquals(9 | 2L << 24, MapLayout.made(9, 128));
    }

    @Test
    void segmentIsAsDrawn() {
        assertEquals(0, SegmentLayout.LOCK);
        assertEquals(8, SegmentLayout.SELF);
        assertEquals(16, SegmentLayout.PREFIX);
        assertEquals(20, SegmentLayout.DEPTH);
        assertEquals(24, SegmentLayout.LIVE);
        assertEquals(28, SegmentLayout.USED_UNITS);
        assertEquals(32, SegmentLayout.SPARE);
        assertEquals(36, SegmentLayout.LOOK_FROM);
        assertEquals(40, SegmentLayout.NEXT_FREE);
        assertEquals(48, SegmentLayout.STATE);
        assertEquals(64, SegmentLayout.BITS);
        assertEquals(32, SegmentLayout.BUCKET_BYTES);
        assertEquals(8, SegmentLayout.TAGS);
        assertEquals(16, SegmentLayout.PLACES);
        assertEquals(0xF00, SegmentLayout.REACH_MASK);
        assertEquals(0x1000, SegmentLayout.VERSION_ONE);
        assertEquals(64, SegmentLayout.bitsBytes(512));
        assertEquals(128, SegmentLayout.bitsBytes(513));
        assertEquals(192 + 32 * 3 + 32, SegmentLayout.units(513, 3));
    }

    /** The usual segments, by the size of their structs. */
    @ParameterizedTest
    @CsvSource({
        "8, 67904, 881, 4872",
        "72, 67904, 155, 871",
        "1000, 67904, 12, 67",
        "4096, 264512, 11, 64",
        "0, 67904, 169, 3868"
    })
    void segmentsHaveAsManyBucketsAndUnits(int structBytes, long segmentBytes, int buckets, int units) {
        RecordFormat format = structBytes == 0 ? RecordFormat.bytes() : RecordFormat.word(structBytes, 0, 8);
        MapGeometry geometry = MapGeometry.of(format, 0, 0);
        assertEquals(
                segmentBytes + ", " + buckets + ", " + units,
                geometry.segmentBytes() + ", " + geometry.buckets() + ", " + geometry.units());
        assertEquals(1, geometry.segmentBytes() / MapLayout.LINE_BYTES % 2);
    }

    @Test
    void hashIsTheSameForEver() {
        assertEquals(-4055031494931596220L, MapHash.ofWord(1, 2, 3));
        PrivateMemory bytes = PrivateMemory.allocate(40);
        for (int i = 0; i < 40; i++) RawMemory.putByte(bytes.base() + i, (byte) (i * 37));
        long ofAllLengths = 0;
        for (int length = 0; length <= 40; length++) {
            ofAllLengths = ofAllLengths * 31 + MapHash.ofBytes(bytes.base(), length, 2, 3);
        }
        assertEquals(1274224235320766088L, ofAllLengths);
        long hash = 0xAB00_0012_3456_789CL;
        assertEquals(0xAB, MapHash.tag(hash));
        assertEquals(0, MapHash.bucket(hash, 155));
        assertEquals(0x3456_789C << 4, MapHash.locator(hash));
    }
}
