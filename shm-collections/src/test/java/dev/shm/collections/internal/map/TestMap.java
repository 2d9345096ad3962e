package dev.shm.collections.internal.map;

import dev.shm.SharedRegion;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A map of longs to values of eight words, straight on the table. The words of a value follow from the first, so that a
 * torn one shows.
 */
final class TestMap implements AutoCloseable {
    static final int VALUE_WORDS = 8;
    static final int STRUCT_BYTES = Long.BYTES * (1 + VALUE_WORDS);
    static final RecordFormat FORMAT = RecordFormat.word(STRUCT_BYTES, 0, Long.BYTES);

    /** A few keys fill a segment of these. */
    static final long SMALL_SEGMENT_BYTES = 64 * 23;

    static final long MAX_BYTES = 1L << 30;

    final MapTable table;
    private final ThreadLocal<PrivateMemory> copies =
            ThreadLocal.withInitial(() -> PrivateMemory.allocate(STRUCT_BYTES));

    private TestMap(MapTable table) {
        this.table = table;
    }

    static TestMap create(String name, long segmentBytes) {
        return create(name, segmentBytes, MAX_BYTES);
    }

    static TestMap create(String name, long segmentBytes, long maxBytes) {
        MapGeometry geometry = MapGeometry.of(FORMAT, segmentBytes, 0x1234_5678_9ABC_DEF0L, 42);
        return new TestMap(MapTable.create(name, null, FORMAT, maxBytes, geometry));
    }

    static TestMap openOrCreate(String name) {
        return new TestMap(MapTable.openOrCreate(name, null, FORMAT, MAX_BYTES));
    }

    static TestMap open(String name) {
        return new TestMap(MapTable.open(name, null, FORMAT));
    }

    static TestMap openReadOnly(String name) {
        return new TestMap(MapTable.openReadOnly(name, null, FORMAT));
    }

    /** The value's first word; null if there is none. */
    @Nullable
    Long get(long key) {
        long copy = copies.get().base();
        if (!table.get(table.hashOfWord(key), key, 0, copy)) return null;
        return valueOf(copy, key);
    }

    /** As {@link #get}, as one who has looked in vain for long does it; null also if somebody has the segment's lock. */
    @Nullable
    Long getStill(long key) {
        long copy = copies.get().base();
        int found = table.reader().lookStill(table.hashOfWord(key), key, 0, copy, null);
        return found < 0 ? null : valueOf(copy, key);
    }

    void put(long key, long value) {
        put(key, table.hashOfWord(key), value);
    }

    /** As {@link #put(long, long)}, with a hash of one's own. */
    void put(long key, long hash, long value) {
        MapWrite write = table.write();
        write.begin(hash, key, 0);
        try {
            fill(write.draft(), key, value);
            write.commit();
        } finally {
            write.end();
        }
    }

    /** Adds to a value; whether there was one. */
    boolean add(long key, long delta) {
        MapWrite write = table.write();
        write.begin(table.hashOfWord(key), key, 0);
        try {
            if (!write.isPresent()) return false;
            long draft = write.draft();
            fill(draft, key, valueOf(write.current(), key) + delta);
            write.commit();
            return true;
        } finally {
            write.end();
        }
    }

    boolean remove(long key) {
        MapWrite write = table.write();
        write.begin(table.hashOfWord(key), key, 0);
        try {
            if (!write.isPresent()) return false;
            write.remove();
            return true;
        } finally {
            write.end();
        }
    }

    static void fill(long struct, long key, long value) {
        RawMemory.putLong(struct, key);
        for (int i = 0; i < VALUE_WORDS; i++) RawMemory.putLong(struct + (i + 1L) * Long.BYTES, value + i);
    }

    /** The first word of a struct's value, of which all words must be right. */
    static long valueOf(long struct, long key) {
        if (RawMemory.getLong(struct) != key)
            throw new AssertionError("key " + key + " has " + RawMemory.getLong(struct));
        long value = RawMemory.getLong(struct + Long.BYTES);
        for (int i = 0; i < VALUE_WORDS; i++) {
            long found = RawMemory.getLong(struct + (i + 1L) * Long.BYTES);
            if (found != value + i) throw new AssertionError("torn: " + found + " at " + i + " of " + value);
        }
        return value;
    }

    long size() {
        return table.size();
    }

    @Override
    public void close() {
        table.close();
    }

    static void delete(String name) {
        SharedRegion.delete(name);
    }
}
