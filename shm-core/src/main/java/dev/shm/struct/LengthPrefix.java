package dev.shm.struct;

import dev.shm.memory.RawMemory;

/**
 * The length plus one before a text or a byte array: {@code uint16_t} where every length fits, else {@code int32_t}.
 */
final class LengthPrefix {
    /** The largest limit with a length of two bytes. ABI. */
    static final int MAX_SHORT_BYTES = 0xFFFE;

    private LengthPrefix() {}

    /** The bytes before the content, which are also the field's alignment. */
    static int sizeBytes(int maxBytes) {
        return maxBytes <= MAX_SHORT_BYTES ? Short.BYTES : Integer.BYTES;
    }

    static void putOpaque(long address, int maxBytes, int lengthPlusOne) {
        if (maxBytes <= MAX_SHORT_BYTES) RawMemory.putShortOpaque(address, (short) lengthPlusOne);
        else RawMemory.putIntOpaque(address, lengthPlusOne);
    }

    static void putRelease(long address, int maxBytes, int lengthPlusOne) {
        if (maxBytes <= MAX_SHORT_BYTES) RawMemory.putShortRelease(address, (short) lengthPlusOne);
        else RawMemory.putIntRelease(address, lengthPlusOne);
    }

    /** The checked length at an address, -1 for null. */
    static int lengthAcquire(Struct struct, String fieldName, long address, int maxBytes) {
        int lengthPlusOne = maxBytes <= MAX_SHORT_BYTES
                ? RawMemory.getShortAcquire(address) & 0xFFFF
                : RawMemory.getIntAcquire(address);
        if (lengthPlusOne < 0 || lengthPlusOne > maxBytes + 1) {
            throw StructAccess.corrupt(
                    struct, fieldName, "length " + (lengthPlusOne - 1L) + " of at most " + maxBytes + " bytes");
        }
        return lengthPlusOne - 1;
    }
}
