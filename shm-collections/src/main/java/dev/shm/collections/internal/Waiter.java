package dev.shm.collections.internal;

import dev.shm.collections.WaitStrategy;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import java.util.function.BooleanSupplier;

/** Waiting for the other end, in the way that the user chose. Bounded sleeps cover a waker that died. */
public final class Waiter {
    private static final int SPINS = 500;

    /** How often a waiter who does not sleep looks at the clock and for an interrupt. */
    private static final int LOOKS_PER_CHECK = 64;

    private final WaitStrategy strategy;
    private final EventCount events;
    private final int pausesPerLook;
    private final BooleanSupplier isSo;

    /**
     * Prepares.
     *
     * @param pausesPerLook how long to leave alone the line on which the other end works
     * @param isSo whether what is waited for may have come
     */
    public Waiter(WaitStrategy strategy, EventCount events, int pausesPerLook, BooleanSupplier isSo) {
        this.strategy = strategy;
        this.events = events;
        this.pausesPerLook = pausesPerLook;
        this.isSo = isSo;
    }

    /** What every call that may wait begins with, as those of {@code java.util.concurrent} do. */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
    }

    /** Waits until it is so; false at the deadline, also if it is so: a caller who keeps finding it gone must end. */
    public boolean await(Deadline deadline) throws InterruptedException {
        checkInterrupt();
        if (deadline.remainingNanos() <= 0) return false;
        return strategy == WaitStrategy.BLOCK ? block(deadline) : look(deadline);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the user chose to yield
    private boolean look(Deadline deadline) throws InterruptedException {
        for (int looks = 1; ; looks++) { // for the other end
            if (isSo.getAsBoolean()) return true;
            if (strategy == WaitStrategy.YIELD) Thread.yield();
            else Thread.onSpinWait();
            if (looks % LOOKS_PER_CHECK != 0) continue;
            checkInterrupt();
            if (deadline.remainingNanos() <= 0) return false;
        }
    }

    private boolean block(Deadline deadline) throws InterruptedException {
        for (int i = 0; i < SPINS; i += pausesPerLook) { // for the other end to go on
            if (isSo.getAsBoolean()) return true;
            for (int pause = 0; pause < pausesPerLook; pause++) Thread.onSpinWait();
        }
        while (true) { // for the other end, in bounded slices
            int prepared = events.prepare();
            if (isSo.getAsBoolean()) return true;
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) return false;
            events.await(prepared, remaining);
            checkInterrupt();
            if (isSo.getAsBoolean()) return true;
        }
    }
}
