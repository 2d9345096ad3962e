package dev.shm.internal.sync;

/**
 * One read-write lock. ABI.
 *
 * <pre>
 *    0 the writers' lock                     (LockLayout)
 *   64 inside u32: its owner is past the     written by its owner
 *      readers and may change things
 *      the rest of its line reserved, zero
 *  128 writer gone u32                       (EventCount) readers sleep on it
 *  192 readers gone u32                      (EventCount) the owner of the writers' lock sleeps on it
 *  256 readers                               (HoldsLayout) counts threads
 * </pre>
 */
final class ReadWriteLayout {
    static final int WRITER = 0;
    static final int INSIDE = 64;
    static final int WRITER_GONE = 128;
    static final int READERS_GONE = 192;
    static final int READERS = 256;

    private ReadWriteLayout() {}

    static long sizeBytes(int slotCount) {
        return READERS + HoldsLayout.sizeBytes(slotCount);
    }
}
