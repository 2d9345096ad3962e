package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.sync.Latch;
import dev.shm.spi.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A count in a region that goes down to zero once, and those in all processes who wait for that.
 *
 * <p>Use it like a {@code CountDownLatch}. Any thread of any process may call any method; counting waits for nobody. A
 * process that has the region read-only may wait, too, and then looks once in a millisecond.
 *
 * <p><b>When a process dies</b>, what it has counted stays counted, and nobody who waits misses it: a count-down is
 * made or not made, whatever instant its process dies at. A process that dies before it counts leaves its count to
 * whoever does its work in its place.
 *
 * <pre>{@code
 * latch.countDown();       // in each worker, when it is ready
 * latch.await();           // in whoever needs all of them
 * }</pre>
 */
public final class SharedLatch {
    private final Latch latch;

    /**
     * Finds the latch of a place.
     *
     * @param offset in bytes from the start of the region, a multiple of 64
     * @param count what it was made with
     * @param what for messages: {@code latch 'ready' of region 'trades'}
     * @throws LayoutMismatchException if it was made with another count
     */
    SharedLatch(Attachment region, long offset, int count, String what) {
        this.latch = new Latch(region, offset, count, what);
    }

    /** Bytes of one. */
    static long sizeBytes() {
        return Latch.sizeBytes();
    }

    /** Makes a latch of zero bytes that nobody else sees yet. */
    static void initialize(Attachment region, long offset, int count) {
        Latch.initialize(region, offset, count);
    }

    /** Counts one down; does nothing if the count is zero. */
    public void countDown() {
        latch.countDown();
    }

    /** How many are still to come. */
    public long getCount() {
        return latch.count();
    }

    /** Waits until the count is zero. */
    public void await() throws InterruptedException {
        await(Deadline.WHEN_INTERRUPTED);
    }

    /** Waits until the count is zero, for a time; whether it is. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return await(Deadline.in(unit.toNanos(time)));
    }

    /** Waits until the count is zero, for a time; whether it is. */
    public boolean await(Duration time) throws InterruptedException {
        return await(Deadline.in(time));
    }

    private boolean await(Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        boolean open = latch.await(deadline);
        if (!open && Thread.interrupted()) throw new InterruptedException();
        return open;
    }
}
