package dev.shm.internal.sync;

import static dev.shm.internal.sync.LockLayout.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LockLayoutTest {
    @Test
    void offsetsArePinned() {
        assertArrayEquals(
                new int[] {0, 8, 12, 16, 64}, new int[] {WORD, CONDITION, RECOVERIES, ACQUISITIONS, SIZE_BYTES});
    }

    @Test
    void flagsStandAboveTheOwner() {
        assertEquals(0x4000_0000L, INCONSISTENT);
        assertEquals(0x8000_0000L, WAITERS);
    }

    @Test
    void wordsAreNaturallyAligned() {
        for (int word64 : new int[] {WORD, ACQUISITIONS}) assertEquals(0, word64 % Long.BYTES);
        for (int word32 : new int[] {CONDITION, RECOVERIES}) assertEquals(0, word32 % Integer.BYTES);
    }
}
