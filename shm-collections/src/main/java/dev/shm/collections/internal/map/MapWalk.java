package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.SharedMemoryException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.WordLocks;

/**
 * Goes through the segments of a map in an order that splitting does not change: by locators with their bits reversed.
 * A segment has all locators that end in its prefix, so in that order they are a range, and splitting divides it in two
 * halves. Confined to one thread.
 */
final class MapWalk {
    private static final long END = 1L << Integer.SIZE;

    private final MapDirectory directory;
    private final Segments segments;

    /** Where to go on: a reversed locator. */
    private long position;

    private long start;
    private int locator;
    private long entryAddress;
    private long entry;

    MapWalk(MapDirectory directory, Segments segments) {
        this.directory = directory;
        this.segments = segments;
    }

    /** Goes to the segment in which the next locators are; false at the end. */
    boolean next() {
        if (position >= END) return false;
        start = position;
        look();
        return true;
    }

    /** Looks the segment up again, for it may have been split. */
    void look() {
        locator = Integer.reverse((int) start);
        entryAddress = directory.entryAddress(locator);
        entry = RawMemory.getLongAcquire(entryAddress);
        int depth = depthOf(entry);
        if (depth > directory.depth()) throw directory.corrupt("a segment's depth would be " + depth);
        pass(depth);
    }

    /** Says of what depth the segment of this step was: the next one begins where that ends. */
    void pass(int depth) {
        long range = END >>> depth;
        position = (start & -range) + range;
    }

    /** Whether the directory has not changed since: all locators from {@link #start} to the next are in the segment. */
    boolean isUnchanged() {
        return RawMemory.getLongAcquire(entryAddress) == entry;
    }

    /** Whether a locator is one of those that this step is for. */
    boolean isOfStep(int someLocator) {
        long reversed = Integer.toUnsignedLong(Integer.reverse(someLocator));
        return reversed >= start && reversed < position;
    }

    int locator() {
        return locator;
    }

    /** Where the segment is; nothing is known of what is there. */
    long segment() {
        return directory.segment(entry);
    }

    /** Counts entries, as the segments say. */
    long live() {
        long live = 0;
        while (next()) {
            int count = RawMemory.getIntAcquire(segment() + SegmentLayout.LIVE);
            live += Math.max(0, Math.min(count, segments.units));
        }
        return live;
    }

    /** Whether this attachment holds a lock of the map, while it is being closed; true if nobody can tell. */
    boolean holdsLock(WordLocks locks, long mapLock) {
        if (locks.isOurs(mapLock)) return true;
        try {
            while (next()) {
                if (locks.isOurs(segment() + SegmentLayout.LOCK)) return true;
            }
            return false;
        } catch (SharedMemoryException e) { // damaged
            return true;
        }
    }
}
