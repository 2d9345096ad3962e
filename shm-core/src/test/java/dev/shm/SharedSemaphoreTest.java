package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
final class SharedSemaphoreTest {
    /** So long a call that does not wait for permits may wait for its turn. */
    private static final long TURN_NANOS = 50_000_000;

    private final TestLocks here = TestLocks.create();
    private final TestLocks there = here.again();
    private final SharedSemaphore semaphore = here.semaphore;

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    @Test
    void permitsAreOneCountForAll() throws Exception {
        semaphore.acquire();
        there.semaphore.acquire();
        assertEquals(1, semaphore.availablePermits());
        assertEquals(1, semaphore.heldPermits());
        assertTrue(semaphore.tryAcquire());
        assertFalse(semaphore.tryAcquire());
        assertFalse(there.semaphore.tryAcquire());
        assertFalse(there.semaphore.tryAcquire(Duration.ofMillis(5)));
        assertFalse(there.semaphore.tryAcquire(5, TimeUnit.MILLISECONDS));
        semaphore.release();
        assertTrue(there.semaphore.tryAcquire());
        assertEquals(0, semaphore.availablePermits());
        assertEquals(3, semaphore.permits());
    }

    @Test
    void severalAreAcquiredAtOnceOrNotAtAll() throws Exception {
        semaphore.acquire(2);
        assertFalse(there.semaphore.tryAcquire(2));
        assertFalse(there.semaphore.tryAcquire(2, 1, TimeUnit.MILLISECONDS));
        assertEquals(1, semaphore.availablePermits());
        semaphore.release(2);
        assertTrue(there.semaphore.tryAcquire(3));
        assertThrows(IllegalArgumentException.class, () -> semaphore.tryAcquire(4));
        assertThrows(IllegalArgumentException.class, () -> semaphore.acquire(0));
        assertThrows(IllegalArgumentException.class, () -> semaphore.release(0));
    }

    @Test
    void onlyWhatTheProcessHoldsIsReleased() throws Exception {
        assertThrows(IllegalMonitorStateException.class, semaphore::release);
        there.semaphore.acquire(2);
        semaphore.acquire();
        assertThrows(IllegalMonitorStateException.class, () -> semaphore.release(2));
        assertEquals(0, semaphore.availablePermits());
        semaphore.release();
        assertThrows(IllegalMonitorStateException.class, semaphore::release);
        assertEquals(1, semaphore.availablePermits());
    }

    @Test
    void anyThreadOfTheProcessReleases() throws Exception {
        Thread thread = new Thread(semaphore::acquireUninterruptibly);
        thread.start();
        thread.join();
        assertEquals(1, semaphore.heldPermits());
        semaphore.release();
        assertEquals(3, semaphore.availablePermits());
    }

    @Test
    void waiterGetsWhatIsReleased() throws Exception {
        semaphore.acquire(3);
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> there.semaphore.acquireUninterruptibly(2));
        semaphore.release();
        assertFalse(waiter.isDone());
        semaphore.release();
        waiter.get(10, TimeUnit.SECONDS);
        assertEquals(2, there.semaphore.heldPermits());
    }

    @Test
    void permitsOfOneThatClosedComeBack() throws Exception {
        there.semaphore.acquire(3);
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> semaphore.acquireUninterruptibly(3));
        there.close();
        waiter.get(10, TimeUnit.SECONDS);
        assertEquals(3, semaphore.heldPermits());
        assertThrows(RegionClosedException.class, there.semaphore::tryAcquire);
        assertThrows(RegionClosedException.class, there.semaphore::release);
        assertThrows(RegionClosedException.class, there.semaphore::availablePermits);
    }

    @Test
    void successorInTheSlotOfTheDeadDoesNotInheritItsPermits() throws Exception {
        there.semaphore.acquire(2);
        there.close();
        try (TestLocks successor = here.again()) {
            assertThrows(IllegalMonitorStateException.class, successor.semaphore::release);
            assertTrue(successor.semaphore.tryAcquire(3, Duration.ofSeconds(10)));
        }
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        there.semaphore.acquire(3);
        Thread me = Thread.currentThread();
        new Thread(me::interrupt).start();
        assertThrows(InterruptedException.class, semaphore::acquire);
        assertEquals(0, semaphore.heldPermits());
        me.interrupt();
        assertThrows(InterruptedException.class, () -> semaphore.tryAcquire(Duration.ZERO));
    }

    @Test
    void anotherNumberOfPermitsIsRefused() {
        long offset = here.attachment.payloadOffset();
        SharedSemaphore.initialize(here.attachment, offset, 5);
        String message = assertThrows(
                        LayoutMismatchException.class, () -> new SharedSemaphore(here.attachment, offset, 4, "this"))
                .getMessage();
        assertTrue(String.valueOf(message).startsWith("this has 5 permits, asked for were 4"), message);
        assertThrows(
                CorruptRegionException.class, () -> new SharedSemaphore(here.attachment, offset + 1024, 4, "this"));
        assertThrows(IllegalArgumentException.class, () -> SharedSemaphore.initialize(here.attachment, offset, 0));
    }

    /**
     * Three users, three permits: whoever asks gets one, however the others come and go meanwhile. Who fails has waited
     * for another who was not let go on.
     */
    @Test
    void tryNeverFailsAtOnceWhileThereIsAPermit() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        CompletableFuture<?>[] all = new CompletableFuture<?>[3];
        for (int i = 0; i < all.length; i++) {
            SharedSemaphore mine = i == 0 ? semaphore : there.semaphore;
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        for (int round = 0; round < 20_000; round++) {
                            long start = System.nanoTime();
                            if (!mine.tryAcquire()) {
                                long waited = System.nanoTime() - start;
                                assertTrue(waited >= TURN_NANOS, waited + " ns");
                                continue;
                            }
                            assertTrue(inside.incrementAndGet() <= 3);
                            inside.decrementAndGet();
                            mine.release();
                        }
                    },
                    task -> new Thread(task).start());
        }
        CompletableFuture.allOf(all).get(50, TimeUnit.SECONDS);
        assertEquals(3, semaphore.availablePermits());
    }

    @Test
    void neverMoreInsideThanPermits() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        CompletableFuture<?>[] all = new CompletableFuture<?>[6];
        for (int i = 0; i < all.length; i++) {
            SharedSemaphore mine = i % 2 == 0 ? semaphore : there.semaphore;
            int count = 1 + i % 2;
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        for (int round = 0; round < 1_000; round++) {
                            mine.acquireUninterruptibly(count);
                            assertTrue(inside.addAndGet(count) <= 3);
                            inside.addAndGet(-count);
                            mine.release(count);
                        }
                    },
                    task -> new Thread(task).start());
        }
        CompletableFuture.allOf(all).get(50, TimeUnit.SECONDS);
        assertEquals(3, semaphore.availablePermits());
    }

    @Test
    void readOnlyRegionShowsPermits() throws Exception {
        try (TestLocks looking = TestLocks.openReadOnly(here.name())) {
            semaphore.acquire();
            assertEquals(2, looking.semaphore.availablePermits());
            assertThrows(ReadOnlyRegionException.class, looking.semaphore::tryAcquire);
            assertThrows(ReadOnlyRegionException.class, looking.semaphore::release);
        }
    }
}
