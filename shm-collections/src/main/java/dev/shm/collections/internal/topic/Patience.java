package dev.shm.collections.internal.topic;

/** For how long a word has stood at the same claim, as far as the looker has seen. Confined to whoever has the turn. */
final class Patience {
    /** How long anybody waits for a publisher that copies its message: it works for far less, or stands still. */
    private static final long NANOS = 1_000_000;

    private long word;
    private long sinceNanos;

    /**
     * Whether the word has been this one for long enough.
     *
     * @param seen a claim, so not 0
     */
    boolean isOver(long seen) {
        long now = System.nanoTime();
        if (seen != word) {
            word = seen;
            sinceNanos = now;
        }
        return now - sinceNanos >= NANOS;
    }
}
