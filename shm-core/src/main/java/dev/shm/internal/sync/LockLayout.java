package dev.shm.internal.sync;

/**
 * One lock: a line of its own. ABI.
 *
 * <pre>
 *    0 word u64                                     changed by compare-and-set only
 *         bits  0 to 29  owner token, 0 if free     (OwnerToken)
 *         bit  30        INCONSISTENT: an owner died in it and nobody has repaired yet
 *         bit  31        WAITERS: somebody may sleep on the low half
 *         bits 32 to 63  the owner's thread id, for people
 *    8 condition u32: event count of its conditions  (EventCount)
 *   12 recoveries u32                                written by the owner
 *   16 acquisitions u64                              written by the owner
 *   24 noted u64: the acquisition that somebody saw   written by who waits or asks, for people
 *   32 noted at u64 (ms)                             the same: when it was first seen
 *   40 reserved, zero
 * </pre>
 *
 * <p>The futex word is the low half of the lock word. A word that is WAITERS and nothing else is a free lock.
 */
public final class LockLayout {
    static final int WORD = 0;
    static final int CONDITION = 8;
    static final int RECOVERIES = 12;
    static final int ACQUISITIONS = 16;
    static final int NOTED = 24;
    static final int NOTED_MILLIS = 32;

    /** Bytes of one lock. */
    public static final int SIZE_BYTES = 64;

    public static final long INCONSISTENT = 1L << 30;
    public static final long WAITERS = 1L << 31;

    private LockLayout() {}
}
