package dev.shm.memory;

import org.jspecify.annotations.Nullable;

/**
 * Numbered moments at which a test may kill its own process, to show what a death there leaves behind.
 *
 * <p>The points are each store and each successful compare-and-set of {@link RawMemory}, every eight bytes of a bulk
 * copy, and both sides of each platform call that changes something outside the process. A crash test arms point 1, 2,
 * 3 … in one child process after another, until the operation under test completes.
 *
 * <p>Off unless the JVM was started with {@code -Ddev.shm.killPoints=true}. Off, {@link #ON} is a constant and the JIT
 * removes every trace; {@code KillPointBenchmark} shows it.
 *
 * <p>Only the thread that armed counts and dies, so that the number of a point is the same in every run.
 */
public final class KillPoints {
    /** Whether points are counted in this JVM. */
    public static final boolean ON = Boolean.getBoolean("dev.shm.killPoints");

    private static volatile @Nullable Thread armed;
    private static long remaining;
    private static long passed;
    private static Runnable kill = () -> {};

    private KillPoints() {}

    /**
     * Starts counting in the calling thread, and dies at a point.
     *
     * @param number which point to die at, from 1; 0 to count only
     * @param how ends this process and does not return
     */
    public static void arm(long number, Runnable how) {
        if (!ON) throw new IllegalStateException("kill points are off: start the JVM with -Ddev.shm.killPoints=true");
        remaining = number;
        passed = 0;
        kill = how;
        armed = Thread.currentThread();
    }

    /** Stops counting; the number of points passed since {@link #arm}. */
    public static long disarm() {
        armed = null;
        return passed;
    }

    /** Marks a point. Call it only under {@code if (KillPoints.ON)}. */
    public static void reached() {
        if (armed != Thread.currentThread()) return;
        passed++;
        if (--remaining == 0) kill.run();
    }
}
