package dev.shm.collections;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What {@link SharedMap#asMap} shows. */
final class CodecEntries<K, V> implements ViewedMap<K, V> {
    private final SharedMap<K, V> map;
    private final Codec<K> keys;
    private final Codec<V> values;

    CodecEntries(SharedMap<K, V> map, Codec<K> keys, Codec<V> values) {
        this.map = map;
        this.keys = keys;
        this.values = values;
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean isKey(Object object) {
        return keys.type().isInstance(object);
    }

    @Override
    public boolean isValue(Object object) {
        return values.type().isInstance(object);
    }

    @Override
    public @Nullable V get(K key) {
        byte[] bytes = encoded(keys, key, "key");
        return bytes == null ? null : map.getBytes(bytes);
    }

    /** The bytes of what to look for or to compare with; null if nothing in the map can have them. */
    private static <X> byte @Nullable [] encoded(Codec<X> codec, X value, String what) {
        try {
            return SharedTable.encode(codec, value, what);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public @Nullable V put(K key, V value) {
        return put(key, value, true, true);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return put(key, value, true, false);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return put(key, value, false, true);
    }

    private @Nullable V put(K key, V value, boolean intoAbsent, boolean intoPresent) {
        byte[] bytes = SharedTable.encode(values, value, "value");
        CodecTurn turn = map.turn();
        boolean isPresent = turn.start(SharedTable.encode(keys, key, "key"));
        try {
            V before = isPresent ? SharedTable.decode(values, turn.present()) : null;
            if (isPresent ? intoPresent : intoAbsent) turn.put(bytes);
            return before;
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        byte[] keyBytes = encoded(keys, key, "key");
        byte[] expectedBytes = encoded(values, expected, "value");
        if (keyBytes == null || expectedBytes == null) return false;
        return map.replaceBytes(keyBytes, expectedBytes, SharedTable.encode(values, value, "value"));
    }

    @Override
    public @Nullable V change(K key, boolean ifAbsent, boolean ifPresent, UnaryOperator<@Nullable V> function) {
        byte[] bytes = encoded(keys, key, "key");
        if (bytes != null) return map.change(bytes, ifAbsent, ifPresent, function);
        if (ifAbsent && function.apply(null) != null) SharedTable.encode(keys, key, "key"); // says why not
        return null;
    }

    @Override
    public @Nullable V remove(K key) {
        byte[] bytes = encoded(keys, key, "key");
        if (bytes == null) return null;
        CodecTurn turn = map.turn();
        boolean isPresent = turn.start(bytes);
        try {
            if (!isPresent) return null;
            V before = SharedTable.decode(values, turn.present());
            turn.remove();
            return before;
        } finally {
            turn.end();
        }
    }

    @Override
    public boolean remove(K key, V expected) {
        byte[] keyBytes = encoded(keys, key, "key");
        byte[] expectedBytes = encoded(values, expected, "value");
        return keyBytes != null && expectedBytes != null && map.removeBytes(keyBytes, expectedBytes);
    }

    @Override
    public boolean removeIf(Predicate<? super Entry<K, V>> condition) {
        CodecWalk<K> walk = new CodecWalk<>(map, keys);
        boolean hasRemoved = false;
        while (walk.next()) {
            byte[] value = walk.value();
            K key = walk.key();
            V shown = SharedTable.decode(values, value.clone()); // bytes are shown as they are
            if (condition.test(new SimpleImmutableEntry<>(key, shown))) {
                hasRemoved |= map.removeBytes(SharedTable.encode(keys, key, "key"), value);
            }
        }
        return hasRemoved;
    }

    @Override
    public Iterator<Entry<K, V>> entries() {
        CodecWalk<K> walk = new CodecWalk<>(map, keys);
        return new Iterator<>() {
            private boolean isAhead = walk.next();

            @Override
            public boolean hasNext() {
                return isAhead;
            }

            @Override
            public Entry<K, V> next() {
                if (!isAhead) throw new NoSuchElementException("there are no more entries");
                Entry<K, V> entry = new SimpleImmutableEntry<>(walk.key(), SharedTable.decode(values, walk.value()));
                isAhead = walk.next();
                return entry;
            }
        };
    }
}
