package dev.shm.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.memory.RawMemory;
import dev.shm.spi.WordLocks.Attempt;
import dev.shm.testkit.NothingLeftBehind;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks that are words; between processes the maps test them, with deaths. */
@NothingLeftBehind
@Timeout(60)
class WordLocksTest {
    private static final int TURNS = 100_000;

    private final String name = "locks-" + UUID.randomUUID();
    private final RegionObject object =
            RegionObject.create(name, new RegionObjectSpec("WORDLOCK", 1, null, 64, made -> {}));
    private final WordLocks locks = object.wordLocks();
    private final long word = object.memory().addressOf(object.bodyOffset(), 64);
    private int count;

    @AfterEach
    void delete() {
        object.close();
        SharedRegion.delete(name);
    }

    @Test
    void oneThreadAtATimeHasIt() throws InterruptedException {
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int turn = 0; turn < TURNS; turn++) {
                    locks.lock(word);
                    count++;
                    locks.unlock(word, true);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        assertEquals(threads.length * TURNS, count);
        assertEquals(0, RawMemory.getLong(word) & OwnerToken.MASK);
    }

    @Test
    void nextOwnerIsToldWhatWasNotMadeRightUntilSomebodyDoes() {
        assertFalse(locks.lock(word));
        locks.unlock(word, false);
        assertTrue(locks.lock(word));
        locks.unlock(word, false);
        assertEquals(Attempt.INCONSISTENT, locks.tryLock(word));
        locks.unlock(word, true);
        assertEquals(Attempt.ACQUIRED, locks.tryLock(word));
        assertEquals(Attempt.BUSY, locks.tryLock(word));
        locks.unlock(word, true);
        assertFalse(locks.lock(word));
    }

    @Test
    void lockingTwiceIsToldAndAnotherAttachmentIsAnotherOwner() {
        locks.lock(word);
        assertTrue(locks.isOurs(word));
        assertThrows(IllegalStateException.class, () -> locks.lock(word));
        try (RegionObject other = RegionObject.open(name, "WORDLOCK", 1, null)) {
            long same = other.memory().addressOf(other.bodyOffset(), 64);
            assertFalse(other.wordLocks().isOurs(same));
            assertEquals(Attempt.BUSY, other.wordLocks().tryLock(same));
            assertThrows(IllegalStateException.class, () -> other.wordLocks().lock(same), "would never end");
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
                boolean damaged = other.wordLocks().lock(same);
                other.wordLocks().unlock(same, true);
                return damaged;
            });
            locks.unlock(word, true);
            assertFalse(waiting.orTimeout(60, TimeUnit.SECONDS).join(), "another thread's lock is waited for");
        }
    }

    @Test
    void lockOfAClosedAttachmentIsFoundInNeedOfRepair() {
        try (RegionObject other = RegionObject.open(name, "WORDLOCK", 1, null)) {
            object.addHolder(() -> locks.isOurs(word));
            locks.lock(word);
            object.close();
            assertThrows(RegionClosedException.class, () -> locks.lock(word));
            assertTrue(other.wordLocks().lock(other.memory().addressOf(other.bodyOffset(), 64)));
        }
    }
}
