package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // a failed test needs no unlocking
final class SharedReadWriteLockTest {
    private final TestLocks here = TestLocks.create();
    private final TestLocks there = here.again();
    private final SharedReadWriteLock.ReadLock reading = here.lock.readLock();
    private final SharedReadWriteLock.WriteLock writing = here.lock.writeLock();
    private final SharedReadWriteLock.ReadLock readingThere = there.lock.readLock();
    private final SharedReadWriteLock.WriteLock writingThere = there.lock.writeLock();

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    @Test
    void readersShareAndKeepWritersOut() {
        reading.lock();
        assertTrue(readingThere.tryLock());
        assertEquals(2, here.lock.readerCount());
        assertFalse(there.lock.writeLock().tryLock());
        readingThere.unlock();
        assertFalse(writingThere.tryLock());
        reading.unlock();
        assertTrue(writingThere.tryLock());
        assertEquals(0, here.lock.readerCount());
    }

    @Test
    void writerKeepsAllOut() throws Exception {
        writing.lock();
        assertFalse(readingThere.tryLock());
        assertFalse(writingThere.tryLock());
        assertFalse(readingThere.tryLock(Duration.ofMillis(5)));
        assertFalse(writingThere.tryLock(5, TimeUnit.MILLISECONDS));
        inThread(() -> assertFalse(reading.tryLock()));
        inThread(() -> assertFalse(writing.tryLock()));
        writing.unlock();
        assertTrue(readingThere.tryLock());
    }

    @Test
    void threadsOfOneProcessShareReading() throws Exception {
        reading.lock();
        inThread(() -> {
            reading.lock();
            assertEquals(2, here.lock.readerCount());
            reading.unlock();
        });
        assertFalse(writingThere.tryLock());
        reading.unlock();
        assertTrue(writingThere.tryLock());
    }

    @Test
    void bothAreReentrant() {
        reading.lock();
        reading.lock();
        reading.unlock();
        assertFalse(writingThere.tryLock());
        reading.unlock();
        writing.lock();
        writing.lock();
        assertTrue(writing.tryLock());
        writing.unlock();
        writing.unlock();
        assertFalse(readingThere.tryLock());
        writing.unlock();
        assertTrue(readingThere.tryLock());
    }

    @Test
    void writerMayGoOnAsAReader() {
        writing.lock();
        reading.lock();
        writing.unlock();
        assertTrue(readingThere.tryLock());
        readingThere.unlock();
        assertFalse(writingThere.tryLock());
        reading.unlock();
        assertTrue(writingThere.tryLock());
    }

    @Test
    void readerThatWantsToWriteIsTold() throws Exception {
        reading.lock();
        assertFalse(writing.tryLock());
        String message =
                assertThrows(IllegalMonitorStateException.class, writing::lock).getMessage();
        assertTrue(String.valueOf(message).contains("unlock it first"), message);
        assertThrows(IllegalMonitorStateException.class, () -> writing.tryLock(Duration.ofMillis(1)));
        reading.unlock();
        writing.lock();
        writing.unlock();
    }

    @Test
    void unlockByAnotherIsRefused() throws Exception {
        assertThrows(IllegalMonitorStateException.class, reading::unlock);
        assertThrows(IllegalMonitorStateException.class, writing::unlock);
        reading.lock();
        inThread(() -> assertThrows(IllegalMonitorStateException.class, reading::unlock));
        assertThrows(IllegalMonitorStateException.class, readingThere::unlock);
        assertEquals(1, here.lock.readerCount());
        reading.unlock();
        writing.lock();
        inThread(() -> assertThrows(IllegalMonitorStateException.class, writing::unlock));
        assertThrows(IllegalMonitorStateException.class, writingThere::unlock);
        assertTrue(writing.isHeldByCurrentThread());
    }

    @Test
    void waitingWriterKeepsNewReadersOutAndOldOnesIn() throws Exception {
        reading.lock();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            writingThere.lock();
            writingThere.unlock();
        });
        awaitTrue(() -> here.lock.writer().isPresent());
        inThread(() -> assertFalse(reading.tryLock()));
        reading.lock(); // again, by the same thread
        reading.unlock();
        assertFalse(writer.isDone());
        reading.unlock();
        writer.get(10, TimeUnit.SECONDS);
        assertTrue(reading.tryLock());
    }

    @Test
    void writerThatGivesUpLetsReadersIn() throws Exception {
        reading.lock();
        assertFalse(writingThere.tryLock(Duration.ofMillis(5)));
        inThread(() -> assertTrue(reading.tryLock()));
        assertFalse(writingThere.isHeldByCurrentThread());
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        writing.lock();
        assertEndsWhenInterrupted(() -> readingThere.lockInterruptibly());
        assertEndsWhenInterrupted(() -> writingThere.lockInterruptibly());
        writing.unlock();
        reading.lock();
        assertEndsWhenInterrupted(() -> writingThere.lockInterruptibly());
        assertEndsWhenInterrupted(() -> writingThere.tryLock(Duration.ofMinutes(1)));
        assertTrue(readingThere.tryLock());
    }

    @Test
    void readerThatClosedIsNoReader() throws Exception {
        readingThere.lock();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            writing.lock();
            writing.unlock();
        });
        there.close();
        writer.get(10, TimeUnit.SECONDS);
        assertEquals(0, here.lock.readerCount());
    }

    @Test
    void writerThatClosedLeavesTheLockInNeedOfRepair() {
        writingThere.lock();
        there.close();
        assertThrows(OwnerDiedException.class, writing::lock);
        assertThrows(OwnerDiedException.class, reading::lock);
        assertThrows(OwnerDiedException.class, reading::tryLock);
        assertTrue(here.lock.recover(() -> assertTrue(writing.isHeldByCurrentThread())));
        assertFalse(here.lock.recover(() -> {}));
        reading.lock();
        reading.unlock();
        writing.lock();
    }

    @Test
    void readerRepairsAfterAWriter() {
        writingThere.lock();
        there.put(0, 7);
        there.close();
        here.lock.onOwnerDeath(here::repair);
        reading.lock();
        here.checkEqual();
        assertEquals(1, here.lock.readerCount());
    }

    @Test
    void repairMayLockAgain() {
        writingThere.lock();
        there.close();
        AtomicInteger repairs = new AtomicInteger();
        here.lock.onOwnerDeath(() -> {
            writing.lock();
            reading.lock();
            repairs.incrementAndGet();
            reading.unlock();
            writing.unlock();
        });
        writing.lock();
        writing.unlock();
        reading.lock();
        assertEquals(1, repairs.get());
        reading.unlock();
        assertFalse(here.lock.recover(() -> {}), "there is nothing left to repair");
    }

    @Test
    void repairThatThrowsLeavesTheNeedOfRepair() {
        writingThere.lock();
        there.close();
        here.lock.onOwnerDeath(() -> {
            throw new IllegalStateException("cannot");
        });
        assertThrows(IllegalStateException.class, writing::lock);
        assertThrows(IllegalStateException.class, reading::lock);
        assertFalse(writing.isHeldByCurrentThread());
        here.lock.onOwnerDeath(() -> {});
        writing.lock();
    }

    @Test
    void repairThatWaitsOnItsOwnLockIsToldAndLeavesTheNeedOfRepair() {
        writingThere.lock();
        there.put(0, 7); // half of a change
        there.close();
        here.lock.onOwnerDeath(() -> writing.newCondition().awaitUninterruptibly());
        assertThrows(IllegalMonitorStateException.class, writing::lock);
        assertFalse(writing.isHeldByCurrentThread());
        here.lock.onOwnerDeath(here::repair);
        writing.lock();
        here.checkEqual();
    }

    @Test
    void writerThatDiesWaitingForReadersLeavesNothing() throws Exception {
        reading.lock();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(writingThere::lock);
        awaitTrue(() -> here.lock.writer().isPresent());
        there.close();
        ExecutionException end = assertThrows(ExecutionException.class, () -> writer.get(10, TimeUnit.SECONDS));
        assertInstanceOf(RegionClosedException.class, end.getCause());
        inThread(() -> {
            reading.lock(); // not in need of repair
            reading.unlock();
        });
        reading.unlock();
        writing.lock();
    }

    @Test
    void readerThreadThatEndedIsFoundByItsProcess() throws Exception {
        inThread(reading::lock);
        writing.lock();
        writing.unlock();
        assertEquals(0, here.lock.readerCount());
    }

    @Test
    void writerThreadThatEndedIsFoundByItsProcess() throws Exception {
        inThread(writing::lock);
        assertThrows(OwnerDiedException.class, reading::lock);
        assertTrue(here.lock.recover(() -> {}));
        reading.lock();
    }

    @Test
    void conditionWaitsForAnotherAttachment() throws Exception {
        Condition changed = writing.newCondition();
        CompletableFuture<Void> changer = CompletableFuture.runAsync(() -> {
            writingThere.lock();
            there.put(0, 1);
            writingThere.newCondition().signalAll();
            writingThere.unlock();
        });
        writing.lock();
        while (here.word(0) == 0) assertTrue(changed.await(10, TimeUnit.SECONDS));
        assertTrue(writing.isHeldByCurrentThread());
        assertFalse(readingThere.tryLock());
        writing.unlock();
        changer.get(10, TimeUnit.SECONDS);
        assertThrows(IllegalMonitorStateException.class, changed::signal);
        assertThrows(UnsupportedOperationException.class, reading::newCondition);
    }

    @Test
    void awaitKeepsHoldsAndRefusesAReader() throws Exception {
        Condition changed = writing.newCondition();
        writing.lock();
        writing.lock();
        assertFalse(changed.await(1, TimeUnit.MILLISECONDS));
        writing.unlock();
        assertTrue(writing.isHeldByCurrentThread());
        reading.lock();
        assertThrows(IllegalMonitorStateException.class, () -> changed.await(1, TimeUnit.MILLISECONDS));
        writing.unlock();
        assertFalse(writing.isHeldByCurrentThread());
    }

    @Test
    void closedLockRefuses() {
        there.close();
        assertThrows(RegionClosedException.class, readingThere::lock);
        assertThrows(RegionClosedException.class, writingThere::lock);
        assertThrows(RegionClosedException.class, writingThere::tryLock);
        assertThrows(RegionClosedException.class, readingThere::unlock);
        assertThrows(RegionClosedException.class, writingThere::unlock);
        assertThrows(RegionClosedException.class, () -> there.lock.recover(() -> {}));
        assertThrows(RegionClosedException.class, () -> there.lock.onOwnerDeath(() -> {}));
        assertThrows(RegionClosedException.class, there.lock::writer);
        assertThrows(RegionClosedException.class, there.lock::readerCount);
    }

    @Test
    void readOnlyRegionShowsAndTakesNothing() {
        try (TestLocks looking = TestLocks.openReadOnly(here.name())) {
            reading.lock();
            assertEquals(1, looking.lock.readerCount());
            reading.unlock();
            writing.lock();
            LockHolder writer = looking.lock.writer().orElseThrow();
            assertTrue(writer.isAlive());
            assertThrows(ReadOnlyRegionException.class, looking.lock.readLock()::lock);
            assertThrows(ReadOnlyRegionException.class, looking.lock.writeLock()::tryLock);
        }
    }

    @Test
    void manyThreadsOfTwoAttachmentsSeeWholeChanges() throws Exception {
        int threads = 6;
        int rounds = 2_000;
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<?>[] all = new CompletableFuture<?>[threads];
        for (int i = 0; i < threads; i++) {
            TestLocks at = i % 2 == 0 ? here : there;
            boolean writer = i < 3;
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        awaitUninterruptibly(go);
                        for (int round = 0; round < rounds; round++) {
                            if (writer) {
                                at.lock.writeLock().lock();
                                at.checkEqual();
                                at.increment();
                                at.lock.writeLock().unlock();
                            } else {
                                at.lock.readLock().lock();
                                at.checkEqual();
                                at.lock.readLock().unlock();
                            }
                        }
                    },
                    task -> new Thread(task).start());
        }
        go.countDown();
        CompletableFuture.allOf(all).get(50, TimeUnit.SECONDS);
        assertEquals(3L * rounds, here.word(0));
        assertEquals(0, here.lock.readerCount());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    interface Waiting {
        void run() throws InterruptedException;
    }

    private static void assertEndsWhenInterrupted(Waiting waiting) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                assertThrows(InterruptedException.class, waiting::run);
                ended.complete(null);
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        awaitTrue(() -> thread.getState() != Thread.State.NEW);
        thread.interrupt();
        ended.get(10, TimeUnit.SECONDS);
        thread.join();
    }

    private static void inThread(Runnable task) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                task.run();
                ended.complete(null);
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        ended.get(10, TimeUnit.SECONDS);
        thread.join(); // ended is dead only now
    }

    private static void awaitTrue(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not within 10 s");
            Thread.onSpinWait();
        }
    }
}
