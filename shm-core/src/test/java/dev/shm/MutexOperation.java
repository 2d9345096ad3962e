package dev.shm;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.KillAt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a child does under the mutex of a region while it is killed: increments two words that are equal whenever nobody
 * holds the lock.
 */
public enum MutexOperation {
    INCREMENT {
        @Override
        void run(SharedRegion region) {
            incrementLocked(region);
        }
    },
    REENTER {
        @Override
        void run(SharedRegion region) {
            region.lock();
            try {
                incrementLocked(region);
            } finally {
                region.unlock();
            }
        }
    },
    /** With {@link #CONTENDED} the lock is held by the parent until the child sleeps. */
    CONTENDED {
        @Override
        void run(SharedRegion region) {
            incrementLocked(region);
        }
    },
    AWAIT {
        @Override
        @SuppressWarnings("WaitNotInLoop") // a bounded wait for nothing
        void run(SharedRegion region) {
            region.lock();
            try {
                increment(region);
                region.mutex().newCondition().await(1, TimeUnit.MILLISECONDS);
                increment(region);
                region.mutex().newCondition().signal();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                region.unlock();
            }
        }
    },
    RECOVER {
        @Override
        void run(SharedRegion region) {
            if (!region.mutex().recover(() -> repair(region))) throw new AssertionError("nothing to recover from");
        }
    },
    REPAIR {
        @Override
        void run(SharedRegion region) {
            incrementRepairing(region);
        }
    },
    CLOSE_HOLDING {
        @Override
        void run(SharedRegion region) {
            region.lock();
            increment(region);
            region.close();
        }
    };

    static final long FIRST = 0;
    static final long SECOND = 64;

    private static final Duration CONTENDING = Duration.ofMillis(3);
    private static final long HOLDING_NANOS = 200_000;

    abstract void run(SharedRegion region);

    static void increment(SharedRegion region) {
        Words.add(region, FIRST, 1);
        Words.add(region, SECOND, 1);
    }

    private static void incrementLocked(SharedRegion region) {
        region.lock();
        try {
            checkEqual(region);
            increment(region);
        } finally {
            region.unlock();
        }
    }

    static void checkEqual(SharedRegion region) {
        long first = Words.get(region, FIRST);
        long second = Words.get(region, SECOND);
        if (first != second) throw new AssertionError(first + " and " + second + " differ under the lock");
    }

    /** As one who was there or has come since a death: repairs if there is need, and goes on. */
    static void incrementRepairing(SharedRegion region) {
        region.mutex().onOwnerDeath(() -> repair(region));
        incrementLocked(region);
    }

    /** A live process that locks and signals all the time; long enough for others to sleep meanwhile. No repair. */
    static Contender contender(String name) {
        SharedRegion region = SharedRegion.open(name);
        return new Contender(() -> contend(region), region::close);
    }

    private static boolean contend(SharedRegion region) throws InterruptedException {
        SharedMutex mutex = region.mutex();
        if (!mutex.tryLock(CONTENDING)) return false;
        try {
            checkEqual(region);
            increment(region);
            LockSupport.parkNanos(HOLDING_NANOS);
            mutex.newCondition().signal();
        } finally {
            mutex.unlock();
        }
        return true;
    }

    /** The first word is always the one that is ahead. */
    static void repair(SharedRegion region) {
        Words.put(region, SECOND, Words.get(region, FIRST));
    }

    ChildCommand child(String region) {
        return ChildJvm.of(Child.class).args(name(), region);
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            SharedRegion region = SharedRegion.open(args[1]);
            MutexOperation operation = valueOf(args[0]);
            if (operation == CONTENDED) Handshake.say("about to lock");
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> operation.run(region));
        }
    }
}
