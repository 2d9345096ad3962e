package dev.shm.internal.sync;

/**
 * One latch: a line. ABI.
 *
 * <pre>
 *    0 count u32: how many are still to come         changed by compare-and-set, down to 0 and never up
 *    4 first count u32, constant                     written before anybody else sees the latch
 *    8 opened u32                                    (EventCount) who waits sleeps on it
 *   12 reserved, zero
 * </pre>
 */
final class LatchLayout {
    static final int COUNT = 0;
    static final int FIRST_COUNT = 4;
    static final int OPENED = 8;
    static final int SIZE_BYTES = 64;

    private LatchLayout() {}
}
