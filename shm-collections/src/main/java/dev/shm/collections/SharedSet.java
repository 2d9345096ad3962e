package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.PerThread;
import dev.shm.collections.internal.map.MapTable;
import dev.shm.collections.internal.map.RecordFormat;
import dev.shm.struct.StructLayout;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A set between processes of keys of any length, which a {@link Codec} makes bytes of: a {@link SharedMap} without
 * values, whose promises hold here too.
 *
 * <pre>{@code
 * try (SharedSet<String> seen = SharedSet.openOrCreate("seen", Codec.utf8())) {
 *     if (seen.add(id)) process(id);        // true in exactly one process
 * }
 * }</pre>
 *
 * @param <K> keys
 */
public final class SharedSet<K> extends SharedTable {
    private static final byte[] NOTHING = {};

    private final Codec<K> keys;
    private final PerThread<CodecTurn> turns;

    private SharedSet(MapTable table, Codec<K> keys) {
        super(table);
        this.keys = keys;
        this.turns = new PerThread<>(() -> new CodecTurn(table));
    }

    /**
     * Creates a set in a region of its own of exactly that name.
     *
     * @throws dev.shm.RegionExistsException if a region of that name is there
     */
    public static <K> SharedSet<K> create(String name, Codec<K> keys, MapOptions options) {
        return new SharedSet<>(MapTable.create(name, layout(keys), RecordFormat.bytes(), options.maxBytes()), keys);
    }

    /** As {@link #create(String, Codec, MapOptions)}, with {@link MapOptions#defaults}. */
    public static <K> SharedSet<K> create(String name, Codec<K> keys) {
        return create(name, keys, MapOptions.defaults());
    }

    /**
     * Joins a set.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if it has another codec, or is something else
     */
    public static <K> SharedSet<K> open(String name, Codec<K> keys) {
        return new SharedSet<>(MapTable.open(name, layout(keys), RecordFormat.bytes()), keys);
    }

    /** As {@link #open}, to read only: whatever changes it throws {@code ReadOnlyRegionException}. */
    public static <K> SharedSet<K> openReadOnly(String name, Codec<K> keys) {
        return new SharedSet<>(MapTable.openReadOnly(name, layout(keys), RecordFormat.bytes()), keys);
    }

    /** Joins a set, or creates it where there is none. */
    public static <K> SharedSet<K> openOrCreate(String name, Codec<K> keys, MapOptions options) {
        return new SharedSet<>(
                MapTable.openOrCreate(name, layout(keys), RecordFormat.bytes(), options.maxBytes()), keys);
    }

    /** As {@link #openOrCreate(String, Codec, MapOptions)}, with {@link MapOptions#defaults}. */
    public static <K> SharedSet<K> openOrCreate(String name, Codec<K> keys) {
        return openOrCreate(name, keys, MapOptions.defaults());
    }

    /** A set as a named object of a region, created on first use. It grows with the region, and goes with it. */
    public static <K> SharedSet<K> in(SharedRegion region, String name, Codec<K> keys) {
        return new SharedSet<>(MapTable.in(region, name, layout(keys), RecordFormat.bytes()), keys);
    }

    private static StructLayout layout(Codec<?> keys) {
        return StructLayout.builder("entry", 1).struct("key", keys.layout()).build();
    }

    /**
     * Adds a key; whether it was not there.
     *
     * @throws dev.shm.RegionSpaceException if there is no room; the set is unchanged
     */
    public boolean add(K key) {
        CodecTurn turn = turn();
        boolean isPresent = turn.start(encode(keys, key, "key"));
        try {
            if (!isPresent) turn.put(NOTHING);
            return !isPresent;
        } finally {
            turn.end();
        }
    }

    /** Whether a key is there. Takes no lock. */
    public boolean contains(K key) {
        return turn().isThere(encode(keys, key, "key"));
    }

    /** Removes a key; whether it was there. */
    public boolean remove(K key) {
        CodecTurn turn = turn();
        boolean isPresent = turn.start(encode(keys, key, "key"));
        try {
            if (isPresent) turn.remove();
            return isPresent;
        } finally {
            turn.end();
        }
    }

    /** Shows each key to a function; what a {@link StructCursor} promises holds. */
    public void forEach(Consumer<? super K> action) {
        Objects.requireNonNull(action, "action");
        CodecWalk<K> walk = new CodecWalk<>(this, keys);
        while (walk.next()) action.accept(walk.key());
    }

    private CodecTurn turn() {
        table();
        return turns.get();
    }

    @Override
    public String toString() {
        return "SharedSet[" + name() + ", " + keys.id() + "]";
    }
}
