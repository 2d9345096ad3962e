package dev.shm;

import dev.shm.internal.region.RegionLayout;
import dev.shm.memory.RawMemory;

/** The lock word of a region's mutex, seen from beside. */
record MutexWord(long address) {
    private static final long PAYLOAD_OFFSET = 512 + 512 * 64;
    private static final long WAITERS = 1L << 31;

    static MutexWord of(SharedRegion region) {
        return new MutexWord(region.address() - PAYLOAD_OFFSET + RegionLayout.MUTEX);
    }

    long get() {
        return RawMemory.getLongVolatile(address);
    }

    void set(long word) {
        RawMemory.putLongVolatile(address, word);
    }

    boolean hasWaiters() {
        return (get() & WAITERS) != 0;
    }
}
