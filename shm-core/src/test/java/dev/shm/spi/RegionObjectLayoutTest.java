package dev.shm.spi;

import static dev.shm.spi.RegionObjectLayout.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class RegionObjectLayoutTest {
    @Test
    void offsetsArePinned() {
        assertArrayEquals(
                new int[] {0, 8, 12, 16, 24, 32, 64},
                new int[] {KIND, VERSION, TEXT_LENGTH, SIZE, FINGERPRINT, CHECKSUM, TEXT});
        assertEquals(128, BODY_ALIGNMENT);
        assertEquals(1 << 20, MAX_TEXT_BYTES);
        for (int word64 : new int[] {KIND, SIZE, FINGERPRINT, CHECKSUM}) assertEquals(0, word64 % Long.BYTES);
        for (int word32 : new int[] {VERSION, TEXT_LENGTH}) assertEquals(0, word32 % Integer.BYTES);
    }

    @Test
    void bodyStartsAtItsAlignmentAfterTheText() {
        assertEquals(128, bodyOffset(0));
        assertEquals(128, bodyOffset(64));
        assertEquals(256, bodyOffset(65));
        assertEquals(TEXT + (1 << 20) + 64, bodyOffset(1 << 20));
    }

    @Test
    void headerIsPinnedByteForByte() {
        byte[] text = "long id".getBytes(StandardCharsets.UTF_8);
        byte[] header = ObjectHeader.bytes("SHMQUEUE", 3, text, 4096);
        assertEquals(
                "53484d5155455545" + "03000000" + "07000000" + "0010000000000000" + "ccb5d26d5a4e6273"
                        + "6132708ada13715e" + "00".repeat(24),
                HexFormat.of().formatHex(header));
    }

    @Test
    void headerWithAnyByteChangedIsNotSound() {
        byte[] header = ObjectHeader.bytes("SHMQUEUE", 3, new byte[7], 4096);
        assertTrue(ObjectHeader.of(header).isSound(4096));
        for (int i = 0; i < CHECKSUM + Long.BYTES; i++) {
            byte[] damaged = header.clone();
            damaged[i] ^= 0x10;
            assertFalse(ObjectHeader.of(damaged).isSound(4096), "byte " + i);
        }
    }

    @Test
    void soundHeaderFitsItsRoomAndHoldsItsText() {
        assertFalse(ObjectHeader.of(ObjectHeader.bytes("SHMQUEUE", 3, new byte[7], 4097))
                .isSound(4096));
        assertFalse(ObjectHeader.of(ObjectHeader.bytes("SHMQUEUE", 3, new byte[65], 255))
                .isSound(4096));
        assertFalse(ObjectHeader.of(ObjectHeader.bytes("SHMQUEUE", 3, new byte[7], -1))
                .isSound(4096));
        byte[] tooLong = new byte[MAX_TEXT_BYTES + 1];
        assertFalse(ObjectHeader.of(ObjectHeader.bytes("SHMQUEUE", 3, tooLong, 1L << 30))
                .isSound(1L << 31));
    }
}
