package dev.shm.spi;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Until when to wait, on the clock that never jumps, and whether an interrupt ends the wait. */
public final class Deadline {
    /** Not at all: a first try, before anybody looks at the clock. */
    public static final Deadline NOW = new Deadline(0, false, false);

    /** As long as it takes, whatever interrupts. */
    public static final Deadline NEVER = new Deadline(0, true, false);

    /** As long as it takes, or until interrupted. */
    public static final Deadline WHEN_INTERRUPTED = new Deadline(0, true, true);

    private final long nanoTime;
    private final boolean endless;
    private final boolean interruptible;

    private Deadline(long nanoTime, boolean endless, boolean interruptible) {
        this.nanoTime = nanoTime;
        this.endless = endless;
        this.interruptible = interruptible;
    }

    /** A time from now, or until interrupted; none or less is already past. */
    public static Deadline in(long nanos) {
        return new Deadline(System.nanoTime() + Math.max(0, Math.min(nanos, Long.MAX_VALUE / 2)), false, true);
    }

    /** A time from now, whatever interrupts. */
    public static Deadline inDespiteInterrupts(long nanos) {
        return new Deadline(System.nanoTime() + nanos, false, false);
    }

    /** A time from now, or until interrupted; none or less is already past. */
    public static Deadline in(Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException e) {
            nanos = time.isNegative() ? 0 : Long.MAX_VALUE;
        }
        return in(nanos);
    }

    /** What is left, in ns; not above 0 once it is past. */
    public long remainingNanos() {
        if (endless) return Long.MAX_VALUE;
        return this == NOW ? 0 : nanoTime - System.nanoTime();
    }

    /** Whether an interrupt ends the wait. */
    public boolean isInterruptible() {
        return interruptible;
    }

    /**
     * Pauses between two looks at something.
     *
     * @return false, and at once, if it is past
     * @throws InterruptedException if an interrupt has ended the wait
     */
    public boolean pause(long nanos) throws InterruptedException {
        if (interruptible && Thread.interrupted()) throw new InterruptedException();
        long remaining = remainingNanos();
        if (remaining <= 0) return false;
        LockSupport.parkNanos(Math.min(remaining, nanos));
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
