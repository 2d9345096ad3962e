package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.WordLocks;
import dev.shm.spi.WordLocks.Attempt;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Splitting a segment and merging two, the changes of more than one word. One is under way at a time in a map, under
 * the map's lock, and stands in the change record.
 *
 * <pre>
 * Split, under the old segment's lock                  A crash after the step leaves
 *   S1 lock the map; deepen the directory if needed    at most a deeper directory
 *   S2 record BEGUN; take a segment                    a segment that is given back
 *   S3 lock the new segment; format it; copy entries   the same: nobody can reach it
 *   S4 record DECIDED                                  from here on what is below is done by the next owner of the
 *                                                      map's lock
 *   S5 release the directory's entries, old and new;    some that lead to the old segment, which still has all
 *      the new one's chunks become its own
 *   S6 the old segment's depth; fence                  the same
 *   S7 erase from the old segment what the new one has the same
 *   S8 record NONE; unlock the map, one segment        two segments
 * Merge, under the locks of both
 *   G1 lock the map; record MERGE_BEGUN                nothing
 *   G2 copy the new one's entries into the old one     copies that nobody looks for, and that are taken out again
 *   G3 record MERGE_DECIDED                            as S4
 *   G4 the old segment's depth; release the directory  some that lead to the new segment, which still has all
 *   G5 clear the new segment, give it back             the same, or a segment that is given back
 *   G6 record NONE; unlock all
 * </pre>
 *
 * <p>A segment that belongs to a change under way is locked by whoever makes it, or left locked by his death. So the
 * next owner of the map's lock may end the change without these locks; and who takes the lock of a segment from a dead
 * owner takes the map's lock before he touches the segment.
 */
final class MapChange {
    /** Two segments are merged if their entries would take at most one in so many units of one. */
    private static final int MERGE_SHARE = 2;

    private static final long PAUSE_NANOS = 50_000;

    private final MapDirectory directory;
    private final MapSpace space;
    private final Segments segments;
    private final SegmentMoves moves;
    private final MapChunks chunks;
    private final WordLocks locks;
    private final long body;

    MapChange(RegionObject object, MapDirectory directory, MapSpace space, Segments segments, MapChunks chunks) {
        this.directory = directory;
        this.space = space;
        this.segments = segments;
        this.moves = new SegmentMoves(segments, directory);
        this.chunks = chunks;
        this.locks = object.wordLocks();
        this.body = object.memory().addressOf(object.bodyOffset(), BODY_BYTES);
    }

    /** Ends what a dead owner of the map's lock began, if there is one. */
    void recover() {
        locked(() -> {});
    }

    /** Does something under the map's lock, so that no segment is split or merged meanwhile. */
    void locked(Runnable action) {
        lockMap();
        try {
            action.run();
        } finally {
            unlockMap();
        }
    }

    /** Whether splitting a locked segment helps a new key of a hash to find room. */
    boolean isSplittable(long segment, long newHash) {
        return moves.isSplittable(segment, newHash);
    }

    /** Takes chunks for the entry that will be in a locked segment. */
    int[] takeChunks(long segment, int count) {
        lockMap();
        try {
            return chunks.take(directory.offsetOf(segment), count);
        } finally {
            unlockMap();
        }
    }

    private void lockMap() {
        if (!locks.lock(body + LOCK)) return;
        boolean recovered = false;
        try {
            finish();
            space.recount();
            recovered = true;
        } finally {
            if (!recovered) locks.unlock(body + LOCK, false);
        }
    }

    private void unlockMap() {
        locks.unlock(body + LOCK, RawMemory.getLong(body + CHANGE) == NO_CHANGE);
    }

    /**
     * Splits a locked segment in two that are both locked afterwards.
     *
     * @return the new one, whose keys have one more bit
     * @throws dev.shm.RegionSpaceException if there is no room; nothing has changed then
     */
    long split(long old) {
        while (true) { // for the lock of a free segment, which a thread that waited for what it was before has for a
            // moment
            long made = trySplit(old);
            if (made != 0) return made;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** 0, and nothing has changed, if the lock of the free segment is taken: its owner may want the map's lock. */
    private long trySplit(long old) {
        lockMap(); // S1
        long made = 0;
        boolean done = false;
        try {
            int depth = RawMemory.getInt(old + SegmentLayout.DEPTH);
            int prefix = RawMemory.getInt(old + SegmentLayout.PREFIX);
            if (depth == directory.depth()) directory.deepen();
            long offset = space.next();
            record(SPLIT_BEGUN, directory.offsetOf(old), offset); // S2
            space.take(offset);
            long taken = directory.segment(offset / LINE_BYTES);
            if (locks.tryLock(taken + SegmentLayout.LOCK)
                    == Attempt.BUSY) { // S3: free as a rule, for nobody can reach it
                space.giveBack(offset);
                state(NO_CHANGE);
                return 0;
            }
            made = taken;
            segments.format(made, prefix | 1 << depth, depth + 1);
            moves.copyHalf(old, made, 1 << depth);
            state(SPLIT_DECIDED); // S4
            finishSplit(old, made, prefix, depth);
            RawMemory.putLong(body + SPLITS, RawMemory.getLong(body + SPLITS) + 1);
            done = true;
            return made;
        } finally {
            if (!done && made != 0) locks.unlock(made + SegmentLayout.LOCK, false);
            unlockMap(); // S8
        }
    }

    /** S5 to S8. Done again it does nothing. */
    private void finishSplit(long old, long made, int prefix, int depth) {
        VarHandle.storeStoreFence();
        directory.point(prefix | 1 << depth, depth + 1, directory.offsetOf(made)); // S5
        directory.point(prefix, depth + 1, directory.offsetOf(old));
        segments.adoptChunks(made);
        VarHandle.storeStoreFence();
        RawMemory.putInt(old + SegmentLayout.DEPTH, depth + 1); // S6
        VarHandle.storeStoreFence();
        moves.eraseStrangers(old); // S7
        segments.rebuild(old);
        state(NO_CHANGE);
    }

    /**
     * Merges a locked segment with its neighbour, which differs in the last bit of their prefixes, if both are empty
     * enough.
     */
    boolean tryMerge(long old) {
        int depth = RawMemory.getInt(old + SegmentLayout.DEPTH);
        int prefix = RawMemory.getInt(old + SegmentLayout.PREFIX);
        if (depth == 0 || (prefix & lastBit(depth)) != 0) return false;
        long entry = RawMemory.getLongAcquire(directory.entryAddress(prefix | lastBit(depth)));
        long gone = directory.segment(entry);
        if (RawMemory.getLong(gone + SegmentLayout.SELF) != SegmentLayout.self(segmentOf(entry))) return false;
        Attempt held = locks.tryLock(gone + SegmentLayout.LOCK);
        if (held == Attempt.BUSY) return false; // busy, so not empty for long
        boolean sound = held == Attempt.ACQUIRED; // else its next owner makes it right
        try {
            boolean fits = sound
                    && RawMemory.getInt(gone + SegmentLayout.STATE) == SegmentLayout.IN_USE
                    && RawMemory.getInt(gone + SegmentLayout.DEPTH) == depth
                    && RawMemory.getInt(gone + SegmentLayout.PREFIX) == (prefix | lastBit(depth))
                    && (usedUnits(old) + usedUnits(gone)) * MERGE_SHARE <= segments.units;
            if (!fits) return false;
            sound = false;
            boolean merged = merge(old, gone);
            sound = true;
            return merged;
        } finally {
            locks.unlock(gone + SegmentLayout.LOCK, sound);
        }
    }

    private static int lastBit(int depth) {
        return 1 << (depth - 1);
    }

    private long usedUnits(long segment) {
        return (long) segments.units - segments.freeUnits(segment);
    }

    private boolean merge(long old, long gone) {
        lockMap();
        try {
            record(MERGE_BEGUN, directory.offsetOf(old), directory.offsetOf(gone)); // G1
            VarHandle.storeStoreFence();
            if (!moves.copyAll(gone, old)) { // G2
                undoMerge(old);
                return false;
            }
            state(MERGE_DECIDED); // G3
            finishMerge(old, gone);
            RawMemory.putLong(body + MERGES, RawMemory.getLong(body + MERGES) + 1);
            return true;
        } finally {
            unlockMap();
        }
    }

    private void undoMerge(long old) {
        moves.eraseStrangers(old);
        segments.rebuild(old);
        state(NO_CHANGE);
    }

    private void finishMerge(long old, long gone) {
        int depth = RawMemory.getInt(gone + SegmentLayout.DEPTH) - 1;
        int prefix = RawMemory.getInt(old + SegmentLayout.PREFIX);
        RawMemory.putInt(old + SegmentLayout.DEPTH, depth); // G4
        VarHandle.storeStoreFence();
        directory.point(prefix, depth, directory.offsetOf(old));
        VarHandle.storeStoreFence();
        segments.adoptChunks(old);
        segments.clearBuckets(gone); // G5
        RawMemory.putInt(gone + SegmentLayout.LIVE, 0);
        space.giveBack(directory.offsetOf(gone));
        segments.rebuild(old);
        state(NO_CHANGE); // G6
    }

    /** Ends the change of a dead owner of the map's lock: undone if it was only begun, done if it was decided. */
    private void finish() {
        long state = RawMemory.getLong(body + CHANGE);
        if (state == NO_CHANGE) return;
        long old = segment(RawMemory.getLong(body + CHANGE_OLD), true);
        long offset = RawMemory.getLong(body + CHANGE_NEW);
        if (state == SPLIT_BEGUN) {
            segment(offset, false);
            space.giveBack(offset);
            state(NO_CHANGE);
        } else if (state == SPLIT_DECIDED) {
            long made = segment(offset, true);
            int depth = RawMemory.getInt(made + SegmentLayout.DEPTH) - 1;
            finishSplit(old, made, RawMemory.getInt(old + SegmentLayout.PREFIX), depth);
        } else if (state == MERGE_BEGUN) {
            undoMerge(old);
        } else if (state == MERGE_DECIDED) {
            finishMerge(old, segment(offset, true));
        } else {
            throw directory.corrupt("its change record says " + state);
        }
    }

    private long segment(long offset, boolean made) {
        long segment = directory.segment(offset / LINE_BYTES);
        int depth = RawMemory.getInt(segment + SegmentLayout.DEPTH);
        boolean sound = directory.offsetOf(segment) == offset
                && (!made
                        || (RawMemory.getLong(segment + SegmentLayout.SELF) == SegmentLayout.self(offset)
                                && depth >= 0
                                && depth <= MAX_DEPTH));
        if (!sound) throw directory.corrupt("its change record names offset " + offset);
        return segment;
    }

    private void record(long state, long old, long made) {
        RawMemory.putLong(body + CHANGE_OLD, old);
        RawMemory.putLong(body + CHANGE_NEW, made);
        state(state);
    }

    private void state(long state) {
        VarHandle.storeStoreFence();
        RawMemory.putLongRelease(body + CHANGE, state);
    }
}
