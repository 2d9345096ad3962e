package dev.shm.internal.region;

import static dev.shm.internal.region.RegionLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.RawMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where things are in one region: what its header says, read once, checked, and kept.
 *
 * <p>Nothing of it is read from shared memory again: what a process scribbles over the header later moves nothing.
 */
record RegionGeometry(
        long fileBytes, long payloadOffset, long payloadBytes, long heapOffset, int slotCount, long seed, int flags) {

    /** The geometry of a region to be made. */
    static RegionGeometry of(long payloadBytes, long maxBytes, long seed, int flags) {
        long payloadOffset = RegionLayout.payloadOffset(DEFAULT_SLOT_COUNT);
        long heapOffset = roundUp(payloadOffset + payloadBytes, PAGE_BYTES);
        return new RegionGeometry(
                Math.max(heapOffset, maxBytes & -PAGE_BYTES),
                payloadOffset,
                payloadBytes,
                heapOffset,
                DEFAULT_SLOT_COUNT,
                seed,
                flags);
    }

    /** Bytes that are reserved at creation: all before the heap. */
    long initialBytes() {
        return heapOffset;
    }

    boolean isWhileAttached() {
        return (flags & FLAG_WHILE_ATTACHED) != 0;
    }

    /** Writes all but the magic; nobody else sees the region yet. */
    void write(long base, long createdMillis) {
        RawMemory.putInt(base + VERSION, VERSION_VALUE);
        RawMemory.putInt(base + BYTE_ORDER, BYTE_ORDER_VALUE);
        RawMemory.putLong(base + FILE_SIZE, fileBytes);
        RawMemory.putLong(base + PAYLOAD_OFFSET, payloadOffset);
        RawMemory.putLong(base + PAYLOAD_SIZE, payloadBytes);
        RawMemory.putLong(base + SEED, seed);
        RawMemory.putInt(base + SLOT_COUNT, slotCount);
        RawMemory.putInt(base + FLAGS, flags);
        RawMemory.putLong(base + SLOT_TABLE_OFFSET, SLOT_TABLE);
        RawMemory.putLong(base + HEAP_OFFSET, heapOffset);
        RawMemory.putLong(base + CREATOR_PID, ThisProcess.pid());
        RawMemory.putLong(base + CREATED_MILLIS, createdMillis);
        RawMemory.putLong(base + CREATOR_NAMESPACE, ThisProcess.pidNamespace());
        RawMemory.putLong(base + RESERVED_BYTES, initialBytes());
        RawMemory.putLong(base + HEAP_TOUCHED, heapOffset);
        byte[] header = new byte[HEADER_BYTES];
        RawMemory.copyToArray(base, header, 0, HEADER_BYTES);
        RawMemory.putLong(base + CHECKSUM, checksum(header));
    }

    /**
     * Reads and checks a header.
     *
     * @param header the start of the file; untrusted
     * @param found how many bytes of it there were
     * @param fileBytes the size that the file has
     * @throws CorruptRegionException if it is not the header of a whole region
     */
    static RegionGeometry read(byte[] header, int found, long fileBytes, RegionPath path) {
        if (found < HEADER_BYTES) throw corrupt(path, "the file has " + found + " bytes and no header");
        ByteBuffer at = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (at.getLong(MAGIC) != MAGIC_VALUE) throw corrupt(path, "the file does not start like a region");
        if (at.getInt(BYTE_ORDER) != BYTE_ORDER_VALUE) throw corrupt(path, "it has another byte order");
        if (at.getInt(VERSION) != VERSION_VALUE) {
            throw corrupt(
                    path,
                    "it has format version " + at.getInt(VERSION) + ", and this library reads version "
                            + VERSION_VALUE);
        }
        if (at.getLong(CHECKSUM) != checksum(header)) throw corrupt(path, "the checksum of its header is wrong");
        if (at.getLong(FILE_SIZE) != fileBytes) {
            throw corrupt(path, "its header says " + at.getLong(FILE_SIZE) + " bytes and the file has " + fileBytes);
        }
        RegionGeometry geometry = new RegionGeometry(
                fileBytes,
                at.getLong(PAYLOAD_OFFSET),
                at.getLong(PAYLOAD_SIZE),
                at.getLong(HEAP_OFFSET),
                at.getInt(SLOT_COUNT),
                at.getLong(SEED),
                at.getInt(FLAGS));
        if (!geometry.isSound() || at.getLong(SLOT_TABLE_OFFSET) != SLOT_TABLE) {
            throw corrupt(path, "its header contradicts itself: " + geometry);
        }
        return geometry;
    }

    private boolean isSound() {
        return slotCount >= 1
                && slotCount <= MAX_SLOT_COUNT
                && payloadOffset == RegionLayout.payloadOffset(slotCount)
                && payloadBytes > 0
                && payloadBytes <= fileBytes - payloadOffset
                && heapOffset == roundUp(payloadOffset + payloadBytes, PAGE_BYTES)
                && heapOffset <= fileBytes;
    }

    private static long checksum(byte[] header) {
        return Fnv.hash(header, ORIGIN, LINE_BYTES, Fnv.hash(header, VERSION, CHECKSUM - VERSION, Fnv.START));
    }

    private static long roundUp(long bytes, long unit) {
        return bytes + unit - 1 & -unit;
    }

    private static CorruptRegionException corrupt(RegionPath path, String found) {
        return new CorruptRegionException(path + ": " + found
                + ". Nothing was changed. If nobody needs the file, remove it with" + " " + path.removal(true));
    }
}
