package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;

/**
 * Goes over the entries of a map without a lock. An entry that is there all the time comes exactly once, whatever is split
 * or merged meanwhile; one that comes or goes meanwhile may come or not; each is whole, as it was at some moment.
 *
 * <p>It copies one segment at a time into memory of its own. If the segment is split before it is done, it begins that
 * segment again. Confined to one thread.
 */
public final class MapCursor {
    private static final int MOST_LOOKS = 1 << 22;

    private final MemoryScope memory;
    private final MapDirectory directory;
    private final Segments segments;
    private final MapReader reader;
    private final MapWalk walk;
    private final PrivateMemory copies;
    private final int[] offsets;
    private int count;
    private int current;

    MapCursor(MemoryScope memory, MapDirectory directory, Segments segments, MapReader reader) {
        this.memory = memory;
        this.directory = directory;
        this.segments = segments;
        this.reader = reader;
        this.walk = new MapWalk(directory, segments);
        this.copies = PrivateMemory.allocate((long) segments.units * segments.unitBytes);
        this.offsets = new int[segments.units];
    }

    /** Goes to the next entry; false at the end. */
    public boolean next() {
        while (++current >= count) { // ends: each turn goes to a later segment
            memory.checkReadable();
            if (!walk.next()) return false;
            copySegment();
            current = -1;
        }
        Reference.reachabilityFence(this);
        return true;
    }

    /** Private memory with the copies in it. */
    public MemoryScope memory() {
        return copies;
    }

    /** Where the entry is in {@link #memory}. */
    public long offset() {
        return offsets[current];
    }

    /** The absolute address of the entry: a private copy, good until the next step. */
    public long record() {
        return copies.base() + offsets[current];
    }

    private void copySegment() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            long segment = walk.segment();
            count = 0;
            int used = 0;
            boolean whole = true;
            for (int bucket = 0; bucket < segments.buckets && whole; bucket++) {
                int usedBefore = used;
                int countBefore = count;
                whole = false;
                for (int again = 0; again < MOST_LOOKS && !whole; again++) {
                    count = countBefore;
                    used = copyBucket(segment, segments.bucketAddress(segment, bucket), usedBefore);
                    whole = used >= 0;
                }
            }
            boolean sound = reader.isOf(segment, walk.locator());
            if (whole && walk.isUnchanged()) {
                memory.checkReadable();
                if (!sound) throw directory.corrupt("its directory leads to a segment for other keys");
                return;
            }
            walk.look();
            Thread.onSpinWait();
        }
        throw directory.corrupt("a bucket of it changes all the time");
    }

    /** Copies the entries of a bucket behind those that are there; returns where they end, -1 if the bucket changed. */
    private int copyBucket(long segment, long bucket, int from) {
        long seen = RawMemory.getLongAcquire(bucket);
        int used = from;
        for (int occupied = occupied(seen); occupied != 0; occupied &= occupied - 1) {
            int unit = segments.unitAt(bucket, Integer.numberOfTrailingZeros(occupied));
            int units = unit < 0 ? -1 : segments.unitsOf(segments.unitAddress(segment, unit));
            long bytes = (long) units * segments.unitBytes;
            if (units < 0
                    || unit + units > segments.units
                    || bytes > copies.sizeBytes() - used
                    || count == offsets.length) {
                if (MapReader.isSame(bucket, seen))
                    throw directory.corrupt("an entry reaches behind the end of its segment");
                return -1;
            }
            long copy = copies.base() + used;
            RawMemory.copy(segments.unitAddress(segment, unit), copy, bytes);
            // What it says of its own length may have been another's. Checked with the word, below.
            if (segments.unitsOf(copy) != units || !walk.isOfStep(MapHash.locator(segments.hashOf(copy)))) continue;
            offsets[count++] = used;
            used += (int) bytes;
        }
        return MapReader.isSame(bucket, seen) ? used : -1;
    }
}
