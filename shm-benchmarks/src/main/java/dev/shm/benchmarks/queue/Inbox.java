package dev.shm.benchmarks.queue;

/** What becomes of messages that arrive. */
interface Inbox {
    /**
     * Takes a message.
     *
     * @param sum of all its words
     */
    void message(long first, long sum);
}
