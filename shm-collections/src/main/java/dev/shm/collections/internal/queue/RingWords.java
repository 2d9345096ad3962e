package dev.shm.collections.internal.queue;

import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;

/**
 * The control words of a ring, one a slot: of which position the slot is, what state that is in, and whose.
 *
 * <pre>
 *                    claim          commit                       take            free
 *   previous lap's ────────▶ WRITING ────────▶ READY ──────────────────▶ TAKEN ────────▶ DONE
 *                            owner │                 many consumers only owner │▲
 *                                  └──▶ SKIPPED                                ▼│ take
 *                     abort, or the owner died                            RETURNED
 *                                                       handler threw, or the owner died
 * </pre>
 *
 * <p>A claim names its owner from the first instant, because it is made by compare-and-set of this word. A sole
 * producer needs no claim: its slot stays the previous lap's until it is READY. A sole consumer leaves a word READY and
 * frees by head alone. The lap is compared for equality only; a process would have to stand still between its look at a
 * word and its compare-and-set for exactly 2^31 laps to be mistaken.
 */
final class RingWords {
    static final int WRITING = 1;
    static final int READY = 2;
    static final int SKIPPED = 3;
    static final int TAKEN = 4;
    static final int DONE = 5;

    /** Ready once more: somebody has taken it before, and later messages may have been delivered since. */
    static final int RETURNED = 6;

    private static final int STATE_SHIFT = 30;
    private static final int STATE_MASK = 7;
    private static final int LAP_SHIFT = 33;
    private static final long LAP_MASK = (1L << 31) - 1;

    /** Absolute address of the first. */
    private final long base;

    private final long capacity;
    private final int lapShift;

    RingWords(long base, long capacity) {
        this.base = base;
        this.capacity = capacity;
        this.lapShift = Long.numberOfTrailingZeros(capacity);
    }

    /** The word of a position's slot; of which position it is, it says itself. */
    long acquire(long position) {
        return RawMemory.getLongAcquire(address(position));
    }

    /** As {@link #acquire}, in one order with all compare-and-sets. */
    long getVolatile(long position) {
        return RawMemory.getLongVolatile(address(position));
    }

    void release(long position, long word) {
        RawMemory.putLongRelease(address(position), word);
    }

    boolean compareAndSet(long position, long expected, long word) {
        return RawMemory.compareAndSetLong(address(position), expected, word);
    }

    /** A word that names nobody. */
    long of(long position, int state) {
        return lap(position) << LAP_SHIFT | (long) state << STATE_SHIFT;
    }

    /** A claim. */
    long of(long position, int state, int owner) {
        return of(position, state) | owner;
    }

    /** Whether a word is of that position. */
    boolean isOf(long word, long position) {
        return word >>> LAP_SHIFT == lap(position);
    }

    /** Whether a word is of the position that had the slot before, so that the slot waits for this one. */
    boolean isBefore(long word, long position) {
        return word >>> LAP_SHIFT == lap(position - capacity);
    }

    /** What a slot holds before its position is claimed: as a lap that ended would have left it. */
    long before(long position) {
        return lap(position - capacity) << LAP_SHIFT;
    }

    static int state(long word) {
        return (int) (word >>> STATE_SHIFT) & STATE_MASK;
    }

    /** Whether it holds a message that may be taken. */
    static boolean isReady(long word) {
        int state = state(word);
        return state == READY || state == RETURNED;
    }

    /** The owner of a claim; untrusted. */
    static int owner(long word) {
        return OwnerToken.in(word);
    }

    /** Whether there is nothing left to do with a position, so that head may pass it. */
    boolean isFinal(long word, long position) {
        return isOf(word, position) && (state(word) == DONE || state(word) == SKIPPED);
    }

    /**
     * Where the positions end that have been claimed.
     *
     * @param known a position all before which have been
     * @param most so many after {@code from} are enough. One word tells that they are there, and no producer stores to
     *     it while it is so
     */
    long claimedEnd(long from, long known, long most) {
        long last = from + most - 1;
        if (most > 1 && isOf(acquire(last), last)) return last + 1;
        long end = known;
        while (end - from < Math.max(1, most) && !isBefore(acquire(end), end)) end++;
        return end;
    }

    private long address(long position) {
        return base + (position & (capacity - 1)) * Long.BYTES;
    }

    /** Plus one, so that zeroed memory is the lap before the first. */
    private long lap(long position) {
        return (position >>> lapShift) + 1 & LAP_MASK;
    }
}
