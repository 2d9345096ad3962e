package dev.shm.collections.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** ABI: a change of any number here is a new version of the layout. */
class ArenaLayoutTest {
    @Test
    void everyOffsetIsPinned() {
        assertEquals("SHMBYTEQ", ArenaLayout.KIND);
        assertEquals(1, ArenaLayout.VERSION);
        assertEquals(0, ArenaLayout.START);
        assertEquals(8, ArenaLayout.RESERVED);
        assertEquals(16, ArenaLayout.LENGTH);
        assertEquals(24, ArenaLayout.STAMP);
        assertEquals(32, ArenaLayout.EXTENT_BYTES);
        assertEquals(64, ArenaLayout.PIECE_BYTES);
        assertEquals(1L << 37, ArenaLayout.MAX_ARENA_BYTES);
    }

    @Test
    void wordsArePinned() {
        assertEquals(0, ArenaLayout.stamp(-1, 0, 0), "zeroed memory is the extent before the first");
        assertEquals(0x2b76_8f33_c715_5d3aL, ArenaLayout.stamp(5, 64, 128));
        assertEquals(0x2a7d_c5c0_0000_0007L, ArenaLayout.lengthWord(5, 7));
    }

    @Test
    void lengthsAreToldFromAnyOtherWord() {
        for (long position : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            for (long length : new long[] {0, 1, 64, (1L << 36)}) {
                long word = ArenaLayout.lengthWord(position, length);
                assertEquals(length, ArenaLayout.length(position, word));
                assertEquals(-1, ArenaLayout.length(position + 1, word));
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    assertEquals(-1, ArenaLayout.length(position, word ^ 1L << bit), "bit " + bit);
                }
            }
        }
    }

    @Test
    void everyBitOfAnExtentIsInItsStamp() {
        long stamp = ArenaLayout.stamp(9, 640, 128);
        assertNotEquals(stamp, ArenaLayout.stamp(10, 640, 128));
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertNotEquals(stamp, ArenaLayout.stamp(9, 640 ^ 1L << bit, 128));
            assertNotEquals(stamp, ArenaLayout.stamp(9, 640, 128 ^ 1L << bit));
        }
    }

    @Test
    void messagesTakeWholePiecesAndOneAtLeast() {
        assertEquals(64, ArenaLayout.reserved(0));
        assertEquals(64, ArenaLayout.reserved(1));
        assertEquals(64, ArenaLayout.reserved(64));
        assertEquals(128, ArenaLayout.reserved(65));
    }

    @Test
    void capacityIsRoundedUpAndHasASlotForEachPiece() {
        assertEquals(new RingGeometry(2, 32, 3, 128), RingGeometry.ofBytes(1, 3));
        assertEquals(new RingGeometry(2, 32, 0, 128), RingGeometry.ofBytes(128, 0));
        assertEquals(new RingGeometry(16, 32, 0, 1024), RingGeometry.ofBytes(1000, 0));
        assertEquals(
                640 + 2 * 128 + 16 * 32 + 1024, RingGeometry.ofBytes(1000, 0).bodyBytes());
        assertEquals(640 + 128 + 16 * 32 + 1024, RingGeometry.ofBytes(1000, 3).bodyBytes());
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE, (1L << 37) + 1, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> RingGeometry.ofBytes(wrong, 0), "capacity " + wrong);
        }
    }
}
