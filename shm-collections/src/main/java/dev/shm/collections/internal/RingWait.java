package dev.shm.collections.internal;

import dev.shm.collections.WaitStrategy;
import dev.shm.spi.EventCount;
import java.util.function.BooleanSupplier;

/** Waiting for the other end, in one of the ways of {@link WaitStrategy}. Bounded sleeps cover a waker that died. */
public final class RingWait {
    private static final int SPINS = 500;

    private final EventCount events;

    private final BooleanSupplier isSo;
    private final WaitStrategy strategy;

    /** Waiting for a condition as {@link WaitStrategy#BLOCK} says. */
    RingWait(EventCount events, BooleanSupplier isSo) {
        this(events, isSo, WaitStrategy.BLOCK);
    }

    /**
     * Waiting for a condition.
     *
     * @param isSo looks, without side effects that others see; may throw to end the waiting
     */
    public RingWait(EventCount events, BooleanSupplier isSo, WaitStrategy strategy) {
        this.events = events;
        this.isSo = isSo;
        this.strategy = strategy;
    }

    /** Waits until it is so; false at the deadline, also if it is so: a caller who keeps finding it gone must end. */
    public boolean await(RingDeadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (deadline.remainingNanos() <= 0) return false;
        while (true) { // for the other end to go on
            for (int i = 0; i < SPINS; i++) {
                if (isSo.getAsBoolean()) return true;
                Thread.onSpinWait();
            }
            if (strategy == WaitStrategy.BLOCK) return sleep(deadline);
            if (Thread.interrupted()) throw new InterruptedException();
            if (deadline.remainingNanos() <= 0) return false;
            if (strategy == WaitStrategy.YIELD) giveWay();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it
    private static void giveWay() {
        Thread.yield();
    }

    private boolean sleep(RingDeadline deadline) throws InterruptedException {
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
