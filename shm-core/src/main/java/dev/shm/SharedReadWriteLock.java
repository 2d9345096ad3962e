package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.sync.RobustReadWrite;
import dev.shm.spi.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A lock in a region that many threads of many processes hold for reading, or one for writing.
 *
 * <p>Use it like a {@code ReentrantReadWriteLock}: both locks are reentrant, and who holds the write lock may take the
 * read lock and then release the write lock. The other way round, from reading to writing, a thread would wait for
 * itself: that throws, also with a time; {@code tryLock()} returns false. A waiting writer keeps new readers out. Not
 * fair otherwise. Uncontended it makes no system call.
 *
 * <p>Any thread of any process may call any method; who has locked unlocks. Reading costs a write to a line that each
 * process has for itself, so readers do not disturb those of other processes.
 *
 * <p><b>When a process dies</b> as a reader, or while it waits, it leaves nothing: a writer goes on at most 100 ms
 * later. When it dies as a writer, or closes the region as one, what the lock guards may be half changed, and reading
 * and writing both do as with a {@link SharedMutex}: with a repair given by {@link #onOwnerDeath} on this object it is
 * run, alone; otherwise acquiring throws {@link OwnerDiedException} until somebody calls {@link #recover}. A thread
 * that ends without unlocking is found by its own process, within a second. Who is stopped or in a long pause is alive.
 *
 * <pre>{@code
 * lock.readLock().lock();
 * try {
 *     …
 * } finally {
 *     lock.readLock().unlock();
 * }
 * }</pre>
 */
public final class SharedReadWriteLock implements ReadWriteLock {
    private final Attachment region;
    private final RobustReadWrite lock;
    private final ReadLock readLock = new ReadLock();
    private final WriteLock writeLock = new WriteLock();

    /**
     * Finds the lock of a place; make one object for each place and attachment, for it knows this process's holders.
     *
     * @param offset in bytes from the start of the region, a multiple of 64; zero bytes there are a free lock
     * @param what for messages: {@code read-write lock 'prices' of region 'trades'}
     */
    SharedReadWriteLock(Attachment region, long offset, String what) {
        this.region = region;
        this.lock = new RobustReadWrite(region, offset, what);
    }

    /** Bytes of one in this region. It needs no initializer. */
    static long sizeBytes(Attachment region) {
        return RobustReadWrite.sizeBytes(region);
    }

    @Override
    public ReadLock readLock() {
        return readLock;
    }

    @Override
    public WriteLock writeLock() {
        return writeLock;
    }

    /**
     * Gives the repair to run when this object acquires, for reading or writing, and finds that a writer died. Nobody
     * else is inside while it runs. If it throws, the lock is released, still in need of repair, and the exception
     * passed on.
     *
     * @param repair must set right whatever half-done change it finds, also that of a repair that was itself killed
     */
    public void onOwnerDeath(Runnable repair) {
        region.memory().checkWritable();
        lock.setRepair(Objects.requireNonNull(repair, "repair"));
    }

    /**
     * Repairs what a dead writer left, and so ends the {@link OwnerDiedException}s of all processes.
     *
     * @param repair runs while nobody else is inside; not run if the lock is healthy
     * @return whether there was something to recover from
     */
    public boolean recover(Runnable repair) {
        return lock.recover(Objects.requireNonNull(repair, "repair"));
    }

    /** Who has the write lock, or has got as far as waiting for readers to leave; for people. */
    public Optional<LockHolder> writer() {
        return lock.writer();
    }

    /**
     * How many threads of all processes hold it for reading at about this moment, for people; the dead count until they
     * are found.
     */
    public int readerCount() {
        return lock.readers();
    }

    /** The lock for reading. */
    public final class ReadLock implements Lock {
        private ReadLock() {}

        /**
         * {@inheritDoc}
         *
         * @throws OwnerDiedException if a writer died and this object has no repair; the lock is not held
         */
        @Override
        public void lock() {
            lock.lockRead(Deadline.NEVER);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            lockRead(Deadline.WHEN_INTERRUPTED);
        }

        /** {@inheritDoc} False also where a writer is just trying. */
        @Override
        public boolean tryLock() {
            return lock.lockRead(Deadline.NOW);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return lockRead(Deadline.in(unit.toNanos(time)));
        }

        /** As {@link #tryLock(long, TimeUnit)}. */
        public boolean tryLock(Duration time) throws InterruptedException {
            return lockRead(Deadline.in(time));
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
         */
        @Override
        public void unlock() {
            lock.unlockRead();
        }

        /** @throws UnsupportedOperationException always: there is none, as in {@code ReentrantReadWriteLock} */
        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException("a read lock has no conditions: use the write lock's");
        }

        private boolean lockRead(Deadline deadline) throws InterruptedException {
            if (Thread.interrupted()) throw new InterruptedException();
            boolean held = lock.lockRead(deadline);
            if (!held && Thread.interrupted()) throw new InterruptedException();
            return held;
        }
    }

    /** The lock for writing. */
    public final class WriteLock implements Lock {
        private WriteLock() {}

        /** Whether the calling thread holds it through this object. */
        public boolean isHeldByCurrentThread() {
            return lock.isWriteLockedByCurrentThread();
        }

        /**
         * {@inheritDoc}
         *
         * @throws OwnerDiedException if a writer died and this object has no repair; the lock is not held
         * @throws IllegalMonitorStateException if the calling thread holds the read lock only
         */
        @Override
        public void lock() {
            lock.lockWrite(Deadline.NEVER);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            lockWrite(Deadline.WHEN_INTERRUPTED);
        }

        /** {@inheritDoc} False also where a reader is just trying. */
        @Override
        public boolean tryLock() {
            return lock.lockWrite(Deadline.NOW);
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            return lockWrite(Deadline.in(unit.toNanos(time)));
        }

        /** As {@link #tryLock(long, TimeUnit)}. */
        public boolean tryLock(Duration time) throws InterruptedException {
            return lockWrite(Deadline.in(time));
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
         */
        @Override
        public void unlock() {
            lock.unlockWrite();
        }

        /** As that of {@link SharedMutex#newCondition}. */
        @Override
        public Condition newCondition() {
            return lock.newCondition();
        }

        private boolean lockWrite(Deadline deadline) throws InterruptedException {
            if (Thread.interrupted()) throw new InterruptedException();
            boolean held = lock.lockWrite(deadline);
            if (!held && Thread.interrupted()) throw new InterruptedException();
            return held;
        }
    }
}
