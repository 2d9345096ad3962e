package dev.shm.collections;

import dev.shm.collections.internal.map.MapCursor;
import dev.shm.memory.RawMemory;

/** A way over the entries of a map or set of bytes. Confined to one thread. */
final class CodecWalk<K> {
    private final SharedTable table;
    private final MapCursor cursor;
    private final Codec<K> keys;

    CodecWalk(SharedTable table, Codec<K> keys) {
        this.table = table;
        this.cursor = table.table().cursor();
        this.keys = keys;
    }

    boolean next() {
        table.table();
        return cursor.next();
    }

    K key() {
        return SharedTable.decode(keys, array(cursor.keyAddress(), cursor.keyBytes()));
    }

    byte[] value() {
        return array(cursor.valueAddress(), cursor.valueBytes());
    }

    private static byte[] array(long address, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        RawMemory.copyToArray(address, bytes, 0, sizeBytes);
        return bytes;
    }
}
