package dev.shm.spi;

/**
 * Names one attachment of one process to a region, in 30 bits: process slot (low 12) and generation (18). ABI.
 *
 * <p>It stands in lock words, seats and claims, so that whatever is held names its holder from the first moment. A slot
 * gets a new generation each time it is taken, so a token whose generation is not the slot's is dead by definition, and
 * one whose generation is the slot's is alive exactly as long as the kernel keeps the byte lock of that slot. After
 * 2^18 takings of one slot a generation returns: a token left for that long could meet a namesake.
 *
 * <p>0 is nobody.
 */
public final class OwnerToken {
    /** No owner. */
    public static final int NOBODY = 0;

    /** The bits of a word that a token is in. */
    public static final int MASK = 0x3FFF_FFFF;

    private static final int SLOT_BITS = 12;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    /** The bits of a generation. */
    public static final int GENERATION_MASK = (1 << 18) - 1;

    private OwnerToken() {}

    /** The token of a slot in a generation. */
    public static int of(int slot, int generation) {
        return (generation & GENERATION_MASK) << SLOT_BITS | slot;
    }

    /** The token in the low bits of a word; whatever else stands there. */
    public static int in(long word) {
        return (int) word & MASK;
    }

    /** A word of a token, and of the id of one of its threads in the high half. */
    public static long withThread(int token, Thread thread) {
        return thread.getId() << 32 | token;
    }

    /** The low half of the id of the thread in such a word. */
    public static long threadIn(long word) {
        return word >>> 32;
    }

    /** The slot, from 1; untrusted where the token was read from shared memory. */
    public static int slot(int token) {
        return token & SLOT_MASK;
    }

    /** The generation. */
    public static int generation(int token) {
        return (token & MASK) >>> SLOT_BITS;
    }

    /** The generation after this one. */
    public static int nextGeneration(int generation) {
        return generation + 1 & GENERATION_MASK;
    }
}
