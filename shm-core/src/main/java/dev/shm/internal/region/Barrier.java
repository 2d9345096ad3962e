package dev.shm.internal.region;

import dev.shm.internal.platform.Platforms;

/**
 * The fence that a sleeper makes for everybody ({@code membarrier}), so that those who publish need none.
 *
 * <p>Each process registers once. Where a process cannot, its publishers fence for themselves; where a sleeper cannot
 * raise the barrier, it says so in the region's fence word and all publishers do.
 */
final class Barrier {
    private static final boolean REGISTERED = Platforms.current().registerForBarrier();

    private Barrier() {}

    /** Whether this process takes part. */
    static boolean isRegistered() {
        return REGISTERED;
    }

    /** Makes every running thread of every registered process pass a full fence; false if it cannot be done. */
    static boolean everywhere() {
        return REGISTERED && Platforms.current().barrierEverywhere();
    }
}
