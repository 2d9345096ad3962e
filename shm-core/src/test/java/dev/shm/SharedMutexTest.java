package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"}) // loops would hide wake-ups
final class SharedMutexTest {
    private final SharedRegion region = SharedRegion.create(256);
    private final SharedRegion other = SharedRegion.open(region.name());
    private final SharedMutex mutex = region.mutex();
    private final SharedMutex peer = other.mutex();
    private final MutexWord word = MutexWord.of(region);

    @AfterEach
    void close() {
        region.close();
        other.close();
    }

    private long word() {
        return word.get();
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void lockInThreadThatEnds(SharedMutex mutex) throws InterruptedException {
        Thread thread = new Thread(mutex::lock);
        thread.start();
        thread.join();
    }

    /** Until the waiter has announced itself in the word. */
    private void awaitWaiter() {
        while (!word.hasWaiters()) Thread.onSpinWait();
    }

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
        assertThrows(
                OwnerDiedException.class,
                () -> peer.recover(() -> {
                    try {
                        peer.newCondition().await(1, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
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
