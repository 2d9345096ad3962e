package dev.shm.memory;

/** Copies few bytes, word by word: each store is one of eight bytes, and a kill point. */
final class WordCopy {
    private static final int BLOCK_WORDS = 8;
    private static final long BLOCK_BYTES = BLOCK_WORDS * Long.BYTES;

    private WordCopy() {}

    /**
     * By blocks, for the JIT keeps a poll in each turn of a loop by longs; no larger ones, for they fill what it takes
     * in (decision 24).
     */
    static void copy(long from, long to, long sizeBytes) {
        long done = 0;
        for (; sizeBytes - done >= BLOCK_BYTES; done += BLOCK_BYTES) {
            copyWords(from + done, to + done, BLOCK_WORDS);
        }
        int words = (int) (sizeBytes - done) >>> 3;
        done += (long) words * Long.BYTES;
        copyWords(from + done - BLOCK_BYTES, to + done - BLOCK_BYTES, words);
        for (; done < sizeBytes; done++) RawMemory.putByte(to + done, RawMemory.getByte(from + done));
    }

    /**
     * Copies so many words that are the last of a block to where they are the last of another, the first of them first.
     */
    @SuppressWarnings("fallthrough")
    private static void copyWords(long fromBlock, long toBlock, int words) {
        long from = RawMemory.canonical(fromBlock);
        long to = RawMemory.canonical(toBlock);
        switch (words) {
            case 8:
                copyWord(from, to, 0);
            // fall through
            case 7:
                copyWord(from, to, 8);
            // fall through
            case 6:
                copyWord(from, to, 16);
            // fall through
            case 5:
                copyWord(from, to, 24);
            // fall through
            case 4:
                copyWord(from, to, 32);
            // fall through
            case 3:
                copyWord(from, to, 40);
            // fall through
            case 2:
                copyWord(from, to, 48);
            // fall through
            case 1:
                copyWord(from, to, 56);
            // fall through
            default:
        }
    }

    private static void copyWord(long from, long to, int offset) {
        RawMemory.putLong(to + offset, RawMemory.getLong(from + offset));
    }
}
