package dev.shm.internal.sync;

import dev.shm.memory.MemoryScope;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.ProbePace;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waiting for others who may die: the one loop of read-write lock, semaphore and latch.
 *
 * <pre>
 *   W1 spin: ready?
 *   W2 prepare to sleep, fence; ready?               EventCount: a signal from here on is not missed
 *   W3 sleep, 2 ms at first, 10 ms at most           a wake that was lost with its sender costs that much
 *   W4 every 5 ms at most: are those dead for whom this waits?
 * </pre>
 *
 * <p>A waiter writes nothing but the sleeper bit of an event count, so its death leaves nothing. One object serves all
 * threads of an attachment.
 */
final class Waiting {
    private static final long POLL_NANOS = 1_000_000;

    private final MemoryScope memory;
    private final EventCount events;
    private final Runnable probe;
    private final ProbePace pace = ProbePace.often();

    /** @param probe frees what dead owners hold */
    Waiting(MemoryScope memory, EventCount events, Runnable probe) {
        this.memory = memory;
        this.events = events;
        this.probe = probe;
    }

    /**
     * Waits until it is ready; false once the deadline is past, or if the thread is interrupted and the deadline allows
     * that.
     */
    boolean until(Deadline deadline, BooleanSupplier isReady) {
        if (isReady.getAsBoolean()) return true;
        for (int looks = 0; deadline != Deadline.NOW && looks < Spinning.LOOKS; looks++) { // W1: for a short section
            Spinning.pause();
            if (isReady.getAsBoolean()) return true;
        }
        long slice = RobustLock.FIRST_SLICE_NANOS;
        while (true) {
            memory.checkReadable();
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) {
                probeAtPace();
                return isReady.getAsBoolean();
            }
            if (deadline.isInterruptible() && Thread.currentThread().isInterrupted()) return false;
            if (sleep(isReady, Math.min(slice, remaining))) return true;
            slice = Math.min(slice * 2, RobustLock.LAST_SLICE_NANOS);
            probeAtPace(); // W4: also after a signal, for others may be busy as long as they like
            if (isReady.getAsBoolean()) return true;
        }
    }

    private boolean sleep(BooleanSupplier isReady, long nanos) {
        if (!memory.isWritable()) { // it may look and not write: it polls
            LockSupport.parkNanos(Math.min(nanos, POLL_NANOS));
            return false;
        }
        int prepared = events.prepare(); // W2
        if (isReady.getAsBoolean()) return true;
        events.await(prepared, nanos); // W3
        return false;
    }

    private void probeAtPace() {
        if (memory.isWritable() && pace.isDue()) probe.run();
    }
}
