package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * Figures of a map at some moment.
 *
 * @param entries in all
 * @param segments in use
 * @param freeSegments made, and not in use
 * @param depth of the directory
 * @param capacityUnits units of all segments in use; of fixed size, one for each entry
 * @param usedUnits of them, in use
 * @param directoryBytes of the directory
 * @param chunks pieces of large entries, in use or free
 * @param freeChunks of them, free
 * @param segmentBytes of one segment
 * @param reservedBytes of the region that has space behind it, with all that is in it
 * @param bucketsLookedAt in all, if each key that is there is looked for once
 * @param longestReach of any bucket: how many others are looked at besides
 * @param splits ever
 * @param merges ever
 * @param recoveries of segments whose lock's owner had died, ever
 */
public record MapFigures(
        long entries,
        long segments,
        long freeSegments,
        int depth,
        long capacityUnits,
        long usedUnits,
        long directoryBytes,
        long chunks,
        long freeChunks,
        long segmentBytes,
        long reservedBytes,
        long bucketsLookedAt,
        int longestReach,
        long splits,
        long merges,
        long recoveries) {
    static MapFigures of(
            RegionObject object,
            MapDirectory directory,
            Segments segments,
            MapChunks chunks,
            long segmentBytes,
            long body) {
        MapWalk walk = new MapWalk(directory, segments);
        long entries = 0;
        long count = 0;
        long free = 0;
        long looked = 0;
        int longest = 0;
        while (walk.next()) {
            long segment = walk.segment();
            count++;
            free += Math.max(0, segments.freeUnits(segment));
            for (int i = 0; i < segments.buckets; i++) {
                long bucket = segments.bucketAddress(segment, i);
                long word = RawMemory.getLongAcquire(bucket);
                entries += Integer.bitCount(SegmentLayout.occupied(word));
                longest = Math.max(longest, SegmentLayout.reach(word));
                looked += segments.distances(segment, i);
            }
        }
        long capacity = count * segments.units;
        Space space = Space.of(directory, body, segmentBytes);
        return new MapFigures(
                entries,
                count,
                space.free() + space.unused(),
                directory.depth(),
                capacity,
                Math.max(0, capacity - free),
                (1L << directory.depth()) * Long.BYTES,
                chunks.count(),
                chunks.free(),
                segmentBytes,
                object.spaceBytes(),
                entries + looked,
                longest,
                RawMemory.getLong(body + SPLITS),
                RawMemory.getLong(body + MERGES),
                RawMemory.getLong(body + RECOVERIES));
    }

    /** Bytes of segments and chunks in use, and of the directory. */
    public long usedBytes() {
        return segments * segmentBytes + directoryBytes + (chunks - freeChunks) * MapChunks.CHUNK_BYTES;
    }

    /** Bytes of segments and chunks that are made and not in use. */
    public long freeBytes() {
        return freeSegments * segmentBytes + freeChunks * MapChunks.CHUNK_BYTES;
    }

    /**
     * Segments that are made and in no directory.
     *
     * @param free those that were in use before
     * @param unused those that never were
     */
    record Space(long free, long unused) {
        static Space of(MapDirectory directory, long body, long segmentBytes) {
            long unused =
                    (madeEnd(RawMemory.getLong(body + MADE)) - RawMemory.getLong(body + NEXT_SEGMENT)) / segmentBytes;
            long free = 0;
            long most = madeCount(RawMemory.getLong(body + MADE));
            for (long at = RawMemory.getLongAcquire(body + FIRST_FREE); at != 0 && free < most; free++) {
                at = RawMemory.getLongAcquire(directory.segment(at / LINE_BYTES) + SegmentLayout.NEXT_FREE);
            }
            return new Space(free, Math.max(0, unused));
        }
    }
}
