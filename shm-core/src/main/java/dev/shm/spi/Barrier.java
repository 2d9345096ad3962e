package dev.shm.spi;

import dev.shm.internal.platform.Platforms;

/**
 * The fence that one thread makes for everybody ({@code membarrier}), so that those who store and then look need none.
 *
 * <p>Two threads that each store a word and then read the other's need a full fence each, or both may miss the other's
 * store. Where one of them does so often and the other seldom, the seldom one raises the barrier between its store and
 * its look; the other only keeps its compiler from exchanging the two.
 *
 * <p>Each process registers once. Where a process cannot, or the barrier fails, the often one fences for itself, or the
 * two agree otherwise. Any thread may call any method.
 */
public final class Barrier {
    private static final boolean REGISTERED = Platforms.current().registerForBarrier();

    private Barrier() {}

    /** Whether this process takes part. */
    public static boolean isRegistered() {
        return REGISTERED;
    }

    /** Makes every running thread of every registered process pass a full fence; false if it cannot be done. */
    public static boolean everywhere() {
        return REGISTERED && Platforms.current().barrierEverywhere();
    }
}
