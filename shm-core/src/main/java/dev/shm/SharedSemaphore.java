package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.sync.Permits;
import dev.shm.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of permits in a region, for as many users of something at a time, in all processes together.
 *
 * <p>Use it like a {@code java.util.concurrent.Semaphore}, with two differences. A permit belongs to the process that
 * acquired it: any of its threads may release it, another process may not. And there are never more than the semaphore
 * was made with. Not fair.
 *
 * <p>Any thread of any process may call any method. Who acquires waits also for the few instructions in which another
 * acquires; releasing waits for nobody.
 *
 * <p><b>When a process dies</b>, or closes the region, the permits it held are free again, for those who wait at most
 * 100 ms later. A thread that ends with a permit leaves it to its process, which may release it.
 *
 * <pre>{@code
 * semaphore.acquire();
 * try {
 *     …
 * } finally {
 *     semaphore.release();
 * }
 * }</pre>
 */
public final class SharedSemaphore {
    private final Permits permits;

    /**
     * Finds the semaphore of a place.
     *
     * @param offset in bytes from the start of the region, a multiple of 64
     * @param what for messages: {@code semaphore 'licences' of region 'trades'}
     * @throws LayoutMismatchException if it was made with another number of permits
     */
    SharedSemaphore(Attachment region, long offset, int permits, String what) {
        this.permits = new Permits(region, offset, permits, what);
    }

    /** Bytes of one in this region. */
    static long sizeBytes(Attachment region) {
        return Permits.sizeBytes(region);
    }

    /** Makes a semaphore of zero bytes that nobody else sees yet. */
    static void initialize(Attachment region, long offset, int permits) {
        Permits.initialize(region, offset, permits);
    }

    /** Acquires one permit, waiting for it. */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Acquires some permits at once, waiting for them.
     *
     * @throws IllegalArgumentException if there are not so many in all
     */
    public void acquire(int count) throws InterruptedException {
        acquire(count, Deadline.WHEN_INTERRUPTED);
    }

    /** As {@link #acquire()}, whatever interrupts. */
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** As {@link #acquire(int)}, whatever interrupts. */
    public void acquireUninterruptibly(int count) {
        permits.acquire(count, Deadline.NEVER);
    }

    /** Acquires one permit if one is free. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Acquires some permits at once if they are free. */
    public boolean tryAcquire(int count) {
        return permits.acquire(count, Deadline.NOW);
    }

    /** Acquires one permit if one is free within a time. */
    public boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
        return acquire(1, Deadline.in(unit.toNanos(time)));
    }

    /** Acquires some permits at once if they are free within a time. */
    public boolean tryAcquire(int count, long time, TimeUnit unit) throws InterruptedException {
        return acquire(count, Deadline.in(unit.toNanos(time)));
    }

    /** Acquires one permit if one is free within a time. */
    public boolean tryAcquire(Duration time) throws InterruptedException {
        return acquire(1, Deadline.in(time));
    }

    /** Acquires some permits at once if they are free within a time. */
    public boolean tryAcquire(int count, Duration time) throws InterruptedException {
        return acquire(count, Deadline.in(time));
    }

    /**
     * Releases one permit of this process.
     *
     * @throws IllegalMonitorStateException if this process holds none through this region object; nothing changes then
     */
    public void release() {
        release(1);
    }

    /**
     * Releases some permits of this process.
     *
     * @throws IllegalMonitorStateException if it does not hold so many; nothing changes then
     */
    public void release(int count) {
        permits.release(count);
    }

    /** How many permits there are in all. */
    public int permits() {
        return permits.permits();
    }

    /** How many are free at about this moment. Those of a process that has just died may not count yet. */
    public int availablePermits() {
        return permits.available();
    }

    /** How many this process holds through this region object. */
    public int heldPermits() {
        return permits.held();
    }

    private boolean acquire(int count, Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        boolean acquired = permits.acquire(count, deadline);
        if (!acquired && Thread.interrupted()) throw new InterruptedException();
        return acquired;
    }
}
