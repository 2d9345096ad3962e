package dev.shm.collections.internal;

import dev.shm.spi.EventCount;
import java.util.function.BooleanSupplier;

/** Waiting for the other end: spin a little, then sleep in the kernel. Bounded sleeps cover a waker that died. */
public final class RingWait {
    private static final int SPINS = 500;

    private final EventCount events;

    private final BooleanSupplier isSo;

    /**
     * Waiting for a condition.
     *
     * @param isSo looks, without side effects that others see; may throw to end the waiting
     */
    public RingWait(EventCount events, BooleanSupplier isSo) {
        this.events = events;
        this.isSo = isSo;
    }

    /** Waits until it is so; false at the deadline, also if it is so: a caller who keeps finding it gone must end. */
    public boolean await(RingDeadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (deadline.remainingNanos() <= 0) return false;
        for (int i = 0; i < SPINS; i++) { // for the other end to go on
            if (isSo.getAsBoolean()) return true;
            Thread.onSpinWait();
        }
        while (true) { // for the other end, in bounded slices
            int prepared = events.prepare();
            if (isSo.getAsBoolean()) return true;
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) return false;
            events.await(prepared, remaining);
            if (Thread.interrupted()) throw new InterruptedException();
            if (isSo.getAsBoolean()) return true;
        }
    }
}
