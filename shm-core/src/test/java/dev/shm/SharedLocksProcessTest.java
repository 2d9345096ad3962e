package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One process holds, others wait, and it is killed. */
@NothingLeftBehind
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class SharedLocksProcessTest {
    /** What is promised, for a machine that has CPU to spare; here others build and test at the same time. */
    private static final long PROMISED_NANOS = 100_000_000;

    private static final long ALLOWED_NANOS = 10 * PROMISED_NANOS;

    private final TestLocks locks = TestLocks.create();

    @AfterEach
    void close() {
        locks.close();
    }

    @Test
    void deadReadersBlockNoWriter() {
        try (ChildJvm one = holding("read");
                ChildJvm two = holding("read")) {
            assertEquals(2, locks.lock.readerCount());
            CompletableFuture<Long> writer = at(locks.lock.writeLock()::lock);
            awaitTrue(() -> locks.lock.writer().isPresent());
            assertFalse(writer.isDone());
            assertPrompt("dead readers", writer, one, two);
            assertEquals(0, locks.lock.readerCount());
        }
    }

    @Test
    void deadWriterIsRepairedByAReader() {
        locks.lock.onOwnerDeath(locks::repair);
        try (ChildJvm one = holding("write")) {
            CompletableFuture<Long> reader = at(() -> {
                locks.lock.readLock().lock();
                locks.checkEqual();
            });
            assertFalse(locks.lock.readLock().tryLock());
            assertPrompt("dead writer", reader, one);
        }
    }

    @Test
    void deadWriterIsToldToAll() throws Exception {
        try (ChildJvm one = holding("write")) {
            LockHolder holder = locks.lock.writer().orElseThrow();
            assertEquals(one.pid(), holder.pid());
            assertTrue(holder.isAlive());
            one.kill();
            assertFalse(locks.lock.writer().orElseThrow().isAlive());
            assertThrows(OwnerDiedException.class, () -> locks.lock.readLock().tryLock(10, TimeUnit.SECONDS));
            assertThrows(OwnerDiedException.class, () -> locks.lock.writeLock().tryLock(10, TimeUnit.SECONDS));
            assertEquals(1, locks.word(0) - locks.word(1));
        }
    }

    @Test
    void permitsOfTheDeadComeBack() {
        try (ChildJvm one = holding("permits")) {
            assertEquals(1, locks.semaphore.availablePermits());
            CompletableFuture<Long> waiter = at(() -> locks.semaphore.acquireUninterruptibly(TestLocks.PERMITS));
            assertPrompt("dead holder of permits", waiter, one);
        }
    }

    /** The waiter is told all the time of permits that others release, and still looks for the dead. */
    @Test
    void permitsOfTheDeadComeBackWhileOthersAreBusy() {
        try (ChildJvm one = holding("permits");
                TestLocks busy = locks.again()) {
            CompletableFuture<Long> waiter = at(() -> locks.semaphore.acquireUninterruptibly(2));
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                while (!waiter.isDone()) if (busy.semaphore.tryAcquire()) busy.semaphore.release();
            });
            assertPrompt("dead holder of permits, others busy", waiter, one);
            others.join();
        }
    }

    @Test
    void stoppedHoldersAreAlive() {
        try (ChildJvm reader = holding("read");
                ChildJvm holder = holding("permits")) {
            reader.stop();
            holder.stop();
            assertFalse(tryFor(() -> locks.lock.writeLock().tryLock(300, TimeUnit.MILLISECONDS)));
            assertFalse(tryFor(() -> locks.semaphore.tryAcquire(2, 300, TimeUnit.MILLISECONDS)));
            reader.resume();
            holder.resume();
            reader.send("let go");
            reader.awaitLine("let go");
            assertTrue(tryFor(() -> locks.lock.writeLock().tryLock(20, TimeUnit.SECONDS)));
            holder.send("let go");
            holder.awaitLine("let go");
            assertTrue(locks.semaphore.tryAcquire(3));
        }
    }

    /** Its process never asks for the lock again, and others wait for it. */
    @Test
    void threadsThatEndHoldingAreFoundByTheirOwnProcess() {
        try (ChildJvm reader = holding("readInThreadThatEnds")) {
            assertTrue(tryFor(() -> locks.lock.writeLock().tryLock(20, TimeUnit.SECONDS)));
            locks.lock.writeLock().unlock();
            reader.send("let go");
            reader.awaitLine("let go");
        }
        try (ChildJvm writer = holding("writeInThreadThatEnds")) {
            assertThrows(OwnerDiedException.class, () -> locks.lock.readLock().tryLock(20, TimeUnit.SECONDS));
            assertTrue(locks.lock.recover(locks::repair));
            writer.send("let go");
            writer.awaitLine("let go");
        }
    }

    @Test
    void latchOpensAcrossProcessesAndDeaths() {
        try (ChildJvm waiter = ChildJvm.of(Holder.class)
                        .args("await", locks.name())
                        .mapAt(ForcedAddress.SECOND)
                        .start();
                ChildJvm one = holding("count")) {
            one.kill();
            assertEquals(TestLocks.COUNT - 1, locks.latch.getCount());
            for (int i = 1; i < TestLocks.COUNT; i++) locks.latch.countDown();
            waiter.awaitLine("open");
            waiter.awaitSuccess();
        }
    }

    @Test
    void processesSeeWholeChanges() {
        try (ChildJvm one = ChildJvm.of(Holder.class)
                        .args("work", locks.name())
                        .mapAt(ForcedAddress.FIRST)
                        .start();
                ChildJvm two = ChildJvm.of(Holder.class)
                        .args("work", locks.name())
                        .mapAt(ForcedAddress.SECOND)
                        .start()) {
            Holder.work(locks);
            one.awaitSuccess();
            two.awaitSuccess();
            locks.checkEqual();
            assertEquals(3 * Holder.WRITES, locks.word(0));
        }
    }

    private ChildJvm holding(String what) {
        ChildJvm child = ChildJvm.of(Holder.class).args(what, locks.name()).start();
        child.awaitLine("holding");
        return child;
    }

    /** Starts a wait; when it ended. */
    private static CompletableFuture<Long> at(Runnable waiting) {
        CompletableFuture<Long> ended = new CompletableFuture<>();
        AtomicLong begun = new AtomicLong();
        new Thread(() -> {
                    begun.set(1);
                    try {
                        waiting.run();
                        ended.complete(System.nanoTime());
                    } catch (Throwable e) {
                        ended.completeExceptionally(e);
                    }
                })
                .start();
        awaitTrue(() -> begun.get() == 1);
        return ended;
    }

    private static void assertPrompt(String what, CompletableFuture<Long> waiter, ChildJvm... victims) {
        for (ChildJvm victim : victims) victim.kill();
        long dead = System.nanoTime();
        long took = waiter.orTimeout(30, TimeUnit.SECONDS).join() - dead;
        System.out.println("locks: " + what + ", others go on after " + took / 1000 + " µs");
        assertTrue(took < ALLOWED_NANOS, took + " ns");
    }

    interface Trying {
        boolean run() throws InterruptedException;
    }

    private static boolean tryFor(Trying trying) {
        try {
            return trying.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitTrue(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not within 10 s");
            Thread.onSpinWait();
        }
    }

    /** Takes something and keeps it until told. */
    @SuppressWarnings("LockNotBeforeTry") // what is killed unlocks nothing
    static final class Holder {
        static final long WRITES = 2_000;

        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            TestLocks locks = TestLocks.open(args[1]);
            switch (args[0]) {
                case "read" -> {
                    locks.lock.readLock().lock();
                    holdUntilTold();
                    locks.lock.readLock().unlock();
                }
                case "write" -> {
                    locks.lock.writeLock().lock();
                    locks.put(0, locks.word(0) + 1);
                    holdUntilTold();
                }
                case "readInThreadThatEnds" -> {
                    endWith(locks.lock.readLock()::lock);
                    holdUntilTold();
                }
                case "writeInThreadThatEnds" -> {
                    endWith(() -> {
                        locks.lock.writeLock().lock();
                        locks.put(0, locks.word(0) + 1);
                    });
                    holdUntilTold();
                }
                case "permits" -> {
                    locks.semaphore.acquire(2);
                    holdUntilTold();
                    locks.semaphore.release(2);
                }
                case "count" -> {
                    locks.latch.countDown();
                    holdUntilTold();
                }
                case "await" -> {
                    locks.latch.await();
                    Handshake.say("open");
                    return;
                }
                case "work" -> {
                    work(locks);
                    return;
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
            Handshake.say("let go");
            Handshake.await("end");
        }

        private static void endWith(Runnable taking) throws InterruptedException {
            Thread thread = new Thread(taking);
            thread.start();
            thread.join();
        }

        private static void holdUntilTold() {
            Handshake.say("holding");
            Handshake.await("let go");
        }

        static void work(TestLocks locks) {
            for (int i = 0; i < WRITES; i++) {
                locks.lock.writeLock().lock();
                locks.increment();
                locks.lock.writeLock().unlock();
                locks.lock.readLock().lock();
                locks.checkEqual();
                locks.lock.readLock().unlock();
            }
        }
    }
}
