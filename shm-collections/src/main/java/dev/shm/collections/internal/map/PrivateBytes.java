package dev.shm.collections.internal.map;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;

/** Private memory that grows: what bytes of any length are read into and written from. Confined to one thread. */
public final class PrivateBytes {
    private static final int MIN_BYTES = 256;

    private PrivateMemory memory = PrivateMemory.allocate(MIN_BYTES);

    /** The absolute address of room for so many bytes; what was there before is lost if there was less. */
    public long reserve(long sizeBytes) {
        if (sizeBytes > memory.sizeBytes())
            memory = PrivateMemory.allocate(Math.max(sizeBytes, 2 * memory.sizeBytes()));
        return memory.base();
    }

    /** The absolute address of the first byte, good until more is reserved. */
    public long base() {
        return memory.base();
    }

    /** Takes bytes from an array. */
    public long put(byte[] bytes) {
        long base = reserve(bytes.length);
        RawMemory.copyFromArray(bytes, 0, base, bytes.length);
        return base;
    }

    /** The first bytes as an array. */
    public byte[] toArray(int sizeBytes) {
        if (sizeBytes > memory.sizeBytes()) throw new IndexOutOfBoundsException(sizeBytes);
        byte[] bytes = new byte[sizeBytes];
        RawMemory.copyToArray(memory.base(), bytes, 0, sizeBytes);
        return bytes;
    }
}
