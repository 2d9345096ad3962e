package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.sync.LockCondition;
import dev.shm.internal.sync.RobustLock;
import dev.shm.spi.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A reentrant lock in a region, shared by all processes that have the region open.
 *
 * <p>Use it like a {@code ReentrantLock}: {@code lock()}, then {@code try} … {@code finally unlock()}. Uncontended it
 * makes no system call and no garbage; a waiter spins a little and then sleeps in the kernel. It is not fair.
 *
 * <p>Any thread of any process may call any method. The holder is one thread, through one opening of the region: a
 * process that opens a region twice has two, and a thread that holds the mutex through one waits for itself through the
 * other.
 *
 * <p><b>When a process dies</b> holding the lock, or closes the region with it held, or a thread ends without
 * unlocking, what the lock guards may be half changed. The next to acquire learns it, at most 100 ms after the death:
 * with a repair given by {@link #onOwnerDeath} on this object it runs that while holding the lock, and goes on;
 * otherwise every way of acquiring throws {@link OwnerDiedException}, in every process and without holding the lock,
 * until somebody calls {@link #recover}. A process that is stopped or in a long pause is alive: its lock is never taken
 * away. A thread, also a virtual one, that ends without unlocking while its process lives is found by that process:
 * when it next acquires, or else within a second by itself.
 *
 * <pre>{@code
 * SharedMutex mutex = region.mutex();
 * mutex.onOwnerDeath(() -> total.set(recount()));
 * mutex.lock();
 * try {
 *     …
 * } finally {
 *     mutex.unlock();
 * }
 * }</pre>
 *
 * <p>After the region is closed every method throws {@link RegionClosedException}.
 */
public final class SharedMutex implements Lock {
    private final Attachment region;
    private final long offset;
    private final RobustLock lock;

    SharedMutex(Attachment region, long offset, String what) {
        this.region = region;
        this.offset = offset;
        this.lock = new RobustLock(region, offset, what);
    }

    /**
     * Gives the repair to run when this object acquires the lock and finds that its owner died. It runs while the lock
     * is held. If it throws, the lock is released, still in need of repair, and the exception passed on.
     *
     * @param repair must set right whatever half-done change it finds, also that of a repair that was itself killed
     */
    public void onOwnerDeath(Runnable repair) {
        region.memory().checkWritable();
        lock.setRepair(Objects.requireNonNull(repair, "repair"));
    }

    /**
     * Repairs what a dead owner left, and so ends the {@link OwnerDiedException}s of all processes.
     *
     * @param repair runs while the lock is held, which is released afterwards; not run if the lock is healthy
     * @return whether there was something to recover from
     */
    public boolean recover(Runnable repair) {
        return lock.recover(repair);
    }

    /** Whether the calling thread holds the lock through this region object. */
    public boolean isHeldByCurrentThread() {
        region.memory().checkReadable();
        return lock.isHeldByCurrentThread();
    }

    /**
     * Who holds the lock at the moment, dead or alive, for people; empty if nobody does. Takes and disturbs nothing.
     */
    public Optional<LockHolder> holder() {
        return lock.holder();
    }

    /**
     * {@inheritDoc}
     *
     * @throws OwnerDiedException if the owner died and this object has no repair; the lock is not held
     */
    @Override
    public void lock() {
        lock.lock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        lock.lock(Deadline.WHEN_INTERRUPTED);
    }

    @Override
    public boolean tryLock() {
        return lock.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return lock.lock(Deadline.in(unit.toNanos(time)));
    }

    /** As {@link #tryLock(long, TimeUnit)}. */
    public boolean tryLock(Duration time) throws InterruptedException {
        return lock.lock(Deadline.in(time));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock; nothing changes then
     */
    @Override
    public void unlock() {
        lock.unlock();
    }

    /**
     * {@inheritDoc}
     *
     * <p>All conditions of a mutex, in all processes, are one: a signal wakes every waiter, and each must look again at
     * what it waits for, in a loop as ever. If an owner of the lock dies meanwhile, awaiting throws
     * {@link OwnerDiedException} or runs the repair, as acquiring does. A repair must not await: it would be called again
     * for that, and gets {@code IllegalMonitorStateException}.
     */
    @Override
    public Condition newCondition() {
        region.memory().checkWritable();
        return new LockCondition(region, offset, lock);
    }
}
