package dev.shm.spi;

import static dev.shm.spi.RegionObjectLayout.*;

import dev.shm.internal.region.Fnv;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The header of an object, read once into private memory. Untrusted until {@link #isSound}. */
record ObjectHeader(int version, int textBytes, long sizeBytes, long fingerprint, boolean isIntact) {
    static ObjectHeader of(byte[] header) {
        ByteBuffer at = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        return new ObjectHeader(
                at.getInt(VERSION),
                at.getInt(TEXT_LENGTH),
                at.getLong(SIZE),
                at.getLong(FINGERPRINT),
                at.getLong(CHECKSUM) == Fnv.hash(header, 0, CHECKSUM, Fnv.START));
    }

    static byte[] bytes(String kind, int version, byte[] text, long sizeBytes) {
        byte[] header = new byte[TEXT];
        ByteBuffer at = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        at.put(KIND, kind.getBytes(StandardCharsets.US_ASCII));
        at.putInt(VERSION, version);
        at.putInt(TEXT_LENGTH, text.length);
        at.putLong(SIZE, sizeBytes);
        at.putLong(FINGERPRINT, Fnv.hash(text, 0, text.length, Fnv.START));
        at.putLong(CHECKSUM, Fnv.hash(header, 0, CHECKSUM, Fnv.START));
        return header;
    }

    /** Whether it can be right, for an object that has so much room. */
    boolean isSound(long roomBytes) {
        return isIntact
                && textBytes >= 0
                && textBytes <= MAX_TEXT_BYTES
                && sizeBytes <= roomBytes
                && sizeBytes >= bodyOffset(textBytes);
    }
}
