package dev.shm.collections.internal.map;

import dev.shm.memory.RawMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of bytes to bytes, straight on the table. */
final class ByteMap implements AutoCloseable {
    static final long MAX_BYTES = 1L << 30;
    private static final long SEED = 0x1234_5678L;
    private static final long SECOND_SEED = 43;

    final MapTable table;
    private final ThreadLocal<PrivateBytes> keys = ThreadLocal.withInitial(PrivateBytes::new);
    private final ThreadLocal<PrivateBytes> values = ThreadLocal.withInitial(PrivateBytes::new);

    private ByteMap(MapTable table) {
        this.table = table;
    }

    static ByteMap create(String name, long segmentBytes) {
        RecordFormat format = RecordFormat.bytes();
        return new ByteMap(MapTable.create(
                name, null, format, MAX_BYTES, MapGeometry.of(format, segmentBytes, SEED, SECOND_SEED)));
    }

    static ByteMap open(String name) {
        return new ByteMap(MapTable.open(name, null, RecordFormat.bytes()));
    }

    /** The n-th of many keys that have one hash: the second half takes back what the first has done to it. */
    static byte[] colliding(int n) {
        long first = (SEED ^ 16) ^ n;
        long factor = 0x9E37_79B9_7F4A_7C15L ^ SECOND_SEED;
        long hash = Math.multiplyHigh(first, factor) ^ first * factor ^ first;
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(n)
                .putLong(hash)
                .array();
    }

    byte @Nullable [] get(byte[] key) {
        long address = keys.get().put(key);
        PrivateBytes value = values.get();
        int size = table.getBytes(table.hashOfBytes(address, key.length), address, key.length, value);
        return size < 0 ? null : value.toArray(size);
    }

    void put(byte[] key, byte[] value) {
        MapWrite write = begin(key);
        try {
            write.putBytes(values.get().put(value), value.length);
        } finally {
            write.end();
        }
    }

    boolean remove(byte[] key) {
        MapWrite write = begin(key);
        try {
            if (!write.isPresent()) return false;
            write.remove();
            return true;
        } finally {
            write.end();
        }
    }

    private MapWrite begin(byte[] key) {
        long address = keys.get().put(key);
        MapWrite write = table.write();
        write.begin(table.hashOfBytes(address, key.length), key.length, address);
        return write;
    }

    /** All entries, as the cursor gives them; each key once. */
    Map<String, byte[]> all() {
        Map<String, byte[]> all = new HashMap<>();
        MapCursor cursor = table.cursor();
        while (cursor.next()) {
            String key = new String(array(cursor.keyAddress(), cursor.keyBytes()), StandardCharsets.UTF_8);
            if (all.put(key, array(cursor.valueAddress(), cursor.valueBytes())) != null) {
                throw new AssertionError("twice: " + key);
            }
        }
        return all;
    }

    private static byte[] array(long address, int size) {
        byte[] bytes = new byte[size];
        RawMemory.copyToArray(address, bytes, 0, size);
        return bytes;
    }

    @Override
    public void close() {
        table.close();
    }
}
