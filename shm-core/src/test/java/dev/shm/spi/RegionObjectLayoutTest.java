package dev.shm.spi;

import static dev.shm.spi.RegionObjectLayout.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RegionObjectLayoutTest {
    private static final long HEAP = 256;
    private static final long AT = 512;

    private final PrivateMemory memory = PrivateMemory.allocate(4096);

    @Test
    void offsetsArePinned() {
        assertArrayEquals(
                new int[] {0, 8, 12, 16, 24, 32, 40, 48, 64},
                new int[] {KIND, VERSION, TEXT_LENGTH, SIZE, FINGERPRINT, PREVIOUS, NAME_LENGTH, CHECKSUM, STRINGS});
        assertEquals(128, ALIGNMENT);
        assertEquals(1 << 20, MAX_TEXT_BYTES);
        assertEquals(1 << 10, MAX_NAME_BYTES);
        for (int word64 : new int[] {KIND, SIZE, FINGERPRINT, PREVIOUS, CHECKSUM}) {
            assertEquals(0, word64 % Long.BYTES);
        }
        for (int word32 : new int[] {VERSION, TEXT_LENGTH, NAME_LENGTH}) assertEquals(0, word32 % Integer.BYTES);
    }

    @Test
    void bodyStartsAtItsAlignmentAfterNameAndText() {
        assertEquals(128, bodyOffset(0, 0));
        assertEquals(128, bodyOffset(4, 60));
        assertEquals(256, bodyOffset(5, 60));
        assertEquals(STRINGS + (1 << 20) + 64, bodyOffset(0, 1 << 20));
    }

    @Test
    void headerIsPinnedByteForByte() {
        header("best", "long id", 4096).write(memory);
        byte[] bytes = new byte[STRINGS + 11];
        RawMemory.copyToArray(memory.addressOf(AT, bytes.length), bytes, 0, bytes.length);
        assertEquals(
                "53484d5155455545" + "03000000" + "07000000" + "0010000000000000" + "ccb5d26d5a4e6273"
                        + "0001000000000000" + "04000000" + "00000000" + hexOfLong(CHECKSUM) + "00".repeat(8)
                        + HexFormat.of().formatHex("bestlong id".getBytes(StandardCharsets.US_ASCII)),
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void headerIsReadAsItWasWritten() {
        ObjectHeader header = header("best", "long id", 512);
        header.write(memory);
        assertEquals(header, read(Long.MAX_VALUE));
        assertEquals(AT + 128, header.bodyOffset());
        assertEquals(384, header.bodyBytes());
        assertEquals(AT + 512, header.end());
    }

    @Test
    void headerWithAnyByteChangedIsRefused() {
        header("best", "long id", 512).write(memory);
        assertNotNull(read(Long.MAX_VALUE));
        for (int i = 0; i < STRINGS + 11; i++) {
            if (i >= CHECKSUM + Long.BYTES && i < STRINGS) continue; // not used
            long at = memory.addressOf(AT + i, 1);
            byte before = RawMemory.getByte(at);
            RawMemory.putByte(at, (byte) (before ^ 0x10));
            assertNull(read(Long.MAX_VALUE), "byte " + i);
            RawMemory.putByte(at, before);
        }
    }

    @Test
    void objectsThatCannotBeWhereTheyAreAreRefused() {
        header("best", "long id", 512).write(memory);
        assertNull(ObjectHeader.read(memory, AT, AT + 128, Long.MAX_VALUE), "before the heap");
        assertNull(read(AT), "not before its successor");
        assertNull(read(AT + 511), "reaching into its successor");
        assertNull(ObjectHeader.read(memory, AT + 64, HEAP, Long.MAX_VALUE), "misaligned");
        assertNull(ObjectHeader.read(memory, -128, HEAP, Long.MAX_VALUE), "negative");
        header("best", "long id", 127).write(memory);
        assertNull(read(Long.MAX_VALUE), "smaller than its header");
        header("best", "long id", -1).write(memory);
        assertNull(read(Long.MAX_VALUE), "of negative size");
    }

    private @Nullable ObjectHeader read(long before) {
        return ObjectHeader.read(memory, AT, HEAP, before);
    }

    private static ObjectHeader header(String name, String text, long sizeBytes) {
        return new ObjectHeader(AT, "SHMQUEUE", 3, name, text, sizeBytes, HEAP);
    }

    private String hexOfLong(int offset) {
        byte[] bytes = new byte[Long.BYTES];
        RawMemory.copyToArray(memory.addressOf(AT + offset, bytes.length), bytes, 0, bytes.length);
        return HexFormat.of().formatHex(bytes);
    }
}
