package dev.shm.internal.sync;

/**
 * How often the threads of this process together ask for the lives of those they wait for: each question is a system
 * call, and a caller that does not wait, or a thousand virtual threads, would ask all the time.
 */
public final class ProbePace {
    /** Less than a slice of sleep, so that one who waits alone asks after each. */
    private static final long INTERVAL_NANOS = 5_000_000;

    /** Written by whoever asks; two that ask at once do no harm. */
    private volatile long lastNanos = System.nanoTime() - INTERVAL_NANOS;

    /** Whether it is time to ask; if so, the caller does. */
    public boolean isDue() {
        long now = System.nanoTime();
        if (now - lastNanos < INTERVAL_NANOS) return false;
        lastNanos = now;
        return true;
    }
}
