package dev.shm.internal.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every number here is an ABI. */
final class LocksLayoutTest {
    @Test
    void lockNotes() {
        assertEquals(24, LockLayout.NOTED);
        assertEquals(32, LockLayout.NOTED_MILLIS);
        assertEquals(64, LockLayout.SIZE_BYTES);
    }

    @Test
    void holds() {
        assertEquals(0, HoldsLayout.REACH);
        assertEquals(64, HoldsLayout.WORDS);
        assertEquals(64 + 64 * 64, HoldsLayout.sizeBytes(512));
        assertEquals(64 + 64, HoldsLayout.sizeBytes(1));
        assertEquals(64 + 2 * 64, HoldsLayout.sizeBytes(9));
        assertEquals(64, HoldsLayout.wordOffset(1, 512));
        assertEquals(128, HoldsLayout.wordOffset(2, 512));
        assertEquals(64 + 63 * 64, HoldsLayout.wordOffset(64, 512));
        assertEquals(72, HoldsLayout.wordOffset(65, 512));
        assertEquals(64 + 63 * 64 + 56, HoldsLayout.wordOffset(512, 512));
        assertEquals(0x0000_0003_2000_1007L, HoldsLayout.word(0x2000_1007, 3));
        assertEquals(0x2000_1007, HoldsLayout.owner(0x0000_0003_2000_1007L));
        assertEquals(3, HoldsLayout.count(0x0000_0003_2000_1007L));
        assertEquals(0, HoldsLayout.count(-1L));
    }

    @Test
    void everySlotHasAWordOfItsOwnInside() {
        for (int slots : new int[] {1, 7, 8, 9, 63, 64, 65, 512, 4094}) {
            Set<Long> offsets = new HashSet<>();
            for (int slot = 1; slot <= slots; slot++) {
                long offset = HoldsLayout.wordOffset(slot, slots);
                assertTrue(
                        offset >= HoldsLayout.WORDS && offset + 8 <= HoldsLayout.sizeBytes(slots) && offset % 8 == 0);
                assertTrue(offsets.add(offset));
            }
        }
    }

    @Test
    void readWriteLock() {
        assertEquals(0, ReadWriteLayout.WRITER);
        assertEquals(64, ReadWriteLayout.INSIDE);
        assertEquals(128, ReadWriteLayout.WRITER_GONE);
        assertEquals(192, ReadWriteLayout.READERS_GONE);
        assertEquals(256, ReadWriteLayout.READERS);
        assertEquals(4416, ReadWriteLayout.sizeBytes(512));
    }

    @Test
    void semaphore() {
        assertEquals(0, SemaphoreLayout.LOCK);
        assertEquals(64, SemaphoreLayout.PERMITS);
        assertEquals(128, SemaphoreLayout.RETURNED);
        assertEquals(192, SemaphoreLayout.HOLDERS);
        assertEquals(4352, SemaphoreLayout.sizeBytes(512));
    }

    @Test
    void latch() {
        assertEquals(0, LatchLayout.COUNT);
        assertEquals(4, LatchLayout.FIRST_COUNT);
        assertEquals(8, LatchLayout.OPENED);
        assertEquals(64, LatchLayout.SIZE_BYTES);
    }
}
