package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;
import java.util.Arrays;

/**
 * Goes over the entries of a map without a lock. An entry that is there all the time comes exactly once, whatever is
 * split or merged meanwhile; one that comes or goes meanwhile may come or not; each is whole, as it was at some moment.
 *
 * <p>It copies one segment at a time into memory of its own. If the segment is split before it is done, it begins that
 * segment again. Confined to one thread.
 */
public final class MapCursor {
    private final MemoryScope memory;
    private final MapDirectory directory;
    private final Segments segments;
    private final MapReader reader;
    private final MapWalk walk;
    private final ByteEntries entries;
    private final boolean isVariable;
    private PrivateMemory copies;
    private long[] offsets;
    private int count;
    private int current;

    MapCursor(
            MemoryScope memory,
            MapDirectory directory,
            Segments segments,
            MapReader reader,
            ByteEntries entries,
            boolean isVariable) {
        this.memory = memory;
        this.directory = directory;
        this.segments = segments;
        this.reader = reader;
        this.entries = entries;
        this.isVariable = isVariable;
        this.walk = new MapWalk(directory, segments);
        this.copies = PrivateMemory.allocate((long) segments.units * segments.unitBytes);
        this.offsets = new long[segments.units];
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

    /**
     * The absolute address of the entry: a private copy, good until the next step; of any length, key and value in one.
     */
    public long record() {
        return copies.base() + offsets[current];
    }

    private void copySegment() {
        for (int look = 0; look < MapReader.MAX_LOOKS; look++) {
            long segment = walk.segment();
            count = 0;
            long used = 0;
            for (int bucket = 0; bucket < segments.buckets && used >= 0; bucket++) {
                used = copyWholeBucket(segment, segments.bucketAddress(segment, bucket), used);
            }
            boolean sound = reader.isOf(segment, walk.locator());
            if (used >= 0 && walk.isUnchanged()) {
                memory.checkReadable();
                if (!sound) throw directory.corrupt("its directory leads to a segment for other keys");
                return;
            }
            walk.look();
            Thread.onSpinWait();
        }
        throw directory.corrupt("a bucket of it changes all the time");
    }

    /** As {@link #copyBucket}, until it did not change; -1 if it always did, or the segment is another now. */
    private long copyWholeBucket(long segment, long bucket, long from) {
        int countBefore = count;
        for (int look = 0; look < MapReader.MAX_LOOKS; look++) {
            count = countBefore;
            long used = copyBucket(segment, bucket, from);
            if (used < 0 && look >= MapReader.LOOKS_BESIDE_WRITERS) {
                if (!walk.isUnchanged()) return -1;
                count = countBefore;
                used = reader.still(segment, walk.locator(), () -> copyBucket(segment, bucket, from));
            }
            if (used >= 0) return used;
            Thread.onSpinWait();
        }
        return -1;
    }

    /** Copies the entries of a bucket behind those that are there; returns where they end, -1 if the bucket changed. */
    private long copyBucket(long segment, long bucket, long from) {
        long seen = RawMemory.getLongAcquire(bucket);
        long used = from;
        for (int occupied = occupied(seen); occupied != 0; occupied &= occupied - 1) {
            int unit = segments.unitAt(bucket, Integer.numberOfTrailingZeros(occupied));
            long bytes = unit < 0 ? -1 : copyEntry(segment, unit, used);
            if (bytes < 0) {
                if (MapReader.isSame(bucket, seen))
                    throw directory.corrupt("an entry reaches behind the end of its segment");
                return -1;
            }
            if (!walk.isOfStep(MapHash.locator(segments.hashOf(copies.base() + used)))) continue;
            if (count == offsets.length)
                offsets = Arrays.copyOf(offsets, 2 * count); // buckets are copied at moments of their own
            offsets[count++] = used;
            used += bytes;
        }
        return MapReader.isSame(bucket, seen) ? used : -1;
    }

    /** Bytes of the copy; -1 if what the entry says of itself cannot be, as when it is changing. */
    private long copyEntry(long segment, int unit, long at) {
        long entry = segments.unitAddress(segment, unit);
        if (!isVariable) {
            RawMemory.copy(entry, roomFor(at, segments.unitBytes), segments.unitBytes);
            return segments.unitBytes;
        }
        int keyBytes = RawMemory.getInt(entry + ENTRY_KEY_BYTES);
        long both = entries.keyAndValueBytes(entry);
        if (keyBytes < 0 || both < keyBytes || !entries.endsBefore(entry, both, segments.end(segment))) return -1;
        long copy = roomFor(at, ENTRY_HEADER_BYTES + both);
        RawMemory.putLong(copy + ENTRY_HASH, RawMemory.getLong(entry + ENTRY_HASH));
        RawMemory.putInt(copy + ENTRY_KEY_BYTES, keyBytes);
        RawMemory.putInt(copy + ENTRY_VALUE_BYTES, (int) (both - keyBytes));
        if (!entries.copyOut(entry, both, 0, both, copy + ENTRY_HEADER_BYTES)) return -1;
        return (ENTRY_HEADER_BYTES + both + Long.BYTES - 1) & -Long.BYTES;
    }

    private long roomFor(long at, long sizeBytes) {
        if (at + sizeBytes + Long.BYTES > copies.sizeBytes()) {
            PrivateMemory larger = PrivateMemory.allocate(2 * (at + sizeBytes));
            RawMemory.copy(copies.base(), larger.base(), at);
            copies = larger;
        }
        return copies.base() + at;
    }

    /** Of an entry of any length: bytes of its key, which begins {@link #keyAddress}. */
    public int keyBytes() {
        return RawMemory.getInt(record() + ENTRY_KEY_BYTES);
    }

    public int valueBytes() {
        return RawMemory.getInt(record() + ENTRY_VALUE_BYTES);
    }

    /** The absolute address of the key of an entry of any length; good until the next step. */
    public long keyAddress() {
        return record() + ENTRY_HEADER_BYTES;
    }

    public long valueAddress() {
        return keyAddress() + keyBytes();
    }
}
