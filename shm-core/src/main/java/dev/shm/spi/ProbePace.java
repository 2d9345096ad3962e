package dev.shm.spi;

/**
 * How often the threads of this process together ask for the lives of those they wait for: each question is a system
 * call, and a caller that does not wait, or a thousand virtual threads, would ask all the time.
 */
public final class ProbePace {
    private final long intervalNanos;

    /** Written by whoever asks; two that ask at once do no harm. */
    private volatile long lastNanos;

    private ProbePace(long intervalNanos) {
        this.intervalNanos = intervalNanos;
        this.lastNanos = System.nanoTime() - intervalNanos;
    }

    /** Every 5 ms: less than a slice of sleep, so that one who sleeps alone asks after each. */
    public static ProbePace often() {
        return new ProbePace(5_000_000);
    }

    /** Every 100 ms: for one who asks beside work of his own. */
    public static ProbePace seldom() {
        return new ProbePace(100_000_000);
    }

    /** Whether it is time to ask; if so, the caller does. */
    public boolean isDue() {
        long now = System.nanoTime();
        if (now - lastNanos < intervalNanos) return false;
        lastNanos = now;
        return true;
    }
}
