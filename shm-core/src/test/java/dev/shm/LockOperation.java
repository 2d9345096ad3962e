package dev.shm;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.KillAt;
import java.time.Duration;
import java.util.List;

/** What a child does while its parent decides at which point it dies. */
@SuppressWarnings("LockNotBeforeTry") // what is killed unlocks nothing
enum LockOperation {
    READ {
        @Override
        void run(TestLocks locks) {
            locks.lock.readLock().lock();
            locks.lock.readLock().lock();
            locks.checkEqual();
            locks.lock.readLock().unlock();
            locks.lock.readLock().unlock();
        }
    },
    WRITE {
        @Override
        void run(TestLocks locks) {
            locks.lock.writeLock().lock();
            locks.increment();
            locks.lock.writeLock().unlock();
        }
    },
    DOWNGRADE {
        @Override
        void run(TestLocks locks) {
            locks.lock.writeLock().lock();
            locks.increment();
            locks.lock.readLock().lock();
            locks.lock.writeLock().unlock();
            locks.checkEqual();
            locks.lock.readLock().unlock();
        }
    },
    /** While others read. */
    WRITE_IN_VAIN {
        @Override
        void run(TestLocks locks) throws InterruptedException {
            if (locks.lock.writeLock().tryLock(Duration.ofMillis(20))) throw new AssertionError("a reader is inside");
        }
    },
    /** While another writes. */
    READ_IN_VAIN {
        @Override
        void run(TestLocks locks) throws InterruptedException {
            if (locks.lock.readLock().tryLock(Duration.ofMillis(20))) throw new AssertionError("a writer is inside");
        }
    },
    /** After a writer's death. */
    RECOVER {
        @Override
        void run(TestLocks locks) {
            if (!locks.lock.recover(locks::repair)) throw new AssertionError("the writer died");
        }
    },
    /** After a writer's death. */
    READ_REPAIRING {
        @Override
        void run(TestLocks locks) {
            locks.lock.onOwnerDeath(locks::repair);
            READ.runQuietly(locks);
        }
    },
    ACQUIRE {
        @Override
        void run(TestLocks locks) throws InterruptedException {
            locks.semaphore.acquire(2);
            locks.semaphore.acquire();
            locks.semaphore.release();
            locks.semaphore.release(2);
        }
    },
    /** While others hold all permits. */
    ACQUIRE_IN_VAIN {
        @Override
        void run(TestLocks locks) throws InterruptedException {
            if (locks.semaphore.tryAcquire(Duration.ofMillis(20))) throw new AssertionError("there is no permit");
        }
    },
    COUNT_DOWN {
        @Override
        void run(TestLocks locks) {
            locks.latch.countDown();
            locks.latch.countDown();
        }
    },
    /** A process that closes what it holds. */
    CLOSE_HOLDING {
        @Override
        void run(TestLocks locks) throws InterruptedException {
            locks.semaphore.acquire(2);
            locks.lock.readLock().lock();
            locks.close();
        }
    };

    abstract void run(TestLocks locks) throws InterruptedException;

    void runQuietly(TestLocks locks) {
        try {
            run(locks);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    ChildCommand child(String regionName) {
        return ChildJvm.of(LockOperation.Child.class).args(words(regionName).toArray(String[]::new));
    }

    /** Arguments of {@link Child}. */
    List<String> words(String regionName) {
        return List.of(name(), regionName);
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            TestLocks locks = TestLocks.open(args[1]);
            LockOperation operation = valueOf(args[0]);
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> operation.runQuietly(locks));
        }
    }
}
