package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.RawMemory;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * Checks every invariant of a map, while others write: of a segment for the owner of its lock, of the directory for the
 * owner of the map's.
 */
final class MapVerifier {
    private static final int MAX_PROBLEMS = 100;

    /** Far more than a chunk changes hands between two looks. */
    private static final int MAX_LOOKS = 1000;

    private final MapDirectory directory;
    private final Segments segments;
    private final MapChunks chunks;
    private final long body;
    private final List<String> problems;
    private final BitSet seenChunks = new BitSet();

    MapVerifier(MapDirectory directory, Segments segments, MapChunks chunks, long body, List<String> problems) {
        this.directory = directory;
        this.segments = segments;
        this.chunks = chunks;
        this.body = body;
        this.problems = problems;
    }

    /** That every entry of the directory leads to a segment for its locators, and no segment is lost. */
    void checkDirectory() {
        if (RawMemory.getLong(body + MapLayout.CHANGE) != MapLayout.NO_CHANGE) problem("a change is under way");
        long inDirectory = 0;
        int depth = directory.depth();
        for (long index = 0; index < 1L << depth; index++) {
            long entry = RawMemory.getLongAcquire(directory.entryAddress((int) index));
            int own = MapLayout.depthOf(entry);
            long segment = directory.segment(entry);
            int prefix = (int) index & ((1 << own) - 1);
            if (own > depth) problem("directory entry " + index + " has depth " + own + " of " + depth);
            else if (prefix == index) inDirectory++;
            else if (MapLayout.segmentOf(RawMemory.getLongAcquire(directory.entryAddress(prefix)))
                    != MapLayout.segmentOf(entry))
                problem("directory entries " + index + " and " + prefix + " of one segment differ");
            if (RawMemory.getLong(segment + SELF) != self(MapLayout.segmentOf(entry))) {
                problem("directory entry " + index + " leads to what is no segment");
            } else if (RawMemory.getInt(segment + SegmentLayout.DEPTH) != own
                    || RawMemory.getInt(segment + PREFIX) != prefix
                    || RawMemory.getInt(segment + STATE) != IN_USE) {
                problem("directory entry " + index + " leads to a segment that says otherwise");
            }
        }
        checkSpace(inDirectory);
    }

    private void checkSpace(long inDirectory) {
        MapFigures.Space space = MapFigures.Space.of(directory, body, segments.segmentBytes);
        if (space.free() != RawMemory.getInt(body + MapLayout.FREE_SEGMENTS)) {
            problem(space.free() + " segments are free, and counted are "
                    + RawMemory.getInt(body + MapLayout.FREE_SEGMENTS));
        }
        long made = MapLayout.madeCount(RawMemory.getLong(body + MapLayout.MADE));
        if (inDirectory + space.free() + space.unused() != made) {
            problem(made + " segments were made; in use are " + inDirectory + ", free " + space.free() + ", unused "
                    + space.unused());
        }
    }

    /** That each entry is where it is looked for, once, and all else fits. */
    void checkSegment(long segment) {
        SegmentUnits seen = new SegmentUnits(segments.units);
        int mask = (1 << RawMemory.getInt(segment + SegmentLayout.DEPTH)) - 1;
        int live = 0;
        int used = 0;
        for (int i = 0; i < segments.buckets; i++) {
            long bucket = segments.bucketAddress(segment, i);
            long word = RawMemory.getLong(bucket);
            if (Integer.bitCount(occupied(word)) > BUCKET_LIVE) problem("bucket " + i + " has no free place");
            for (int occupied = occupied(word); occupied != 0; occupied &= occupied - 1, live++) {
                int place = Integer.numberOfTrailingZeros(occupied);
                long entry = segments.entryAt(segment, bucket, place);
                int unit = segments.unitAt(bucket, place);
                int count = segments.unitsOf(entry);
                for (int j = unit; j < unit + count; j++)
                    if (!seen.isSet(segment, j)) problem("an entry is in a free unit");
                used += count;
                checkEntry(segment, i, place, entry, mask);
            }
        }
        BitSet own = new BitSet();
        segments.forEachChunk(segment, chunk -> {
            if (own.get(chunk)) problem("two entries share chunk " + chunk);
            own.set(chunk);
            if (chunks.ownerOf(chunk) != directory.offsetOf(segment))
                problem("chunk " + chunk + " is another segment's");
        });
        seenChunks.or(own);
        if (live != RawMemory.getInt(segment + LIVE)) {
            problem(live + " entries, and counted are " + RawMemory.getInt(segment + LIVE));
        }
        if (segments.units - used != segments.freeUnits(segment)) {
            problem(used + " units in use, and free are " + segments.freeUnits(segment) + " of " + segments.units);
        }
    }

    /**
     * That each chunk that is taken is in an entry of the segment that owns it; after all segments. One that was in
     * none of them may have been taken since: its owner is looked at once more.
     *
     * @param locker does something to the segment of a locator under its lock
     */
    void checkChunks(BiConsumer<Integer, LongConsumer> locker) {
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            if (chunks.ownerOf(chunk) != 0 && !seenChunks.get(chunk)) checkChunk(chunk, locker);
        }
    }

    private void checkChunk(int chunk, BiConsumer<Integer, LongConsumer> locker) {
        boolean[] isSettled = {false};
        for (int look = 0; look < MAX_LOOKS && !isSettled[0]; look++) {
            long owner = chunks.ownerOf(chunk);
            if (owner == 0) return;
            int locator = locatorOf(owner);
            locker.accept(locator, segment -> {
                if (chunks.ownerOf(chunk) != directory.offsetOf(segment)) return; // it has changed hands
                isSettled[0] = true;
                if (!segments.chunksOf(segment).get(chunk)) problem("chunk " + chunk + " is lost");
            });
        }
        if (!isSettled[0]) problem("chunk " + chunk + " is of a segment that is in no directory");
    }

    /** A locator that a segment is for, if the offset is that of one; else any. */
    private int locatorOf(long segmentOffset) {
        try {
            return RawMemory.getInt(directory.segment(segmentOffset / MapLayout.LINE_BYTES) + PREFIX);
        } catch (CorruptRegionException e) {
            return 0;
        }
    }

    private void checkEntry(long segment, int bucket, int place, long entry, int mask) {
        long hash = segments.hashOf(entry);
        int home = MapHash.bucket(hash, segments.buckets);
        if (segments.distance(home, bucket) > reach(RawMemory.getLong(segments.bucketAddress(segment, home)))) {
            problem("an entry is behind the reach of its bucket");
        }
        if ((MapHash.locator(hash) & mask) != RawMemory.getInt(segment + PREFIX)) {
            problem("an entry is in a segment for other keys");
        }
        if ((RawMemory.getByte(segments.bucketAddress(segment, bucket) + TAGS + place) & 0xFF) != MapHash.tag(hash)) {
            problem("an entry has another's tag");
        }
        if (segments.findSame(segment, entry, hash) != bucket * BUCKET_PLACES + place) problem("a key is there twice");
    }

    private void problem(String found) {
        if (problems.size() < MAX_PROBLEMS) problems.add(found);
    }
}
