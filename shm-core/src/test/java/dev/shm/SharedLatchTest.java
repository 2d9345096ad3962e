package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
final class SharedLatchTest {
    private final TestLocks here = TestLocks.create();
    private final TestLocks there = here.again();

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    @Test
    void opensAtZeroForGood() throws Exception {
        for (int left = 3; left >= 0; left--) {
            assertFalse(here.latch.await(Duration.ZERO));
            there.latch.countDown();
            assertEquals(left, here.latch.getCount());
        }
        assertTrue(here.latch.await(0, TimeUnit.MILLISECONDS));
        here.latch.await();
        here.latch.countDown();
        assertEquals(0, there.latch.getCount());
    }

    @Test
    void waitersOfAllAttachmentsGoOn() throws Exception {
        try (TestLocks looking = TestLocks.openReadOnly(here.name())) {
            CompletableFuture<?>[] waiters = new CompletableFuture<?>[3];
            SharedLatch[] latches = {here.latch, there.latch, looking.latch};
            for (int i = 0; i < latches.length; i++) waiters[i] = awaiting(latches[i]);
            for (int i = 0; i < TestLocks.COUNT; i++) {
                for (CompletableFuture<?> waiter : waiters) assertFalse(waiter.isDone());
                here.latch.countDown();
            }
            CompletableFuture.allOf(waiters).get(10, TimeUnit.SECONDS);
            assertThrows(ReadOnlyRegionException.class, looking.latch::countDown);
        }
    }

    @Test
    void closingIsNoOpening() {
        CompletableFuture<?> waiter = awaiting(there.latch);
        there.close();
        ExecutionException end = assertThrows(ExecutionException.class, () -> waiter.get(10, TimeUnit.SECONDS));
        assertInstanceOf(RegionClosedException.class, end.getCause());
        assertThrows(RegionClosedException.class, there.latch::countDown);
        assertThrows(RegionClosedException.class, there.latch::getCount);
        assertEquals(TestLocks.COUNT, here.latch.getCount());
    }

    @Test
    void interruptEndsTheWait() {
        Thread me = Thread.currentThread();
        new Thread(me::interrupt).start();
        assertThrows(InterruptedException.class, here.latch::await);
    }

    @Test
    void anotherCountIsRefused() {
        long offset = here.attachment.payloadOffset();
        SharedLatch.initialize(here.attachment, offset, 2);
        assertThrows(LayoutMismatchException.class, () -> new SharedLatch(here.attachment, offset, 3, "this"));
        here.put(0, 5L | 2L << 32);
        assertThrows(CorruptRegionException.class, () -> new SharedLatch(here.attachment, offset, 2, "this"));
        assertThrows(IllegalArgumentException.class, () -> SharedLatch.initialize(here.attachment, offset, -1));
        SharedLatch.initialize(here.attachment, offset, 0);
        assertEquals(0, new SharedLatch(here.attachment, offset, 0, "this").getCount());
    }

    private static CompletableFuture<?> awaiting(SharedLatch latch) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        latch.await();
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}
