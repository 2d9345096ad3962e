package dev.shm.collections.internal;

/** When to ask the kernel about an owner again: it costs a system call. Confined to whoever has the turn. */
public final class ProbePace {
    private static final long NANOS = 100_000_000;

    private long lastNanos = System.nanoTime() - NANOS;

    /** Whether to ask now; the next time is in 100 ms. */
    public boolean isDue() {
        long now = System.nanoTime();
        if (now - lastNanos < NANOS) return false;
        lastNanos = now;
        return true;
    }
}
