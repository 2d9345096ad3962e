package dev.shm.internal.sync;

/**
 * One semaphore. ABI.
 *
 * <pre>
 *    0 the lock of those who acquire          (LockLayout)
 *   64 permits u32, constant, at least 1      written before anybody else sees the semaphore
 *  128 returned u32                           (EventCount) who waits for permits sleeps on it
 *  192 holders                                (HoldsLayout) counts permits
 * </pre>
 *
 * <p>What is free is stored nowhere: it is permits less the sum of what is held.
 */
final class SemaphoreLayout {
    static final int LOCK = 0;
    static final int PERMITS = 64;
    static final int RETURNED = 128;
    static final int HOLDERS = 192;

    private SemaphoreLayout() {}

    static long sizeBytes(int slotCount) {
        return HOLDERS + HoldsLayout.sizeBytes(slotCount);
    }
}
