package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class SharedMutexHolderTest {
    private final SharedRegion here = SharedRegion.create(64);
    private final SharedRegion there = SharedRegion.open(here.name());
    private final SharedMutex mutex = here.mutex();

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    @Test
    void freeLockHasNone() {
        assertEquals(Optional.empty(), mutex.holder());
        mutex.lock();
        mutex.unlock();
        assertEquals(Optional.empty(), mutex.holder());
    }

    @Test
    void namesTheProcessAndItsThread() {
        mutex.lock();
        LockHolder holder = mutex.holder().orElseThrow();
        assertEquals(ProcessHandle.current().pid(), holder.pid());
        assertEquals(Thread.currentThread().getId(), holder.threadId());
        assertEquals(Optional.of(Thread.currentThread().getName()), holder.threadName());
        assertEquals(1, holder.acquisitions());
        assertTrue(holder.isAlive());
        LockHolder fromThere = there.mutex().holder().orElseThrow();
        assertEquals(holder.pid(), fromThere.pid());
        assertEquals(holder.pidNamespace(), fromThere.pidNamespace());
        assertEquals(holder.threadId(), fromThere.threadId());
        assertEquals(Optional.empty(), fromThere.threadName());
        assertTrue(fromThere.isAlive());
    }

    @Test
    void isDatedWhenFirstSeen() throws InterruptedException {
        Instant before = Instant.now().minusMillis(1);
        mutex.lock();
        assertFalse(there.tryLock(Duration.ofMillis(5))); // a waiter sees it
        Instant seen = mutex.holder().orElseThrow().seenSince();
        assertTrue(seen.isAfter(before) && !seen.isAfter(Instant.now()), seen + " after " + before);
        assertEquals(seen, there.mutex().holder().orElseThrow().seenSince());
        mutex.lock();
        assertEquals(seen, mutex.holder().orElseThrow().seenSince());
        mutex.unlock();
        mutex.unlock();
        mutex.lock();
        LockHolder next = mutex.holder().orElseThrow();
        assertEquals(2, next.acquisitions());
        assertFalse(next.seenSince().isBefore(seen));
    }

    @Test
    void deadOneIsShownDeadUntilItIsFound() {
        there.lock();
        there.close();
        for (int i = 0; i < 2; i++) assertFalse(mutex.holder().orElseThrow().isAlive());
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertEquals(Optional.empty(), mutex.holder());
    }

    @Test
    void threadThatEndedIsShownDeadUntilItIsFound() throws Exception {
        Thread thread = new Thread(mutex::lock, "careless");
        thread.start();
        thread.join();
        mutex.holder().ifPresent(holder -> {
            assertEquals(Optional.of("careless"), holder.threadName());
            assertFalse(holder.isAlive());
        });
        there.mutex().holder().ifPresent(holder -> assertTrue(holder.isAlive(), "only its process can know"));
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertEquals(Optional.empty(), mutex.holder());
    }

    @Test
    void askingDisturbsNobody() throws Exception {
        there.lock();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) mutex.holder();
        });
        while (!asking.isDone()) assertFalse(here.tryLock());
        asking.get(20, TimeUnit.SECONDS);
        there.unlock();
        for (int i = 0; i < 1_000; i++) {
            there.lock();
            there.unlock();
            assertEquals(Optional.empty(), mutex.holder());
        }
    }

    @Test
    void readOnlyRegionShowsIt() {
        try (SharedRegion looking = SharedRegion.builder(here.name()).readOnly().open()) {
            assertEquals(Optional.empty(), looking.mutex().holder());
            mutex.lock();
            LockHolder holder = looking.mutex().holder().orElseThrow();
            assertEquals(ProcessHandle.current().pid(), holder.pid());
            assertTrue(holder.isAlive());
        }
        there.close();
        assertThrows(RegionClosedException.class, there.mutex()::holder);
    }
}
