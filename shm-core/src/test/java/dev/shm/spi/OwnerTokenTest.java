package dev.shm.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class OwnerTokenTest {
    @Test
    void slotIsBelowGeneration() {
        assertEquals(0, OwnerToken.NOBODY);
        assertEquals(0x3FFF_FFFF, OwnerToken.MASK);
        assertEquals(0x3FFFF, OwnerToken.GENERATION_MASK);
        assertEquals(0x5007, OwnerToken.of(7, 5));
        assertEquals(0x3FFF_FFFF, OwnerToken.of(4095, OwnerToken.GENERATION_MASK));
    }

    @Test
    void partsAreReadBackWhateverFlagsStandAbove() {
        for (int slot : new int[] {1, 2, 512, 4094, 4095}) {
            for (int generation : new int[] {0, 1, 77, OwnerToken.GENERATION_MASK}) {
                int word = OwnerToken.of(slot, generation) | 0xC000_0000;
                assertEquals(slot, OwnerToken.slot(word));
                assertEquals(generation, OwnerToken.generation(word));
                assertNotEquals(OwnerToken.NOBODY, OwnerToken.of(slot, generation));
            }
        }
    }

    @Test
    void generationsGoRound() {
        assertEquals(1, OwnerToken.nextGeneration(0));
        assertEquals(0, OwnerToken.nextGeneration(OwnerToken.GENERATION_MASK));
    }
}
