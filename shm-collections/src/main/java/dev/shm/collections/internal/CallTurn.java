package dev.shm.collections.internal;

import dev.shm.spi.Deadline;

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

    /** As {@link #enter()}, until a deadline or an interrupt; false at the deadline. */
    public boolean enter(Deadline deadline) throws InterruptedException {
        Thread me = Thread.currentThread();
        return take(me) || await(me, deadline);
    }

    public boolean tryEnter() {
        return take(Thread.currentThread());
    }

    public boolean isTaken() {
        return !isFree();
    }

    private boolean await(Thread me, Deadline deadline) throws InterruptedException {
        if (isOf(me)) throw new IllegalStateException(nested);
        for (int i = 0; !take(me); i++) { // for a thread of this process, which works
            if (i < SPINS) Thread.onSpinWait();
            else if (!deadline.pause(PAUSE_NANOS)) return false;
        }
        return true;
    }

    private void await(Thread me) {
        if (isOf(me)) throw new IllegalStateException(nested);
        for (int i = 0; !take(me); i++) { // for a thread of this process, which works
            if (i < SPINS) Thread.onSpinWait();
            else Deadline.pauseAnyhow(PAUSE_NANOS);
        }
    }
}
