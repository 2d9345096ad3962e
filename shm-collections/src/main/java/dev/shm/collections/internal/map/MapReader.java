package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.WordLocks;
import dev.shm.spi.WordLocks.Attempt;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys without a lock and without storing anything, but for what is said last. Any thread of any process, also of
 * one that may only read; lock-free: it looks again only where a writer has got something done.
 *
 * <pre>
 * Read                                                  pairs with
 *   L1 acquire the directory's entry of the key         S5
 *   L2 acquire the word of its own bucket, then of each I2, I4, R2, M1
 *      in reach
 *   L3 plain tags, unit, key; plain copy of the entry   whatever they are: all inside the segment
 *   L4 fence; found: is the word the same?              then the entry was there, whole, from L2 on
 *   L5 fence; not found: are all words the same, is     then the key was in no bucket at the moment of the last L2,
 *      the entry of the directory?                      and not in another segment either
 * </pre>
 *
 * <p>Who has looked in vain some times, as at a large value beside one that is put again and again, tries the segment's
 * lock and looks while holding that, if it is free and this attachment may write. It never waits for it. If it is
 * killed or stopped in that, it is to writers what a writer is that has not begun to change anything (decision 25).
 *
 * <p>Each change of a word makes it larger, so the sum of words is the same only if each is. A word's version would
 * have to go round, 2^52 changes between L2 and L4, to be mistaken.
 */
final class MapReader {
    /** Far more changes than can come between two looks, unless memory is being scribbled over. */
    static final int MAX_LOOKS = 1 << 22;

    /**
     * After so many looks in vain, whoever may write tries the segment's lock too: a large value takes longer to copy
     * than a busy neighbour of it takes to change.
     */
    static final int LOOKS_BESIDE_WRITERS = 64;

    /** Of a look that met a change. */
    static final int CHANGED = -2;

    private final MemoryScope memory;
    private final WordLocks locks;
    private final MapDirectory directory;
    private final Segments segments;
    private final ByteEntries entries;
    private final int structBytes;
    private final boolean isLong;
    private final int wordOffset;

    MapReader(
            RegionObject object, MapDirectory directory, Segments segments, ByteEntries entries, RecordFormat format) {
        this.memory = object.memory();
        this.locks = object.wordLocks();
        this.directory = directory;
        this.segments = segments;
        this.entries = entries;
        this.structBytes = format.structBytes();
        this.isLong = format.isLong();
        this.wordOffset = format.wordOffset();
    }

    /**
     * Copies a struct out.
     *
     * @param target absolute, private; may hold anything if the key is not there
     */
    boolean get(long hash, long word, long image, long target) {
        return find(hash, word, image, target, null) >= 0;
    }

    /** Copies the value of a key out that is so many bytes at an address; its length, or -1. */
    int getBytes(long hash, long key, int keyBytes, PrivateBytes target) {
        return find(hash, keyBytes, key, 0, target);
    }

    private int find(long hash, long word, long image, long target, @Nullable PrivateBytes bytes) {
        memory.checkReadable();
        for (int look = 0; look < MAX_LOOKS; look++) {
            int found = look(hash, word, image, target, bytes);
            if (found == CHANGED && look >= LOOKS_BESIDE_WRITERS) found = lookStill(hash, word, image, target, bytes);
            if (found != CHANGED) return found;
            Thread.onSpinWait();
        }
        throw damaged();
    }

    /** As {@link #look}, while nobody changes the segment, if that can be had without waiting. */
    int lookStill(long hash, long word, long image, long target, @Nullable PrivateBytes bytes) {
        int locator = MapHash.locator(hash);
        long segment = directory.segment(RawMemory.getLongAcquire(directory.entryAddress(locator))); // L1
        return (int) still(segment, locator, () -> look(hash, word, image, target, bytes));
    }

    /**
     * L1 to L5, once; the length of what was copied, -1 if the key is not there, {@link #CHANGED}. More code than the
     * JIT takes into its callers, so that however deep these are it takes in all of this (decision 24).
     */
    private int look(long hash, long word, long image, long target, @Nullable PrivateBytes bytes) {
        int locator = MapHash.locator(hash);
        int tag = MapHash.tag(hash);
        int home = MapHash.bucket(hash, segments.buckets);
        long entryAddress = directory.entryAddress(locator);
        long entry = RawMemory.getLongAcquire(entryAddress); // L1
        long segment = directory.segment(entry);
        if (isLong && bytes == null && getNear(segment, home, tag, word, target)) return structBytes;
        long sum = 0;
        int bucket = home;
        int last = 0;
        for (int i = 0; i <= last; i++, bucket = segments.after(bucket)) {
            long address = segments.bucketAddress(segment, bucket);
            long seen = RawMemory.getLongAcquire(address); // L2
            if (i == 0) last = reach(seen);
            sum += seen;
            long matches = Segments.matches(RawMemory.getLong(address + TAGS), tag); // L3
            for (; matches != 0; matches &= matches - 1) {
                int place = Long.numberOfTrailingZeros(matches) >>> 3;
                if ((seen >>> place & 1) == 0) continue;
                int unit = segments.unitAt(address, place);
                if (unit < 0) {
                    if (isSame(address, seen)) throw damaged();
                    return CHANGED;
                }
                long found = segments.unitAddress(segment, unit);
                if (!segments.hasKey(segment, found, hash, word, image)) continue;
                int copied = structBytes;
                if (bytes == null) RawMemory.copy(found, target, structBytes);
                else copied = copyValue(found, segments.end(segment), (int) word, bytes);
                if (!isSame(address, seen)) return CHANGED; // L4
                Reference.reachabilityFence(this);
                if (copied < 0) throw damaged();
                return copied;
            }
        }
        return isAbsent(segment, home, last, sum, locator, entryAddress, entry) ? -1 : CHANGED; // L5
    }

    /**
     * L2 to L4 for what nearly all reads are: of a key that is a long, and the first in its own bucket to have its tag.
     * False also if it is not. Short, for the fewer instructions a read has, the more reads wait for memory at the same
     * time.
     */
    private boolean getNear(long segment, int bucket, int tag, long word, long target) {
        int bytes = structBytes; // loaded before anything is acquired: all fields would be loaded again after it
        int wordAt = wordOffset;
        Segments segments = this.segments;
        long address = segments.bucketAddress(segment, bucket);
        long seen = RawMemory.getLongAcquire(address); // L2
        long found = segments.firstMatch(segment, address, seen, tag);
        if (found == 0 || RawMemory.getLong(found + wordAt) != word) return false;
        RawMemory.copy(found, target, bytes);
        boolean same = isSame(address, seen);
        Reference.reachabilityFence(this);
        return same;
    }

    /**
     * Looks while nobody changes the segment in which the keys of a locator are; {@link #CHANGED} if that cannot be had
     * without waiting, or this attachment may not write.
     */
    long still(long segment, int locator, LongSupplier look) {
        if (!memory.isWritable() || !isOf(segment, locator)) return CHANGED;
        Attempt held = locks.tryLock(segment + LOCK);
        if (held == Attempt.BUSY) return CHANGED;
        boolean sound = held == Attempt.ACQUIRED; // else the next writer makes it right
        try {
            return sound ? look.getAsLong() : CHANGED;
        } finally {
            locks.unlock(segment + LOCK, sound);
        }
    }

    /** L3, of an entry that may be changing; -1 if what it says cannot be. */
    private int copyValue(long entry, long limit, int keyBytes, PrivateBytes target) {
        long both = entries.keyAndValueBytes(entry);
        long valueBytes = both - keyBytes;
        if (valueBytes < 0 || !entries.endsBefore(entry, both, limit)) return -1;
        return entries.copyOut(entry, both, keyBytes, valueBytes, target.reserve(valueBytes)) ? (int) valueBytes : -1;
    }

    static boolean isSame(long address, long seen) {
        VarHandle.acquireFence();
        return RawMemory.getLongAcquire(address) == seen;
    }

    private boolean isAbsent(long segment, int home, int last, long sum, int locator, long entryAddress, long entry) {
        VarHandle.acquireFence();
        long again = 0;
        for (int i = 0, bucket = home; i <= last; i++, bucket = segments.after(bucket)) {
            again += RawMemory.getLongAcquire(segments.bucketAddress(segment, bucket));
        }
        if (again != sum) return false;
        boolean sound = isOf(segment, locator);
        VarHandle.acquireFence();
        if (RawMemory.getLongAcquire(entryAddress) != entry) return false;
        memory.checkReadable(); // the zero pages of a closed region have no keys
        if (!sound) {
            if (directory.entryAddress(locator) != entryAddress) return false; // it is deeper now
            throw damaged();
        }
        Reference.reachabilityFence(this);
        return true;
    }

    /** Whether a segment is one, and for keys of that locator. */
    boolean isOf(long segment, int locator) {
        int depth = RawMemory.getInt(segment + SegmentLayout.DEPTH);
        return RawMemory.getLong(segment + SELF) == self(directory.offsetOf(segment))
                && depth >= 0
                && depth <= MapLayout.MAX_DEPTH
                && RawMemory.getInt(segment + STATE) == IN_USE
                && (locator & (1 << depth) - 1) == RawMemory.getInt(segment + PREFIX);
    }

    private RuntimeException damaged() {
        return directory.corrupt("its directory or a bucket of it is damaged");
    }
}
