package dev.shm.collections.internal.map;

import dev.shm.memory.RawMemory;

/**
 * A field of a struct that is, or belongs to, the key of a map.
 *
 * @param offset in the struct, in bytes
 * @param sizeBytes of the whole field
 * @param prefixBytes of the length plus one that texts and byte arrays begin with, 2 or 4; 0 for fields of fixed length
 */
public record KeyPart(int offset, int sizeBytes, int prefixBytes) {
    public KeyPart {
        boolean sound = offset >= 0
                && sizeBytes > prefixBytes
                && (prefixBytes == 0 || prefixBytes == Short.BYTES || prefixBytes == Integer.BYTES);
        if (!sound)
            throw new IllegalArgumentException("no key part: " + offset + ", " + sizeBytes + ", " + prefixBytes);
    }

    /** How many bytes of the field count; what is behind the end of a text does not. Never more than the field has. */
    int usedBytes(long struct) {
        if (prefixBytes == 0) return sizeBytes;
        int lengthPlusOne = prefixBytes == Short.BYTES
                ? RawMemory.getShort(struct + offset) & 0xFFFF
                : RawMemory.getInt(struct + offset);
        return prefixBytes + Math.max(0, Math.min(lengthPlusOne - 1, sizeBytes - prefixBytes));
    }
}
