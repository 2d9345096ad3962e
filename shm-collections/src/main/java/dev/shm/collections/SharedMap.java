package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.PerThread;
import dev.shm.collections.internal.map.MapTable;
import dev.shm.collections.internal.map.RecordFormat;
import dev.shm.struct.StructLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map between processes with keys and values of any length, which {@link Codec}s make bytes of. {@link StructMap} is
 * faster, and free of garbage, where values have a fixed layout; its promises hold here too.
 *
 * <pre>{@code
 * try (SharedMap<String, byte[]> cache = SharedMap.openOrCreate("cache", Codec.utf8(), Codec.bytes())) {
 *     cache.put("k", page);
 *     byte[] found = cache.get("k");                     // null if it is not there
 *     cache.remove("k");
 * }
 * SharedMap<String, Long> counts = SharedMap.openOrCreate("counts", Codec.utf8(), Codec.int64());
 * counts.merge("word", 1L, Long::sum);                   // atomic
 * }</pre>
 *
 * <p>A small entry lies in its segment, and a large one, up to 33 MB, in chunks that are used again when it is gone.
 * Reading takes no lock and gives a value whole, as it was at one moment; only who finds 64 times that it changes
 * faster than it can be copied tries a lock, without waiting for it. Keys are the same if their bytes are, and so are
 * values; neither is null.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class SharedMap<K, V> extends SharedTable {
    private final Codec<K> keys;
    private final Codec<V> values;
    private final PerThread<CodecTurn> turns;

    private SharedMap(MapTable table, Codec<K> keys, Codec<V> values) {
        super(table);
        this.keys = keys;
        this.values = values;
        this.turns = new PerThread<>(() -> new CodecTurn(table));
    }

    /**
     * Creates a map in a region of its own of exactly that name.
     *
     * @throws dev.shm.RegionExistsException if a region of that name is there
     */
    public static <K, V> SharedMap<K, V> create(String name, Codec<K> keys, Codec<V> values, MapOptions options) {
        return new SharedMap<>(
                MapTable.create(name, layout(keys, values), RecordFormat.bytes(), options.maxBytes()), keys, values);
    }

    /** As {@link #create(String, Codec, Codec, MapOptions)}, with {@link MapOptions#defaults}. */
    public static <K, V> SharedMap<K, V> create(String name, Codec<K> keys, Codec<V> values) {
        return create(name, keys, values, MapOptions.defaults());
    }

    /**
     * Joins a map.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if it has other codecs, or is something else
     */
    public static <K, V> SharedMap<K, V> open(String name, Codec<K> keys, Codec<V> values) {
        return new SharedMap<>(MapTable.open(name, layout(keys, values), RecordFormat.bytes()), keys, values);
    }

    /** As {@link #open}, to read only: whatever changes it throws {@code ReadOnlyRegionException}. */
    public static <K, V> SharedMap<K, V> openReadOnly(String name, Codec<K> keys, Codec<V> values) {
        return new SharedMap<>(MapTable.openReadOnly(name, layout(keys, values), RecordFormat.bytes()), keys, values);
    }

    /**
     * Joins a map, or creates it where there is none.
     *
     * @throws dev.shm.LayoutMismatchException if it has other codecs, or is something else
     */
    public static <K, V> SharedMap<K, V> openOrCreate(String name, Codec<K> keys, Codec<V> values, MapOptions options) {
        return new SharedMap<>(
                MapTable.openOrCreate(name, layout(keys, values), RecordFormat.bytes(), options.maxBytes()),
                keys,
                values);
    }

    /** As {@link #openOrCreate(String, Codec, Codec, MapOptions)}, with {@link MapOptions#defaults}. */
    public static <K, V> SharedMap<K, V> openOrCreate(String name, Codec<K> keys, Codec<V> values) {
        return openOrCreate(name, keys, values, MapOptions.defaults());
    }

    /** A map as a named object of a region, created on first use. It grows with the region, and goes with it. */
    public static <K, V> SharedMap<K, V> in(SharedRegion region, String name, Codec<K> keys, Codec<V> values) {
        return new SharedMap<>(MapTable.in(region, name, layout(keys, values), RecordFormat.bytes()), keys, values);
    }

    private static StructLayout layout(Codec<?> keys, Codec<?> values) {
        return StructLayout.builder("entry", 1)
                .struct("key", keys.layout())
                .struct("value", values.layout())
                .build();
    }

    /** The value with a key; null if it is not there. Takes no lock. */
    public @Nullable V get(K key) {
        return getBytes(encode(keys, key, "key"));
    }

    @Nullable
    V getBytes(byte[] key) {
        byte[] found = turn().look(key);
        return found == null ? null : decode(values, found);
    }

    /** Whether there is a value with a key. Takes no lock. */
    public boolean containsKey(K key) {
        return turn().isThere(encode(keys, key, "key"));
    }

    /**
     * Puts a value, instead of the one with its key if there is one.
     *
     * @return whether there was one
     * @throws IllegalArgumentException if key and value are too large together, or have no bytes; the map is unchanged
     * @throws dev.shm.RegionSpaceException if there is no room; the map is unchanged
     */
    public boolean put(K key, V value) {
        return put(key, value, true, true);
    }

    /** As {@link #put}, if there is none with that key; whether it was put. */
    public boolean putIfAbsent(K key, V value) {
        return !put(key, value, true, false);
    }

    /** As {@link #put}, if there is one with that key; whether it was put. */
    public boolean replace(K key, V value) {
        return put(key, value, false, true);
    }

    private boolean put(K key, V value, boolean intoAbsent, boolean intoPresent) {
        byte[] bytes = encode(values, value, "value");
        CodecTurn turn = turn();
        boolean isPresent = turn.start(encode(keys, key, "key"));
        try {
            if (isPresent ? intoPresent : intoAbsent) turn.put(bytes);
            return isPresent;
        } finally {
            turn.end();
        }
    }

    /** Puts a value if there is one with that key that has the bytes of the expected one; whether it was put. */
    public boolean replace(K key, V expected, V value) {
        byte[] expectedBytes = encode(values, expected, "value");
        return replaceBytes(encode(keys, key, "key"), expectedBytes, encode(values, value, "value"));
    }

    boolean replaceBytes(byte[] key, byte[] expected, byte[] value) {
        CodecTurn turn = turn();
        boolean isPresent = turn.start(key);
        try {
            if (!isPresent || !Arrays.equals(expected, turn.present())) return false;
            turn.put(value);
            return true;
        } finally {
            turn.end();
        }
    }

    /** Removes the value with a key; whether there was one. */
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

    /** Removes the value with a key if it has the bytes of the expected one; whether it did. */
    public boolean remove(K key, V expected) {
        return removeBytes(encode(keys, key, "key"), encode(values, expected, "value"));
    }

    boolean removeBytes(byte[] key, byte[] expected) {
        CodecTurn turn = turn();
        boolean isPresent = turn.start(key);
        try {
            if (!isPresent || !Arrays.equals(expected, turn.present())) return false;
            turn.remove();
            return true;
        } finally {
            turn.end();
        }
    }

    /**
     * Puts a value if there is none with that key, and else what a function makes of both, in one step.
     *
     * @param function is given the present value and this one; if it makes null, the value is removed. Called at most
     *     once, under the lock of that key: it must be short, must not change this map, and must not wait for others.
     *     If it throws, the map is unchanged
     * @return what is in the map now, or null
     */
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return change(
                encode(keys, key, "key"), true, true, before -> before == null ? value : function.apply(before, value));
    }

    /**
     * The value with a key; where there is none, what a function makes is put, in one step.
     *
     * @param function as in {@link #merge}, and if it makes null, nothing is put; not called if there is a value
     * @return what is in the map now, or null
     */
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V found = get(key);
        return found != null ? found : change(encode(keys, key, "key"), true, false, before -> function.apply(key));
    }

    /** As {@link ViewedMap#change}. */
    @Nullable
    V change(byte[] key, boolean ifAbsent, boolean ifPresent, UnaryOperator<@Nullable V> function) {
        CodecTurn turn = turn();
        boolean isPresent = turn.start(key);
        try {
            V before = isPresent ? decode(values, turn.present()) : null;
            if (isPresent ? !ifPresent : !ifAbsent) return before;
            V after = function.apply(before);
            if (after != null) turn.put(encode(values, after, "value"));
            else if (isPresent) turn.remove();
            return after;
        } finally {
            turn.end();
        }
    }

    /** Shows each entry to a function; what a {@link StructCursor} promises holds. */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        CodecWalk<K> walk = new CodecWalk<>(this, keys);
        while (walk.next()) action.accept(walk.key(), decode(values, walk.value()));
    }

    /**
     * This map as a {@code ConcurrentMap}: a view, whose changes are the map's. It compares keys and values by their
     * bytes, but in {@code containsValue} and in the {@code equals} of entries. Its iterators never throw
     * {@code ConcurrentModificationException}; they promise what {@link StructCursor} does. Functions given
     * to {@code compute}, {@code computeIfAbsent}, {@code computeIfPresent}, {@code merge} and {@code replaceAll} are
     * called once for a key, under its lock, as that of {@link #merge}; they may change the value that they are given in
     * place. The condition of {@code removeIf} is asked without the lock; a value that has changed since stays.
     */
    public ConcurrentMap<K, V> asMap() {
        return new MapView<>(new CodecEntries<>(this, keys, values));
    }

    /** What this thread looks and changes with. */
    CodecTurn turn() {
        table();
        return turns.get();
    }

    @Override
    public String toString() {
        return "SharedMap[" + name() + ", " + keys.id() + " to " + values.id() + "]";
    }
}
