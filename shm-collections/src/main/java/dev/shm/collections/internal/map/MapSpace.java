package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import java.lang.invoke.VarHandle;

/**
 * Where a map's segments come from and go to, for the owner of the map's lock. What is taken stands in the change
 * record before it is taken, so a death loses nothing.
 *
 * <pre>
 * Take                                                 A crash after the step leaves
 *   T1 none left: make the next extent; plain next,    an extent that is found again by its name
 *      release made
 *   T2 the segment into the change record; fence       a segment that is still free
 *   T3 release first free, or next                     a segment that the change record gives back
 * Give back
 *   G1 the segment leads to the first free one; fence  a segment that the change record gives back
 *   G2 release first free                              the same, and found to be given back
 * </pre>
 */
final class MapSpace {
    /** So many segments are made at a time, at most; fewer while the map is small. */
    private static final int MAX_AT_A_TIME = 16;

    private static final int SHARE_AT_A_TIME = 8;

    private final RegionObject object;
    private final MemoryScope memory;
    private final MapDirectory directory;
    private final long body;
    private final long segmentBytes;

    MapSpace(RegionObject object, MapDirectory directory, long segmentBytes) {
        this.object = object;
        this.memory = object.memory();
        this.directory = directory;
        this.body = memory.addressOf(object.bodyOffset(), BODY_BYTES);
        this.segmentBytes = segmentBytes;
    }

    /** Makes sure that there is a free segment, and says where. It is not taken. */
    long next() {
        long free = RawMemory.getLong(body + FIRST_FREE);
        if (free != 0) {
            long segment = directory.segment(free / LINE_BYTES);
            if (RawMemory.getLong(segment + SegmentLayout.SELF) != SegmentLayout.self(free)
                    || RawMemory.getInt(segment + SegmentLayout.STATE) != SegmentLayout.FREE) {
                throw directory.corrupt("its free segments lead to offset " + free);
            }
            return free;
        }
        long next = RawMemory.getLong(body + NEXT_SEGMENT);
        if (next > madeEnd(RawMemory.getLong(body + MADE)) - segmentBytes) next = grow(); // T1
        directory.segment(next / LINE_BYTES);
        return next;
    }

    private long grow() {
        int made = madeCount(RawMemory.getLong(body + MADE));
        long count = Math.max(1, Math.min(MAX_AT_A_TIME, made / SHARE_AT_A_TIME));
        RegionObject extent = object.extent(
                "segments " + made,
                new RegionObjectSpec(EXTENT_KIND, VERSION, null, count * segmentBytes, unused -> {}));
        long start = extent.bodyOffset();
        long got = extent.bodyBytes() / segmentBytes;
        if (got < 1 || got > MAX_AT_A_TIME) throw directory.corrupt("its extent " + made + " has another size");
        RawMemory.putLong(body + NEXT_SEGMENT, start); // beyond the end of the extent before, so it gives nothing yet
        RawMemory.putLongRelease(body + MADE, made(made + (int) got, start + got * segmentBytes)); // T1
        return start;
    }

    /** T3: takes the segment that {@link #next} named and that stands in the change record. */
    void take(long offset) {
        VarHandle.storeStoreFence();
        if (RawMemory.getLong(body + FIRST_FREE) == offset) {
            long segment = directory.segment(offset / LINE_BYTES);
            RawMemory.putLongRelease(body + FIRST_FREE, RawMemory.getLong(segment + SegmentLayout.NEXT_FREE)); // T3
            RawMemory.putInt(body + FREE_SEGMENTS, RawMemory.getInt(body + FREE_SEGMENTS) - 1);
        } else {
            RawMemory.putLongRelease(body + NEXT_SEGMENT, offset + segmentBytes); // T3
        }
    }

    /** Gives a segment of the change record back, if it was taken. Again does nothing. */
    void giveBack(long offset) {
        long first = RawMemory.getLong(body + FIRST_FREE);
        if (first == offset || RawMemory.getLong(body + NEXT_SEGMENT) == offset) return;
        long segment = directory.segment(offset / LINE_BYTES);
        RawMemory.putLong(segment + SegmentLayout.SELF, SegmentLayout.self(offset));
        RawMemory.putInt(segment + SegmentLayout.STATE, SegmentLayout.FREE);
        RawMemory.putLong(segment + SegmentLayout.NEXT_FREE, first); // G1
        VarHandle.storeStoreFence();
        RawMemory.putLongRelease(body + FIRST_FREE, offset); // G2
        RawMemory.putInt(body + FREE_SEGMENTS, RawMemory.getInt(body + FREE_SEGMENTS) + 1);
    }

    /** Counts the free segments anew, for a count may have been lost with its owner. */
    void recount() {
        int count = 0;
        long most = memory.sizeBytes() / segmentBytes;
        for (long free = RawMemory.getLong(body + FIRST_FREE); free != 0; count++) {
            if (count > most) throw directory.corrupt("its free segments go round in circles");
            free = RawMemory.getLong(directory.segment(free / LINE_BYTES) + SegmentLayout.NEXT_FREE);
        }
        RawMemory.putInt(body + FREE_SEGMENTS, count);
    }
}
