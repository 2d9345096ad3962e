package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.RawMemory;

/**
 * How entries come from one segment into another, for {@link MapChange}: which go, where they find room, and how they
 * are taken out of the segment that they left.
 */
final class SegmentMoves {
    /** By so many further bits keys must differ. Those that are random do: four of them agree in eight by 2^-24. */
    private static final int MAX_SPLITS_MASK = 0xFF;

    private final Segments segments;
    private final MapDirectory directory;

    SegmentMoves(Segments segments, MapDirectory directory) {
        this.segments = segments;
        this.directory = directory;
    }

    /**
     * Whether splitting a segment, a few times at most, sets its keys and a new one apart. It does not where all of
     * them have the same hash, or nearly: then there is no end to splitting.
     */
    boolean isSplittable(long segment, long newHash) {
        int depth = RawMemory.getInt(segment + SegmentLayout.DEPTH);
        if (depth >= MapLayout.MAX_DEPTH) return false;
        int locator = MapHash.locator(newHash);
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(segment, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1) {
                long entry = segments.entryAt(segment, bucket, Integer.numberOfTrailingZeros(occupied));
                int different = MapHash.locator(segments.hashOf(entry)) ^ locator;
                if ((different >>> depth & MAX_SPLITS_MASK) != 0) return true;
            }
        }
        return false;
    }

    /**
     * Copies the entries of one segment whose locators have a bit into another, which holds nothing else. Each comes
     * nearer to its own bucket than it was, if there is room, and never further away: so there is room for all.
     */
    void copyHalf(long from, long to, int bit) {
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(from, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1) {
                long entry = segments.entryAt(from, bucket, Integer.numberOfTrailingZeros(occupied));
                long hash = segments.hashOf(entry);
                if ((MapHash.locator(hash) & bit) == 0) continue;
                if (!copyEntry(entry, hash, to, nearest(to, hash, i))) {
                    throw directory.corrupt("a segment holds more than it has room for");
                }
            }
        }
    }

    private int nearest(long to, long hash, int wasIn) {
        for (int i = MapHash.bucket(hash, segments.buckets); i < wasIn; i++) if (segments.hasRoom(to, i)) return i;
        return wasIn;
    }

    /** Copies all entries of one segment into another that has some; false if there is no room for all. */
    boolean copyAll(long from, long to) {
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(from, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1) {
                long entry = segments.entryAt(from, bucket, Integer.numberOfTrailingZeros(occupied));
                long hash = segments.hashOf(entry);
                int target = segments.bucketFor(to, hash);
                if (target < 0 || !copyEntry(entry, hash, to, target)) return false;
            }
        }
        return true;
    }

    private boolean copyEntry(long entry, long hash, long to, int bucket) {
        int count = segments.unitsOf(entry);
        int unit = segments.takeUnits(to, count, false);
        if (unit < 0) return false;
        RawMemory.copy(entry, segments.unitAddress(to, unit), (long) count * segments.unitBytes);
        segments.insert(to, bucket, hash, unit);
        return true;
    }

    /**
     * Takes out the entries whose locators do not begin with the segment's prefix, and shortens what readers look at.
     */
    void eraseStrangers(long segment) {
        int mask = (1 << RawMemory.getInt(segment + SegmentLayout.DEPTH)) - 1;
        int prefix = RawMemory.getInt(segment + PREFIX);
        byte[] reaches = new byte[segments.buckets];
        long[] kept = new long[segments.buckets];
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(segment, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1) {
                int place = Integer.numberOfTrailingZeros(occupied);
                long hash = segments.hashOf(segments.entryAt(segment, bucket, place));
                if ((MapHash.locator(hash) & mask) != prefix) continue;
                kept[i] |= 1L << place;
                int home = MapHash.bucket(hash, segments.buckets);
                int distance = segments.distance(home, i);
                reaches[home] = (byte) Math.max(reaches[home], Math.min(distance, MAX_REACH));
            }
        }
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(segment, i);
            long word = RawMemory.getLong(bucket + WORD);
            long low = kept[i] | (long) reaches[i] << REACH_SHIFT;
            if ((word & (OCCUPIED_MASK | REACH_MASK)) == low) continue;
            RawMemory.putLongRelease(bucket + WORD, ((word & ~(OCCUPIED_MASK | REACH_MASK)) | low) + VERSION_ONE);
        }
    }
}
