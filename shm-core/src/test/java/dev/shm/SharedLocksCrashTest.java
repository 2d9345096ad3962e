package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed at each point of an operation; those who were there and those who come then go on. */
@NothingLeftBehind
@Timeout(900)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class SharedLocksCrashTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    private static final FrozenChild CHILD = FrozenChild.of(LockOperation.Child.class);

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    /** Every point, seen by a newcomer. */
    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"READ", "WRITE", "DOWNGRADE", "ACQUIRE", "COUNT_DOWN", "CLOSE_HOLDING"})
    void newcomerGoesOnAfterEachPoint(LockOperation operation) {
        String name = TestLocks.freshName("frozen");
        try (TestLocks locks = TestLocks.create(name)) {
            FrozenSweep.of("lock " + operation)
                    .files(Path.of("/dev/shm"), name)
                    .run(CHILD, operation.words(name), number -> {
                        try (TestLocks newcomer = TestLocks.open(name)) {
                            assertWorks(newcomer, locks.latch.getCount());
                        }
                    });
        } finally {
            SharedRegion.delete(name);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"RECOVER", "READ_REPAIRING"})
    void newcomerGoesOnAfterEachPointOfRepair(LockOperation operation) {
        String name = TestLocks.freshName("frozen");
        try (TestLocks locks = TestLocks.create(name)) {
            writerDies(locks);
            FrozenSweep.of("lock " + operation)
                    .files(Path.of("/dev/shm"), name)
                    .run(CHILD, operation.words(name), number -> {
                        try (TestLocks newcomer = TestLocks.open(name)) {
                            assertWorks(newcomer, TestLocks.COUNT);
                        }
                    });
        } finally {
            SharedRegion.delete(name);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"READ", "WRITE", "DOWNGRADE", "ACQUIRE", "COUNT_DOWN", "CLOSE_HOLDING"})
    void thoseWhoWereThereGoOn(LockOperation operation) {
        sweep(operation, locks -> {}, locks -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"RECOVER", "READ_REPAIRING"})
    void thoseWhoWereThereGoOnAfterARepair(LockOperation operation) {
        sweep(operation, SharedLocksCrashTest::writerDies, locks -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"READ", "WRITE", "DOWNGRADE", "ACQUIRE", "CLOSE_HOLDING"})
    void thoseWhoWereThereGoOnBesideALiveContender(LockOperation operation) {
        sweepContended(operation, locks -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = LockOperation.class,
            names = {"RECOVER", "READ_REPAIRING"})
    void thoseWhoWereThereGoOnAfterARepairBesideALiveContender(LockOperation operation) {
        sweepContended(operation, SharedLocksCrashTest::writerDies);
    }

    @Test
    void deathOfAWriterThatWaitsLeavesAHealthyLock() {
        sweep(LockOperation.WRITE_IN_VAIN, locks -> locks.lock.readLock().lock(), locks -> {
            Thread other = new Thread(
                    () -> { // a reader is let in, and finds nothing to repair
                        locks.lock.readLock().lock();
                        locks.lock.readLock().unlock();
                    });
            other.start();
            join(other);
            locks.lock.readLock().unlock();
            locks.lock.writeLock().lock();
            locks.lock.writeLock().unlock();
        });
    }

    @Test
    void deathOfAReaderThatWaitsLeavesNothing() {
        sweep(LockOperation.READ_IN_VAIN, locks -> locks.lock.writeLock().lock(), locks -> locks.lock
                .writeLock()
                .unlock());
    }

    @Test
    void deathOfOneThatWaitsForAPermitLeavesNothing() {
        sweep(
                LockOperation.ACQUIRE_IN_VAIN,
                locks -> locks.semaphore.acquireUninterruptibly(TestLocks.PERMITS),
                locks -> locks.semaphore.release(TestLocks.PERMITS));
    }

    private static void sweep(LockOperation operation, Consumer<TestLocks> before, Consumer<TestLocks> after) {
        Deque<TestLocks> all = new ArrayDeque<>();
        KillSweep.of("lock " + operation)
                .limit(3)
                .run(
                        number -> {
                            TestLocks locks = TestLocks.create();
                            before.accept(locks);
                            all.add(locks);
                            return operation.child(locks.name());
                        },
                        (number, died) -> {
                            try (TestLocks survivor = all.remove();
                                    TestLocks newcomer = survivor.again()) {
                                after.accept(survivor);
                                long count = survivor.latch.getCount();
                                assertWorks(survivor, count);
                                assertWorks(newcomer, survivor.latch.getCount());
                                assertWorks(survivor, survivor.latch.getCount());
                            }
                        });
    }

    private static void sweepContended(LockOperation operation, Consumer<TestLocks> before) {
        Deque<TestLocks> all = new ArrayDeque<>();
        Deque<Contender> contenders = new ArrayDeque<>();
        KillSweep.of("lock " + operation + ", contended")
                .limit(2)
                .run(
                        number -> {
                            TestLocks locks = TestLocks.create();
                            before.accept(locks);
                            all.add(locks);
                            TestLocks other = locks.again();
                            contenders.add(new Contender(other::contend, other::close));
                            return operation.child(locks.name());
                        },
                        (number, died) -> {
                            try (TestLocks survivor = all.remove();
                                    TestLocks newcomer = survivor.again();
                                    Contender contender = contenders.remove()) {
                                survivor.lock.onOwnerDeath(survivor::repair);
                                survivor.lock.writeLock().lock();
                                survivor.lock.writeLock().unlock();
                                contender.assertGoesOn();
                                contender.end();
                                long count = survivor.latch.getCount();
                                assertWorks(survivor, count);
                                assertWorks(newcomer, survivor.latch.getCount());
                            }
                        });
    }

    /** Leaves the lock in need of repair. */
    private static void writerDies(TestLocks locks) {
        TestLocks dying = locks.again();
        dying.lock.writeLock().lock();
        dying.put(0, 1);
        dying.close();
    }

    /** Reading, writing, all permits, the latch: as if nobody had died. */
    private static void assertWorks(TestLocks locks, long count) throws InterruptedException {
        long start = System.nanoTime();
        locks.lock.onOwnerDeath(locks::repair);
        assertTrue(locks.lock.readLock().tryLock(PROMPTLY));
        locks.checkEqual();
        locks.lock.readLock().unlock();
        assertTrue(locks.lock.writeLock().tryLock(PROMPTLY));
        assertEquals(0, locks.lock.readerCount());
        locks.checkEqual();
        locks.increment();
        locks.lock.writeLock().unlock();
        assertTrue(locks.semaphore.tryAcquire(TestLocks.PERMITS, PROMPTLY));
        assertEquals(0, locks.semaphore.availablePermits());
        locks.semaphore.release(TestLocks.PERMITS);
        assertTrue(count >= locks.latch.getCount() && locks.latch.getCount() >= 0);
        long left = locks.latch.getCount();
        for (long i = left; i > 0; i--) locks.latch.countDown();
        assertTrue(locks.latch.await(PROMPTLY));
        assertTrue(System.nanoTime() - start < PROMPTLY.toNanos());
    }

    private static void join(Thread thread) {
        try {
            thread.join(PROMPTLY.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertTrue(!thread.isAlive(), "it hangs");
    }
}
