package dev.shm.internal.sync;

import dev.shm.spi.OwnerToken;

/**
 * Who holds how much of something that several may hold: a word for each process slot. ABI.
 *
 * <pre>
 *    0 reach u32: no higher slot ever held anything   grows, by compare-and-set
 *   64 words u64, one a slot                          changed by compare-and-set, by the attachment that has the slot;
 *                                                     once that is dead, by anybody, and only to 0
 *         bits  0 to 29  owner token                  (OwnerToken)
 *         bits 32 to 63  how much it holds, at least 1
 * </pre>
 *
 * <p>A word is 0 where nothing is held. Neighbouring slots have their words in different lines: with L lines, which is
 * a slot's eighth rounded up, slot s (from 1) has word (s − 1) / L of line (s − 1) mod L.
 */
final class HoldsLayout {
    static final int REACH = 0;
    static final int WORDS = 64;

    private static final int LINE_BYTES = 64;
    private static final int WORDS_A_LINE = LINE_BYTES / Long.BYTES;

    private HoldsLayout() {}

    static long sizeBytes(int slotCount) {
        return WORDS + (long) lines(slotCount) * LINE_BYTES;
    }

    static long wordOffset(int slot, int slotCount) {
        int lines = lines(slotCount);
        return WORDS + (long) ((slot - 1) % lines) * LINE_BYTES + (long) ((slot - 1) / lines) * Long.BYTES;
    }

    static long word(int owner, int count) {
        return (long) count << 32 | owner;
    }

    static int owner(long word) {
        return OwnerToken.in(word);
    }

    /** Untrusted: negative counts as nothing. */
    static int count(long word) {
        return Math.max(0, (int) (word >>> 32));
    }

    private static int lines(int slotCount) {
        return (slotCount + WORDS_A_LINE - 1) / WORDS_A_LINE;
    }
}
