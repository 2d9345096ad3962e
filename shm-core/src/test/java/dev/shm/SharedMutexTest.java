package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"}) // loops would hide wake-ups
final class SharedMutexTest extends MutexFixture {
    @Test
    void lockIsReentrant() {
        mutex.lock();
        mutex.lock();
        assertTrue(mutex.tryLock());
        mutex.unlock();
        mutex.unlock();
        assertTrue(mutex.isHeldByCurrentThread());
        assertFalse(peer.tryLock());
        mutex.unlock();
        assertFalse(mutex.isHeldByCurrentThread());
        assertTrue(peer.tryLock());
        peer.unlock();
        assertEquals(0, word());
    }

    @Test
    void twoAttachmentsOfOneProcessExcludeEachOther() {
        mutex.lock();
        assertFalse(peer.tryLock());
        assertFalse(peer.isHeldByCurrentThread());
        mutex.unlock();
        peer.lock();
        assertFalse(mutex.tryLock());
        peer.unlock();
    }

    @Test
    void unlockByAnotherThanTheHolderChangesNothing() throws Exception {
        assertThrows(IllegalMonitorStateException.class, mutex::unlock);
        assertEquals(0, word());
        mutex.lock();
        long held = word();
        assertThrows(IllegalMonitorStateException.class, peer::unlock);
        inThread(() -> assertThrows(IllegalMonitorStateException.class, mutex::unlock))
                .get();
        inThread(() -> assertThrows(IllegalMonitorStateException.class, () -> mutex.newCondition()
                        .signal()))
                .get();
        assertThrows(
                IllegalMonitorStateException.class, () -> peer.newCondition().await());
        assertEquals(held, word());
        mutex.unlock();
    }

    @Test
    void tryLockForATimeGivesUpAfterIt() throws InterruptedException {
        mutex.lock();
        for (long millis : new long[] {0, 1, 60}) {
            long start = System.nanoTime();
            assertFalse(peer.tryLock(millis, TimeUnit.MILLISECONDS));
            assertTrue(System.nanoTime() - start >= millis * 1_000_000);
        }
        assertFalse(peer.tryLock(Duration.ofSeconds(-5)));
        assertFalse(peer.tryLock(Long.MIN_VALUE, TimeUnit.NANOSECONDS));
        mutex.unlock();
        assertTrue(peer.tryLock(Duration.ofSeconds(Long.MAX_VALUE)));
        peer.unlock();
        assertTrue(peer.tryLock(Duration.ZERO));
        peer.unlock();
    }

    @Test
    void tryLockForATimeTakesWhatIsFreedMeanwhile() throws Exception {
        mutex.lock();
        FutureTask<Boolean> waiting = inThread(() -> peer.tryLock(Duration.ofSeconds(50)));
        awaitWaiter();
        mutex.unlock();
        assertTrue(waiting.get());
    }

    @Test
    void interruptEndsOnlyInterruptibleWaits() throws Exception {
        mutex.lock();
        List<Callable<Object>> interruptible = List.of(
                () -> {
                    peer.lockInterruptibly();
                    return true;
                },
                () -> peer.tryLock(Duration.ofSeconds(50)));
        for (Callable<Object> way : interruptible) {
            Thread[] waiter = new Thread[1];
            CountDownLatch started = new CountDownLatch(1);
            FutureTask<Object> waiting = inThread(() -> {
                waiter[0] = Thread.currentThread();
                started.countDown();
                return assertThrows(InterruptedException.class, way::call);
            });
            started.await();
            awaitWaiter();
            waiter[0].interrupt();
            waiting.get();
        }
        FutureTask<Boolean> stubborn = inThread(() -> {
            Thread.currentThread().interrupt();
            peer.lock();
            return Thread.interrupted();
        });
        awaitWaiter();
        mutex.unlock();
        assertTrue(stubborn.get(), "the interrupt is kept");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, mutex::lockInterruptibly);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> mutex.tryLock(Duration.ofSeconds(1)));
        assertFalse(Thread.interrupted());
    }

    /** The owner needs a carrier to go on, which waiters that do not park would keep. */
    @Test
    void interruptedVirtualThreadsLeaveTheOwnerACarrier() throws Exception {
        // Not by an annotation: JUnit makes the test's object all the same, and nobody would close its regions.
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21");
        int waiters = 2 * Runtime.getRuntime().availableProcessors();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(waiters);
        PeerProcess.startVirtual(() -> {
            mutex.lock();
            held.countDown();
            LockSupport.parkNanos(50_000_000);
            mutex.unlock();
        });
        held.await();
        for (int i = 0; i < waiters; i++) {
            PeerProcess.startVirtual(() -> {
                Thread.currentThread().interrupt();
                mutex.lock();
                mutex.unlock();
                done.countDown();
            });
        }
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @Test
    void wordWithWaitersAndNoOwnerIsFree() {
        word.set(1L << 31);
        assertTrue(mutex.tryLock());
        mutex.unlock();
        assertEquals(0, word());
        word.set(1L << 31);
        mutex.lock();
        mutex.unlock();
        word.set(1L << 31);
        assertFalse(mutex.recover(() -> {
            throw new AssertionError("nothing to repair");
        }));
        word.set(0);
    }

    @Test
    void impossibleOwnerIsADeadOne() {
        for (int slot : new int[] {0, 513, 4095, 7}) {
            word.set(5L << 32 | 99L << 12 | slot);
            assertThrows(OwnerDiedException.class, mutex::lock, "slot " + slot);
            assertTrue(mutex.recover(() -> {}));
            mutex.lock();
            mutex.unlock();
        }
    }

    @Test
    void awaitReleasesAllHoldsAndTakesThemAgain() throws Exception {
        Condition condition = mutex.newCondition();
        CountDownLatch held = new CountDownLatch(1);
        FutureTask<Long> waiting = inThread(() -> {
            mutex.lock();
            mutex.lock();
            held.countDown();
            while (Words.get(region, 0) == 0) condition.await();
            long found = Words.get(region, 0);
            mutex.unlock();
            assertTrue(mutex.isHeldByCurrentThread());
            mutex.unlock();
            assertFalse(mutex.isHeldByCurrentThread());
            return found;
        });
        held.await();
        peer.lock();
        Words.put(other, 0, 4);
        peer.newCondition().signal();
        peer.unlock();
        assertEquals(4, waiting.get());
    }

    @Test
    void awaitEndsAtItsDeadline() throws InterruptedException {
        Condition condition = mutex.newCondition();
        mutex.lock();
        long start = System.nanoTime();
        assertFalse(condition.await(20, TimeUnit.MILLISECONDS));
        assertTrue(System.nanoTime() - start >= 20_000_000);
        assertTrue(condition.awaitNanos(1_000_000) <= 0);
        assertFalse(condition.awaitUntil(new Date(System.currentTimeMillis() + 5)));
        assertFalse(condition.awaitUntil(new Date(Long.MIN_VALUE)));
        assertFalse(condition.await(-1, TimeUnit.SECONDS));
        assertTrue(mutex.isHeldByCurrentThread());
        mutex.unlock();
    }

    @Test
    void interruptedAwaitHoldsTheLockAgain() throws Exception {
        Condition condition = mutex.newCondition();
        Thread[] waiter = new Thread[1];
        CountDownLatch held = new CountDownLatch(1);
        FutureTask<Boolean> waiting = inThread(() -> {
            waiter[0] = Thread.currentThread();
            mutex.lock();
            held.countDown();
            assertThrows(InterruptedException.class, condition::await);
            boolean stillHeld = mutex.isHeldByCurrentThread();
            mutex.unlock();
            return stillHeld;
        });
        held.await();
        peer.lock(); // so the other awaits by now
        peer.unlock();
        waiter[0].interrupt();
        assertTrue(waiting.get());
    }

    @Test
    void awaitIsToldOfADeath() throws Exception {
        Condition condition = mutex.newCondition();
        CountDownLatch held = new CountDownLatch(1);
        FutureTask<OwnerDiedException> waiting = inThread(() -> {
            mutex.lock();
            held.countDown();
            return assertThrows(OwnerDiedException.class, condition::await);
        });
        held.await();
        peer.lock();
        other.close();
        waiting.get();
        assertThrows(OwnerDiedException.class, mutex::lock);
    }

    @Test
    void awaitEndsWhenTheRegionIsClosed() throws Exception {
        Condition condition = mutex.newCondition();
        CountDownLatch held = new CountDownLatch(1);
        FutureTask<RegionClosedException> waiting = inThread(() -> {
            mutex.lock();
            held.countDown();
            return assertThrows(RegionClosedException.class, condition::awaitUninterruptibly);
        });
        held.await();
        peer.lock();
        peer.unlock();
        region.close();
        waiting.get();
        peer.lock();
        peer.unlock();
    }

    @Test
    void manyThreadsOfTwoAttachmentsLoseNoIncrement() throws Exception {
        int rounds = 3_000;
        List<FutureTask<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SharedRegion mine = i % 2 == 0 ? region : other;
            threads.add(inThread(() -> {
                for (int n = 0; n < rounds; n++) {
                    mine.lock();
                    try {
                        Words.add(mine, 0, 1);
                        Words.add(mine, 64, 1);
                    } finally {
                        mine.unlock();
                    }
                }
                return true;
            }));
        }
        for (FutureTask<Boolean> thread : threads) thread.get();
        assertEquals(8L * rounds, Words.get(region, 0));
        assertEquals(8L * rounds, Words.get(region, 64));
        mutex.lock();
        mutex.unlock();
        assertEquals(0, word());
    }
}
