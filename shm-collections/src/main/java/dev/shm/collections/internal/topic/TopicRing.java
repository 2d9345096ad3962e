package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/** The slots of a topic and the hint where they end: what publishers and subscribers have in common. */
final class TopicRing {
    /** How far words are followed beyond the hint; more are never claimed before somebody moves it. */
    static final int LONGEST_WALK = 1 << 14;

    private static final long HINT_STEP = 64;

    final RegionObject object;
    final MemoryScope memory;
    final TopicGeometry geometry;

    /** Absolute address of the body. */
    final long body;

    final long capacity;
    private final long mask;
    private final int lapShift;
    private final long strideBytes;
    private final int payloadOffset;
    private final long slots;
    private final long hintStep;

    TopicRing(RegionObject object, TopicGeometry geometry) {
        this.object = object;
        this.memory = object.memory();
        this.geometry = geometry;
        this.body = memory.addressOf(object.bodyOffset(), geometry.bodyBytes());
        this.capacity = geometry.capacity();
        this.mask = capacity - 1;
        this.lapShift = Long.numberOfTrailingZeros(capacity);
        this.strideBytes = geometry.strideBytes();
        this.payloadOffset = geometry.payloadOffset();
        this.slots = body + SLOTS;
        this.hintStep = Math.max(1, Math.min(HINT_STEP, capacity / 4));
    }

    /** The lap that the word of a claimed position bears; compared by difference only. */
    int lapOf(long position) {
        return (int) (position >>> lapShift) + 1;
    }

    /**
     * How many laps the word is ahead of a position: -1 before it is claimed, 0 from then on, more once overwritten.
     */
    int lapsAhead(long word, long position) {
        return SlotWord.lap(word) - lapOf(position);
    }

    /** Absolute address of the message of a position. */
    long message(long position) {
        return slot(position) + payloadOffset;
    }

    long wordAcquire(long position) {
        return RawMemory.getLongAcquire(slot(position));
    }

    long wordOpaque(long position) {
        return RawMemory.getLongOpaque(slot(position));
    }

    void releaseWord(long position, long word) {
        RawMemory.putLongRelease(slot(position), word);
    }

    boolean compareAndSetWord(long position, long expected, long word) {
        return RawMemory.compareAndSetLong(slot(position), expected, word);
    }

    /** All positions before it were claimed once; the tail is there or a little later. */
    long hintOpaque() {
        return RawMemory.getLongOpaque(body + TAIL_HINT);
    }

    /**
     * Moves the hint on to a position that all before are claimed of, now and then: its line stays with its readers.
     */
    void advanceHint(long tail) {
        long hint = hintOpaque();
        if (tail - hint >= hintStep) RawMemory.compareAndSetLong(body + TAIL_HINT, hint, tail);
    }

    /** Whether the slot of a position certainly holds a later one. */
    boolean isOverwritten(long position) {
        return hintOpaque() - position > capacity;
    }

    /** A position at or before the tail, and after all that were claimed before the call. */
    long tail() {
        long hint = hintOpaque();
        long position = hint;
        for (int i = 0; i < LONGEST_WALK; i++) { // over what was claimed since the hint was moved
            long word = wordAcquire(position);
            int ahead = lapsAhead(word, position);
            if (ahead < -1) throw corrupt(position, word);
            if (ahead < 0) {
                memory.checkReadable();
                return position;
            }
            position = later(position + 1, hintOpaque());
        }
        if (hintOpaque() == hint) throw corrupt(position, wordAcquire(position));
        return position; // publishers are faster; all that were claimed before the call are before it
    }

    /** The oldest position whose slot was not claimed again; of the first lap, 0. */
    long oldest(long tail) {
        return tail >= 0 && tail < capacity ? 0 : tail - capacity;
    }

    /** The later of two positions, of which the one after {@link Long#MAX_VALUE} is {@link Long#MIN_VALUE}. */
    static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }

    /**
     * The exception for a word that no position can have left; or the memory's refusal, for a closed one reads as 0.
     */
    RuntimeException corrupt(long position, long word) {
        memory.checkReadable();
        return new CorruptRegionException("topic '" + object.name() + "': the word of position " + position + " is 0x"
                + Long.toHexString(word)
                + ", which nobody of us writes there, so another process has written over it. Delete the region");
    }

    private long slot(long position) {
        return slots + (position & mask) * strideBytes;
    }
}
