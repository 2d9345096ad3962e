package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.ArenaLayout.*;

import dev.shm.memory.RawMemory;

/**
 * The bytes of a ring whose messages vary in length. A message has an extent of them, which its slot says.
 *
 * <p>Extents are given out in the order of positions, each behind the one before. So whoever claims a position knows
 * where its bytes lie before it claims: behind the extent of the position before, which is there as soon as its stamp
 * is.
 *
 * <pre>
 * Claim, within Q1 to Q4 of {@link ManyProducers} or P1 to P2     A crash after the step leaves
 * of {@link SoleProducer}
 *   A1 acquire stamp of the position before (pairs A4):           nothing
 *      where this one would start
 *   A2 acquire head (pairs C5, M5), if the last bound says        nothing
 *      full: from the start of the message at head on all is
 *      taken; room?
 *   A3 Q3: CAS word → WRITING, me                                 a position without an extent: see below
 *   A4 plain   start, reserved; release stamp                     a claim as any other
 *   A5 plain   bytes                                              the same
 *   A6 plain   length; then Q5 or P3                              a message
 * </pre>
 *
 * <p>CRASH: between A3 and A4 nobody can claim the next position. Whoever wants to asks after the owner, and skips the
 * position if that is dead; an extent of no bytes is written before it is skipped (A4, by who has proven the death).
 *
 * <p>SYNC: the bound of A2 only grows, and what it was read from cannot have been written anew: then the position would
 * have been claimed by another meanwhile, and A3 fails.
 *
 * <p>Everything is checked when it is read: an extent that its stamp does not fit is none, and one that lies across the
 * end or is too long is refused.
 */
final class RingArena {
    /** What a look at the room for a claim has found. */
    enum Room {
        /** The turn says where. */
        FOUND,
        /** None. */
        NONE,
        /** What it depends on has just changed, or is about to be written. */
        UNSETTLED
    }

    /** No position in the arena: those are multiples of a piece. */
    private static final long UNKNOWN = 1;

    private final RingEnd end;
    private final long bytes;

    /** Offset in the ring's memory. */
    private final long arena;

    RingArena(RingEnd end, RingGeometry geometry, long arena) {
        this.end = end;
        this.bytes = geometry.arenaBytes();
        this.arena = arena;
    }

    /** A1, A2: looks for room for a turn's claim, as if that were of this position. */
    Room place(RingTurn turn, long position) {
        long before = endOf(position - 1); // A1
        if (before == UNKNOWN) return Room.UNSETTLED;
        turn.start = startAfter(before, turn.reserved);
        if (turn.boundIsKnown && isWithin(turn.start + turn.reserved - turn.bound)) return Room.FOUND;
        long bound = bound(position, before); // A2
        if (bound == UNKNOWN) return Room.UNSETTLED;
        turn.bound = bound;
        turn.boundIsKnown = true;
        return isWithin(turn.start + turn.reserved - bound) ? Room.FOUND : Room.NONE;
    }

    /** Whether there would be room for so many bytes at a position. */
    Room look(long position, long reserved) {
        long before = endOf(position - 1);
        long bound = before == UNKNOWN ? UNKNOWN : bound(position, before);
        if (bound == UNKNOWN) return Room.UNSETTLED;
        return isWithin(startAfter(before, reserved) + reserved - bound) ? Room.FOUND : Room.NONE;
    }

    /** Bytes that are taken, with a position as the next to be claimed; all, where that cannot be told. */
    long used(long position) {
        long before = endOf(position - 1);
        long bound = before == UNKNOWN ? UNKNOWN : bound(position, before);
        return bound == UNKNOWN ? bytes : before - bound;
    }

    /** A4. */
    void reserve(RingTurn turn) {
        write(turn.position, turn.start, turn.reserved);
    }

    /** A4 in place of a dead owner, if that has not done it: an extent of no bytes. */
    void reserveNothing(long position) {
        if (isReserved(position)) return;
        long before = endOf(position - 1);
        if (before == UNKNOWN) throw end.damaged("the extent before position " + position + " is gone");
        write(position, before, 0);
    }

    private void write(long position, long start, long reserved) {
        long extent = extent(position);
        RawMemory.putLong(extent + START, start);
        RawMemory.putLong(extent + RESERVED, reserved);
        RawMemory.putLongRelease(extent + STAMP, stamp(position, start, reserved));
    }

    /** A6. */
    void length(long position, long length) {
        RawMemory.putLong(extent(position) + LENGTH, lengthWord(position, length));
    }

    /** Whether the extent of a position is there. */
    boolean isReserved(long position) {
        return endOf(position) != UNKNOWN;
    }

    /** Offset of a claim's bytes in the arena. */
    long offset(RingTurn claim) {
        return claim.start & bytes - 1;
    }

    /** Offset of a message in the arena; its bytes from there on are inside. */
    long offset(long position) {
        long extent = extent(position);
        long start = startOf(position);
        long offset = start & bytes - 1;
        if (start == UNKNOWN || length(position) > bytes - offset) {
            throw end.damaged("the extent of position " + position + " is " + Long.toHexString(start) + ", "
                    + Long.toHexString(RawMemory.getLong(extent + RESERVED)));
        }
        return offset;
    }

    /** Bytes of a message. */
    long length(long position) {
        long word = RawMemory.getLong(extent(position) + LENGTH);
        long length = ArenaLayout.length(position, word);
        if (length < 0 || length > bytes / 2) {
            throw end.damaged("the length of position " + position + " is " + Long.toHexString(word));
        }
        return length;
    }

    /** Where the arena starts, as an offset in the ring's memory. */
    long offset() {
        return arena;
    }

    /** A message across the end of the arena starts at the next lap instead. */
    private long startAfter(long before, long reserved) {
        long offset = before & bytes - 1;
        return offset + reserved <= bytes ? before : before - offset + bytes;
    }

    /** What is taken begins here: at the message at head, or nowhere. */
    private long bound(long position, long before) {
        long head = end.headAcquire();
        if (head == position) return before;
        long ahead = position - head;
        if (ahead < 0 || ahead > end.capacity) return UNKNOWN;
        long start = startOf(head);
        if (start == UNKNOWN) return UNKNOWN;
        if (isWithin(before - start)) return start;
        throw end.damaged("the messages from position " + head + " to " + position + " reach from " + start + " to "
                + before + " of " + bytes + " bytes");
    }

    private boolean isWithin(long used) {
        return used >= 0 && used <= bytes;
    }

    /** Where an extent starts; {@link #UNKNOWN} if it is not there. */
    private long startOf(long position) {
        long extent = extent(position);
        long stamp = RawMemory.getLongAcquire(extent + STAMP);
        long start = RawMemory.getLong(extent + START);
        boolean sound = stamp == stamp(position, start, RawMemory.getLong(extent + RESERVED));
        return sound && start % PIECE_BYTES == 0 ? start : UNKNOWN;
    }

    /** Where it ends; {@link #UNKNOWN} if it is not there. */
    private long endOf(long position) {
        long extent = extent(position);
        long stamp = RawMemory.getLongAcquire(extent + STAMP); // A1
        long start = RawMemory.getLong(extent + START);
        long reserved = RawMemory.getLong(extent + RESERVED);
        boolean sound = stamp == stamp(position, start, reserved) && isWithin(reserved);
        long found = start + reserved;
        return sound && found % PIECE_BYTES == 0 ? found : UNKNOWN;
    }

    private long extent(long position) {
        return end.memory.base() + end.slotOf(position);
    }
}
