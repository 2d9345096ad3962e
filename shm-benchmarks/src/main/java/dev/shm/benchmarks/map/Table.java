package dev.shm.benchmarks.map;

/**
 * A map as the drivers use it; keys are given by index. The value of a key is eight words, each one more than that
 * before it, and each of them is read and checked.
 */
interface Table extends AutoCloseable {
    /** How many keys {@link #getAll} is given. */
    int BATCH = 16;

    /** Puts a value, new or instead of another. */
    void put(int index, long first);

    /** The first word of a value. */
    long get(int index);

    /** Whether a key is there. */
    boolean contains(int index);

    /** Adds to each word of a value, in one step. */
    void update(int index, long more);

    /** Reads and checks the values of {@value #BATCH} keys; the sum of their first words. */
    default long getAll(int[] indices) {
        long sum = 0;
        for (int index : indices) sum += get(index);
        return sum;
    }

    /** Takes all keys out. */
    void clear();

    /** Bytes of memory that are reserved for it; 0 if that is not known. */
    default long reservedBytes() {
        return 0;
    }

    @Override
    void close();
}
