package dev.shm.internal.region;

import static dev.shm.internal.region.ProcessSlotLayout.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shm.spi.OwnerToken;
import org.junit.jupiter.api.Test;

final class ProcessSlotLayoutTest {
    @Test
    void offsetsArePinned() {
        assertArrayEquals(
                new int[] {0, 8, 16, 24, 32, 64},
                new int[] {WORD, PID, STARTED_MILLIS, NAMESPACE, ATTACHED_MILLIS, SIZE_BYTES});
        assertEquals(RegionLayout.LINE_BYTES, SIZE_BYTES);
    }

    @Test
    void wordHoldsGenerationAndAttached() {
        assertEquals(1, ATTACHED);
        assertEquals(0b111, attached(3));
        assertEquals(3, generation(0b111));
        assertEquals(3, generation(0b110));
        assertEquals(OwnerToken.GENERATION_MASK, generation(attached(OwnerToken.GENERATION_MASK)));
        assertEquals(OwnerToken.GENERATION_MASK, generation(-1), "other bits do not count");
    }

    @Test
    void wordsAreNaturallyAligned() {
        assertEquals(0, WORD % Integer.BYTES);
        for (int word : new int[] {PID, STARTED_MILLIS, NAMESPACE, ATTACHED_MILLIS}) assertEquals(0, word % Long.BYTES);
    }
}
