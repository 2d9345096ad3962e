package dev.shm.collections.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Until when to wait, on the clock that never jumps. */
public final class Deadline {
    /** As long as it takes. */
    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE, 0);

    /** Over already: a first try, before anybody looks at the clock. */
    public static final Deadline AT_ONCE = new Deadline(0, System.nanoTime());

    private final long nanos;
    private final long startNanos;

    private Deadline(long nanos, long startNanos) {
        this.nanos = nanos;
        this.startNanos = startNanos;
    }

    /** A time from now; the longest are as good as for ever. */
    public static Deadline in(Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException e) {
            nanos = time.isNegative() ? 0 : Long.MAX_VALUE;
        }
        // Not below 0: from the least long, what has passed could not be subtracted.
        return new Deadline(Math.max(0, nanos), System.nanoTime());
    }

    /** What is left, in ns; not more than 0 once it is over. */
    public long remainingNanos() {
        if (nanos == Long.MAX_VALUE || nanos == 0) return nanos;
        return nanos - (System.nanoTime() - startNanos);
    }

    /**
     * Pauses between two looks at something.
     *
     * @return false, and at once, if it is over
     */
    public boolean pause(long pauseNanos) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        long remaining = remainingNanos();
        if (remaining <= 0) return false;
        LockSupport.parkNanos(Math.min(remaining, pauseNanos));
        return true;
    }

    /** Waits a little, also if interrupted: a virtual thread that did not park would keep its carrier from others. */
    public static void pauseAnyhow(long nanos) {
        boolean interrupted = Thread.interrupted();
        if (interrupted) LockSupport.parkNanos(1); // takes the permit that came with the interrupt
        LockSupport.parkNanos(nanos);
        if (interrupted) Thread.currentThread().interrupt();
    }
}
