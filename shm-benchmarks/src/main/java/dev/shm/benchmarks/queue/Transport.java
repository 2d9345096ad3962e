package dev.shm.benchmarks.queue;

/**
 * One end of a queue of some library. A message is two or eight words: the first says which message it is, and each
 * other is one more than the one before, so that the sum of all shows whether it is whole. Confined to one thread.
 */
interface Transport extends AutoCloseable {
    /** Connects, where the other ends must be there before the first message is sent. */
    default void join(boolean toReceive) {}

    /** Sends the message with this first word; false if there is no room. */
    boolean offer(long first);

    /** Hands messages that are there to the inbox, at most so many; how many there were. */
    int poll(int most);

    @Override
    void close();

    /** What the words of a whole message add up to. */
    static long sumOf(long first, int words) {
        return words * first + words * (words - 1) / 2;
    }
}
