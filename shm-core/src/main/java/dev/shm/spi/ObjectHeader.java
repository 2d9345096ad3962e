package dev.shm.spi;

import static dev.shm.spi.RegionObjectLayout.*;

import dev.shm.internal.region.Fnv;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of one object, copied out of shared memory and checked.
 *
 * @param offset of the object, from the start of the region
 * @param sizeBytes of header and body
 * @param previous offset of the object before it; 0 if it is the first
 */
record ObjectHeader(long offset, String kind, int version, String name, String text, long sizeBytes, long previous) {
    long bodyOffset() {
        return offset + RegionObjectLayout.bodyOffset(length(name), length(text));
    }

    long bodyBytes() {
        return offset + sizeBytes - bodyOffset();
    }

    /** Where the next object can start. */
    long end() {
        return aligned(offset + sizeBytes);
    }

    /**
     * Reads a header.
     *
     * @param offset of the object; untrusted
     * @param heapOffset where the first object can be
     * @param before what the offset must be below, so that every chain ends
     * @return null if what is there cannot be right
     * @throws IndexOutOfBoundsException if it reaches beyond what is reserved
     */
    static @Nullable ObjectHeader read(MemoryScope memory, long offset, long heapOffset, long before) {
        ObjectHeader header = read((at, count) -> bytes(memory, at, count), offset, heapOffset, before);
        if (header != null) memory.addressOf(offset, header.sizeBytes()); // all of it has space behind it
        return header;
    }

    /**
     * As {@link #read(MemoryScope, long, long, long)}, of bytes that come from anywhere; whether there is space behind
     * the body is not looked at.
     */
    static @Nullable ObjectHeader read(Source source, long offset, long heapOffset, long before) {
        if (offset < heapOffset || offset >= before || offset % ALIGNMENT != 0) return null;
        byte[] fixed = source.bytes(offset, STRINGS);
        ByteBuffer at = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
        int nameBytes = at.getInt(NAME_LENGTH);
        int textBytes = at.getInt(TEXT_LENGTH);
        long sizeBytes = at.getLong(SIZE);
        boolean sound = nameBytes >= 0
                && nameBytes <= MAX_NAME_BYTES
                && textBytes >= 0
                && textBytes <= MAX_TEXT_BYTES
                && sizeBytes >= RegionObjectLayout.bodyOffset(nameBytes, textBytes)
                && sizeBytes <= before - offset;
        if (!sound) return null;
        byte[] strings = source.bytes(offset + STRINGS, nameBytes + textBytes);
        long checksum = Fnv.hash(strings, 0, nameBytes, Fnv.hash(fixed, 0, CHECKSUM, Fnv.START));
        if (checksum != at.getLong(CHECKSUM)) return null;
        if (Fnv.hash(strings, nameBytes, textBytes, Fnv.START) != at.getLong(FINGERPRINT)) return null;
        return new ObjectHeader(
                offset,
                new String(fixed, KIND, Long.BYTES, StandardCharsets.US_ASCII),
                at.getInt(VERSION),
                new String(strings, 0, nameBytes, StandardCharsets.UTF_8),
                new String(strings, nameBytes, textBytes, StandardCharsets.UTF_8),
                sizeBytes,
                at.getLong(PREVIOUS));
    }

    /** Writes it where nobody looks yet. */
    void write(MemoryScope memory) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] textBytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[STRINGS + nameBytes.length + textBytes.length];
        ByteBuffer at = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        at.put(KIND, kind.getBytes(StandardCharsets.US_ASCII));
        at.putInt(VERSION, version);
        at.putInt(TEXT_LENGTH, textBytes.length);
        at.putLong(SIZE, sizeBytes);
        at.putLong(FINGERPRINT, Fnv.hash(textBytes, 0, textBytes.length, Fnv.START));
        at.putLong(PREVIOUS, previous);
        at.putInt(NAME_LENGTH, nameBytes.length);
        at.putLong(CHECKSUM, Fnv.hash(nameBytes, 0, nameBytes.length, Fnv.hash(bytes, 0, CHECKSUM, Fnv.START)));
        at.put(STRINGS, nameBytes);
        at.put(STRINGS + nameBytes.length, textBytes);
        RawMemory.copyFromArray(bytes, 0, memory.addressOf(offset, bytes.length), bytes.length);
    }

    static int length(String string) {
        return string.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte[] bytes(MemoryScope memory, long offset, int count) {
        byte[] bytes = new byte[count];
        RawMemory.copyToArray(memory.addressOf(offset, count), bytes, 0, count);
        return bytes;
    }

    /** Copies bytes of a region out. */
    interface Source {
        byte[] bytes(long offset, int count);
    }
}
