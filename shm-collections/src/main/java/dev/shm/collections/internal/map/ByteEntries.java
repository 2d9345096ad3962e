package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.RawMemory;
import java.util.function.IntConsumer;

/**
 * Entries of variable length: a header, then key and value one after the other; or, if that would take more than a
 * quarter of a segment, the numbers of the chunks in which they are. Which of both, the lengths say.
 */
final class ByteEntries {
    private static final int SHARE = 4;

    private final MapChunks chunks;
    private final long maxInlineBytes;
    private final long maxEntryBytes;

    ByteEntries(MapChunks chunks, long segmentBytes) {
        this.chunks = chunks;
        this.maxInlineBytes = segmentBytes / SHARE - ENTRY_HEADER_BYTES;
        this.maxEntryBytes = Math.min(Integer.MAX_VALUE, maxInlineBytes / Integer.BYTES * MapChunks.CHUNK_BYTES);
    }

    /** The most bytes that key and value of an entry have together. */
    long maxEntryBytes() {
        return maxEntryBytes;
    }

    private boolean isLarge(long keyAndValueBytes) {
        return keyAndValueBytes > maxInlineBytes;
    }

    private static int chunkCount(long keyAndValueBytes) {
        return (int) ((keyAndValueBytes + MapChunks.CHUNK_BYTES - 1) / MapChunks.CHUNK_BYTES);
    }

    /** How many chunks an entry of so many bytes needs. */
    int chunksFor(long keyAndValueBytes) {
        return isLarge(keyAndValueBytes) ? chunkCount(keyAndValueBytes) : 0;
    }

    /** Bytes of an entry in its segment. */
    long bytesFor(long keyAndValueBytes) {
        return ENTRY_HEADER_BYTES
                + (isLarge(keyAndValueBytes) ? (long) chunkCount(keyAndValueBytes) * Integer.BYTES : keyAndValueBytes);
    }

    /** Bytes of key and value; -1 if the entry says what cannot be. */
    long keyAndValueBytes(long entry) {
        long keyBytes = RawMemory.getInt(entry + ENTRY_KEY_BYTES);
        long valueBytes = RawMemory.getInt(entry + ENTRY_VALUE_BYTES);
        return keyBytes < 0 || valueBytes < 0 || keyBytes + valueBytes > maxEntryBytes ? -1 : keyBytes + valueBytes;
    }

    /** Whether an entry of so many bytes of key and value ends before an address. */
    boolean endsBefore(long entry, long keyAndValueBytes, long limit) {
        return bytesFor(keyAndValueBytes) <= limit - entry;
    }

    /**
     * Whether an entry has a key. It may be changing, and is then none.
     *
     * @param limit the address where its segment ends
     */
    boolean hasKey(long entry, long limit, long hash, long keyBytes, long image) {
        if (RawMemory.getLong(entry + ENTRY_HASH) != hash || RawMemory.getInt(entry + ENTRY_KEY_BYTES) != keyBytes) {
            return false;
        }
        long bytes = keyAndValueBytes(entry);
        if (bytes < keyBytes || !endsBefore(entry, bytes, limit)) return false;
        if (!isLarge(bytes)) return RecordFormat.areEqual(entry + ENTRY_HEADER_BYTES, image, keyBytes);
        for (long done = 0; done < keyBytes; done += MapChunks.CHUNK_BYTES) {
            long part = Math.min(MapChunks.CHUNK_BYTES, keyBytes - done);
            long chunk = chunkAt(entry, done);
            if (chunk < 0 || !RecordFormat.areEqual(chunk, image + done, part)) return false;
        }
        return true;
    }

    /**
     * Copies a part of key and value out.
     *
     * @param keyAndValueBytes of the entry, as its header said
     * @return false if the entry has chunks that there are not
     */
    boolean copyOut(long entry, long keyAndValueBytes, long from, long sizeBytes, long target) {
        if (!isLarge(keyAndValueBytes)) {
            RawMemory.copy(entry + ENTRY_HEADER_BYTES + from, target, sizeBytes);
            return true;
        }
        for (long done = 0; done < sizeBytes; ) {
            long at = from + done;
            long part = Math.min(MapChunks.CHUNK_BYTES - at % MapChunks.CHUNK_BYTES, sizeBytes - done);
            long chunk = chunkAt(entry, at);
            if (chunk < 0) return false;
            RawMemory.copy(chunk + at % MapChunks.CHUNK_BYTES, target + done, part);
            done += part;
        }
        return true;
    }

    private long chunkAt(long entry, long position) {
        long number = position / MapChunks.CHUNK_BYTES;
        return chunks.address(RawMemory.getInt(entry + ENTRY_HEADER_BYTES + number * Integer.BYTES));
    }

    /** Fills a draft. */
    void write(long entry, long hash, long key, int keyBytes, long value, int valueBytes, int[] taken) {
        RawMemory.putLong(entry + ENTRY_HASH, hash);
        RawMemory.putInt(entry + ENTRY_KEY_BYTES, keyBytes);
        RawMemory.putInt(entry + ENTRY_VALUE_BYTES, valueBytes);
        for (int i = 0; i < taken.length; i++) {
            RawMemory.putInt(entry + ENTRY_HEADER_BYTES + (long) i * Integer.BYTES, taken[i]);
        }
        copyIn(entry, taken, 0, key, keyBytes);
        copyIn(entry, taken, keyBytes, value, valueBytes);
    }

    private void copyIn(long entry, int[] taken, long at, long from, long sizeBytes) {
        if (taken.length == 0) {
            RawMemory.copy(from, entry + ENTRY_HEADER_BYTES + at, sizeBytes);
            return;
        }
        for (long done = 0; done < sizeBytes; ) {
            long place = at + done;
            long part = Math.min(MapChunks.CHUNK_BYTES - place % MapChunks.CHUNK_BYTES, sizeBytes - done);
            long chunk = chunks.address(taken[(int) (place / MapChunks.CHUNK_BYTES)]);
            RawMemory.copy(from + done, chunk + place % MapChunks.CHUNK_BYTES, part);
            done += part;
        }
    }

    /** Names the chunks of an entry. */
    void forEachChunk(long entry, IntConsumer action) {
        long bytes = keyAndValueBytes(entry);
        if (bytes < 0 || !isLarge(bytes)) return;
        int count = chunkCount(bytes);
        for (int i = 0; i < count; i++) {
            action.accept(RawMemory.getInt(entry + ENTRY_HEADER_BYTES + (long) i * Integer.BYTES));
        }
    }
}
