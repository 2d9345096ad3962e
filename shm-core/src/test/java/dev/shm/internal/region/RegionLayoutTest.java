package dev.shm.internal.region;

import static dev.shm.internal.region.RegionLayout.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.internal.sync.LockLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RegionLayoutTest {
    @Test
    void identityLineIsPinned() {
        assertArrayEquals(new int[] {0, 8, 12, 16, 24, 32, 40, 48, 52, 56}, new int[] {
            MAGIC, VERSION, BYTE_ORDER, FILE_SIZE, PAYLOAD_OFFSET, PAYLOAD_SIZE, SEED, SLOT_COUNT, FLAGS, CHECKSUM
        });
    }

    @Test
    void originLineIsPinned() {
        assertArrayEquals(
                new int[] {64, 64, 72, 80, 88, 96},
                new int[] {ORIGIN, SLOT_TABLE_OFFSET, HEAP_OFFSET, CREATOR_PID, CREATED_MILLIS, CREATOR_NAMESPACE});
    }

    @Test
    void linesThatChangeArePinned() {
        assertArrayEquals(new int[] {128, 192, 256, 264, 272, 320, 512, 512}, new int[] {
            MUTEX, HEAP_LOCK, RESERVED_BYTES, HEAP_TOUCHED, NEWEST_OBJECT, FENCE, HEADER_BYTES, SLOT_TABLE
        });
    }

    @Test
    void constantsArePinned() {
        byte[] magic = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC_VALUE)
                .array();
        assertEquals("SHMREGN1", new String(magic, StandardCharsets.US_ASCII));
        assertEquals(1, VERSION_VALUE);
        assertEquals(0x0A0B0C0D, BYTE_ORDER_VALUE);
        assertEquals(1, FLAG_WHILE_ATTACHED);
        assertEquals(64, LINE_BYTES);
        assertEquals(4096, PAGE_BYTES);
        assertEquals(512, DEFAULT_SLOT_COUNT);
        assertEquals(4094, MAX_SLOT_COUNT);
        assertEquals(1L << 40, CREATION_LOCK);
        assertEquals((1L << 40) + 7, slotLock(7));
        assertEquals((1L << 40) + 4096 + 7, proofLock(7));
        assertEquals(512 + 512 * 64, payloadOffset(512));
    }

    @Test
    void wordsAreNaturallyAligned() {
        for (int word64 : new int[] {
            MAGIC,
            FILE_SIZE,
            PAYLOAD_OFFSET,
            PAYLOAD_SIZE,
            SEED,
            CHECKSUM,
            SLOT_TABLE_OFFSET,
            HEAP_OFFSET,
            CREATOR_PID,
            CREATED_MILLIS,
            CREATOR_NAMESPACE,
            RESERVED_BYTES,
            HEAP_TOUCHED,
            NEWEST_OBJECT
        }) assertEquals(0, word64 % Long.BYTES);
        for (int word32 : new int[] {VERSION, BYTE_ORDER, SLOT_COUNT, FLAGS, FENCE}) {
            assertEquals(0, word32 % Integer.BYTES);
        }
    }

    @Test
    void whateverHasAWriterOfItsOwnHasALineOfItsOwn() {
        int[] writers = {MAGIC, ORIGIN, MUTEX, HEAP_LOCK, RESERVED_BYTES, FENCE, SLOT_TABLE};
        for (int i = 0; i < writers.length; i++) {
            assertEquals(0, writers[i] % LINE_BYTES);
            if (i > 0) assertTrue(writers[i] - writers[i - 1] >= LINE_BYTES);
        }
        assertTrue(LockLayout.SIZE_BYTES <= LINE_BYTES);
        assertEquals(CHECKSUM + Long.BYTES, ORIGIN);
        assertEquals(0, payloadOffset(1) % LINE_BYTES);
    }
}
