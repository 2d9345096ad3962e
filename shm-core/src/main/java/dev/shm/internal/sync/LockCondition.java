package dev.shm.internal.sync;

import dev.shm.internal.region.Attachment;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Waiting, under a lock, for what another process does under it.
 *
 * <p>All conditions of one lock share one event count: a signal wakes every waiter of every condition, and each looks
 * again at what it waits for, as it must anyway. So nobody keeps a list of waiters, and one that is killed leaves
 * nothing behind.
 */
@SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"
}) // this is the await that its callers put in a loop; Condition's type
public final class LockCondition implements Condition {
    private final Attachment region;
    private final ConditionLock lock;
    private final EventCount events;

    /** Makes a condition of a lock whose {@link LockLayout} is at an offset. */
    public LockCondition(Attachment region, long lockOffset, ConditionLock lock) {
        this.region = region;
        this.lock = lock;
        this.events = new EventCount(region, lockOffset + LockLayout.CONDITION);
    }

    @Override
    public void await() throws InterruptedException {
        await(Deadline.WHEN_INTERRUPTED);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return awaitNanos(unit.toNanos(time)) > 0;
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        return await(Deadline.in(nanos));
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        // Not below the epoch: from the least date, the time now could not be subtracted.
        long millis = Math.max(0, deadline.getTime()) - System.currentTimeMillis();
        return awaitNanos(TimeUnit.MILLISECONDS.toNanos(millis)) > 0;
    }

    @Override
    public void awaitUninterruptibly() {
        awaitUnlocked(Deadline.NEVER);
    }

    /** As {@link #signalAll}: see the class comment. */
    @Override
    public void signal() {
        signalAll();
    }

    @Override
    public void signalAll() {
        lock.checkHeld();
        events.signal();
    }

    private long await(Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        awaitUnlocked(deadline);
        if (Thread.interrupted()) throw new InterruptedException();
        return deadline.remainingNanos();
    }

    private void awaitUnlocked(Deadline deadline) {
        lock.checkMayWait();
        // Announced while the lock is held: a signal can only come after.
        int prepared = events.announce();
        int recoveries = lock.recoveries();
        int holds = lock.unlockAll();
        try {
            while (!events.isSignalled(prepared)
                    && !isSignallerDead(recoveries)
                    && region.memory().isWritable()) {
                long remaining = deadline.remainingNanos();
                if (remaining <= 0) return;
                if (deadline.isInterruptible() && Thread.currentThread().isInterrupted()) return;
                events.await(prepared, remaining);
            }
        } finally {
            lock.relock(holds); // throws if an owner has died and nobody has repaired
        }
    }

    /** Whether an owner has died, who may have been about to signal; also if somebody has repaired since. */
    private boolean isSignallerDead(int recoveriesBefore) {
        return lock.recoveries() != recoveriesBefore || lock.isInNeedOfRepair();
    }
}
