package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of an owner that ended without unlocking, and how it is repaired; without killing a process. */
@NothingLeftBehind
@Timeout(60)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"}) // loops would hide wake-ups
final class SharedMutexRepairTest extends MutexFixture {
    private static void lockInThreadThatEnds(SharedMutex mutex) throws InterruptedException {
        Thread thread = new Thread(mutex::lock);
        thread.start();
        thread.join();
    }

    @Test
    void closingWithTheLockHeldIsADeath() throws InterruptedException {
        mutex.lock();
        region.close();
        assertEveryWayOfAcquiringIsToldOfTheDeath(peer);
        assertTrue(peer.recover(() -> Words.put(other, 0, 1)));
        assertFalse(peer.recover(() -> Words.put(other, 0, 2)));
        assertEquals(1, Words.get(other, 0));
        peer.lock();
        peer.unlock();
    }

    private static void assertEveryWayOfAcquiringIsToldOfTheDeath(SharedMutex mutex) throws InterruptedException {
        OwnerDiedException told = assertThrows(OwnerDiedException.class, mutex::lock);
        SharedRegionTest.assertMentions(told, "recover", "onOwnerDeath");
        assertFalse(mutex.isHeldByCurrentThread());
        assertThrows(OwnerDiedException.class, mutex::lockInterruptibly);
        assertThrows(OwnerDiedException.class, mutex::tryLock);
        assertThrows(OwnerDiedException.class, () -> mutex.tryLock(1, TimeUnit.SECONDS));
        assertThrows(OwnerDiedException.class, () -> mutex.tryLock(Duration.ZERO));
        assertThrows(IllegalMonitorStateException.class, mutex::unlock);
    }

    @Test
    void closingWhileAnotherWaitsTellsTheWaiter() throws Exception {
        mutex.lock();
        FutureTask<Throwable> waiting = inThread(() -> assertThrows(Throwable.class, mutex::lock));
        FutureTask<Throwable> peerWaiting = inThread(() -> assertThrows(Throwable.class, peer::lock));
        awaitWaiter();
        region.close();
        assertEquals(RegionClosedException.class, waiting.get().getClass());
        assertEquals(OwnerDiedException.class, peerWaiting.get().getClass());
    }

    @Test
    void threadThatEndsWithTheLockIsFoundByItsOwnProcess() throws Exception {
        lockInThreadThatEnds(mutex);
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertThrows(OwnerDiedException.class, peer::lock);
        assertTrue(peer.recover(() -> {}));
        mutex.lock();
        mutex.unlock();
    }

    @Test
    void threadThatEndsWhileAnotherWaitsIsFound() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread owner = new Thread(() -> {
            mutex.lock();
            held.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        owner.start();
        held.await();
        FutureTask<OwnerDiedException> waiting = inThread(() -> assertThrows(OwnerDiedException.class, mutex::lock));
        awaitWaiter();
        end.countDown();
        waiting.get();
    }

    @Test
    void repairOfThisHandleRunsWhileTheLockIsHeld() throws InterruptedException {
        lockInThreadThatEnds(mutex);
        AtomicInteger repairs = new AtomicInteger();
        mutex.onOwnerDeath(() -> {
            assertTrue(mutex.isHeldByCurrentThread());
            assertFalse(peer.tryLock());
            mutex.lock();
            mutex.unlock();
            repairs.incrementAndGet();
        });
        mutex.lock();
        assertTrue(mutex.isHeldByCurrentThread());
        mutex.unlock();
        mutex.lock();
        mutex.unlock();
        peer.lock();
        peer.unlock();
        assertEquals(1, repairs.get());
    }

    @Test
    void repairRunsInEveryWayOfAcquiring() throws InterruptedException {
        AtomicInteger repairs = new AtomicInteger();
        mutex.onOwnerDeath(repairs::incrementAndGet);
        lockInThreadThatEnds(mutex);
        assertTrue(mutex.tryLock(Duration.ofSeconds(50)));
        mutex.unlock();
        lockInThreadThatEnds(mutex);
        mutex.lockInterruptibly();
        mutex.unlock();
        lockInThreadThatEnds(mutex);
        while (!mutex.tryLock()) Thread.onSpinWait(); // it asks for its owner's life from time to time only
        mutex.unlock();
        assertEquals(3, repairs.get());
    }

    @Test
    void throwingRepairLeavesTheLockInNeedOfRepair() throws InterruptedException {
        lockInThreadThatEnds(mutex);
        RuntimeException mine = new RuntimeException("mine");
        mutex.onOwnerDeath(() -> {
            throw mine;
        });
        assertSame(mine, assertThrows(RuntimeException.class, mutex::lock));
        assertFalse(mutex.isHeldByCurrentThread());
        assertThrows(OwnerDiedException.class, peer::lock);
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> peer.recover(() -> {
                            throw mine;
                        })));
        assertThrows(OwnerDiedException.class, peer::tryLock);
        mutex.onOwnerDeath(() -> {});
        mutex.lock();
        mutex.unlock();
        peer.lock();
        peer.unlock();
    }

    @Test
    void repairThatUnlocksOrWaitsLeavesTheLockInNeedOfRepair() throws InterruptedException {
        lockInThreadThatEnds(mutex);
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertThrows(IllegalMonitorStateException.class, () -> peer.recover(peer::unlock));
        assertThrows(OwnerDiedException.class, mutex::lock);
        Runnable waiting = () -> {
            try {
                peer.newCondition().await(1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        assertThrows(IllegalMonitorStateException.class, () -> peer.recover(waiting));
        peer.onOwnerDeath(waiting);
        assertThrows(IllegalMonitorStateException.class, peer::lock);
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertTrue(mutex.recover(() -> {}));
        assertEquals(0, word());
    }

    @Test
    void repairThatClosesTheRegionIsADeathOnceMore() throws InterruptedException {
        lockInThreadThatEnds(mutex);
        mutex.onOwnerDeath(region::close);
        assertThrows(RegionClosedException.class, mutex::lock);
        assertThrows(OwnerDiedException.class, peer::lock);
    }

    @Test
    void recoverOnAHealthyLockRunsNothing() {
        Runnable never = () -> {
            throw new AssertionError("run");
        };
        assertFalse(mutex.recover(never));
        mutex.lock();
        assertFalse(mutex.recover(never));
        assertFalse(peer.recover(never));
        mutex.unlock();
    }

    @Test
    void recoverMayBeTheFirstToFindTheDeath() throws InterruptedException {
        lockInThreadThatEnds(mutex);
        assertTrue(mutex.recover(() -> Words.put(region, 0, 9)));
        assertEquals(9, Words.get(region, 0));
        mutex.lock();
        region.close();
        assertTrue(peer.recover(() -> Words.put(other, 0, 10)));
    }

    @Test
    void ofTwoRecoverersOneRepairs() throws Exception {
        for (int round = 0; round < 50; round++) {
            lockInThreadThatEnds(mutex);
            assertThrows(OwnerDiedException.class, mutex::lock);
            AtomicInteger repairs = new AtomicInteger();
            FutureTask<Boolean> one = inThread(() -> mutex.recover(repairs::incrementAndGet));
            FutureTask<Boolean> two = inThread(() -> peer.recover(repairs::incrementAndGet));
            assertTrue(one.get() ^ two.get());
            assertEquals(1, repairs.get());
        }
    }
}
