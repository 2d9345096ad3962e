package dev.shm.collections.internal;

import java.util.concurrent.locks.LockSupport;

/** A turn that lasts for one call and is always given back. */
public final class CallTurn extends Turn {
    private static final int SPINS = 100;
    private static final long PAUSE_NANOS = 50_000;

    private final String nested;

    /**
     * A turn that nobody has.
     *
     * @param nested the message for a thread that takes it twice
     */
    public CallTurn(String nested) {
        this.nested = nested;
    }

    public void enter() {
        Thread me = Thread.currentThread();
        if (!take(me)) await(me);
    }

    public boolean tryEnter() {
        return take(Thread.currentThread());
    }

    public boolean isTaken() {
        return !isFree();
    }

    private void await(Thread me) {
        if (isOf(me)) throw new IllegalStateException(nested);
        boolean interrupted = false;
        for (int i = 0; !take(me); i++) { // for a thread of this process, which works
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                interrupted |= Thread.interrupted(); // one that did not park would keep its carrier from the holder
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        if (interrupted) me.interrupt();
    }
}
