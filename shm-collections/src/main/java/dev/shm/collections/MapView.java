package dev.shm.collections;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A shared map as the JDK has maps. Neither keys nor values are null; what cannot be a key is not there. */
final class MapView<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final ViewedMap<K, V> map;

    MapView(ViewedMap<K, V> map) {
        this.map = map;
    }

    @Override
    public int size() {
        return (int) Math.min(map.size(), Integer.MAX_VALUE);
    }

    @Override
    public boolean isEmpty() {
        return map.size() == 0;
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Objects.requireNonNull(key, "key");
        return map.isKey(key) ? map.get(keyOf(key)) : null;
    }

    @Override
    public V getOrDefault(@Nullable Object key, V other) {
        V value = get(key);
        return value == null ? other : value;
    }

    @Override
    public @Nullable V put(K key, V value) {
        return map.put(required(key), requiredValue(value));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return map.putIfAbsent(required(key), requiredValue(value));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return map.replace(required(key), requiredValue(value));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return map.replace(required(key), requiredValue(expected), requiredValue(value));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return map.change(required(key), true, true, before -> function.apply(key, before));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V found = map.get(required(key));
        return found != null ? found : map.change(key, true, false, before -> function.apply(key));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return map.change(required(key), false, true, before -> function.apply(key, requiredValue(before)));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        requiredValue(value);
        Objects.requireNonNull(function, "function");
        return map.change(required(key), true, true, before -> before == null ? value : function.apply(before, value));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (K key : keySet()) {
            computeIfPresent(key, (same, before) -> requiredValue(function.apply(same, before)));
        }
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        Objects.requireNonNull(key, "key");
        return map.isKey(key) ? map.remove(keyOf(key)) : null;
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        Objects.requireNonNull(key, "key");
        if (value == null || !map.isKey(key) || !map.isValue(value)) return false;
        return map.remove(keyOf(key), valueOf(value));
    }

    @Override
    public Set<K> keySet() {
        return new Keys();
    }

    @Override
    public Collection<V> values() {
        return new Values();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private K required(K key) {
        return Objects.requireNonNull(key, "key");
    }

    private V requiredValue(V value) {
        return Objects.requireNonNull(value, "value");
    }

    @SuppressWarnings("unchecked") // asked isKey before
    private K keyOf(Object key) {
        return (K) key;
    }

    @SuppressWarnings("unchecked") // asked isValue before
    private V valueOf(Object value) {
        return (V) value;
    }

    private final class Keys extends AbstractSet<K> {
        @Override
        public Iterator<K> iterator() {
            return new Walk<>(Entry::getKey);
        }

        @Override
        public int size() {
            return MapView.this.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(@Nullable Object key) {
            return MapView.this.remove(key) != null;
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    private final class Values extends AbstractCollection<V> {
        @Override
        public Iterator<V> iterator() {
            return new Walk<>(Entry::getValue);
        }

        @Override
        public int size() {
            return MapView.this.size();
        }

        @Override
        public boolean removeIf(Predicate<? super V> condition) {
            Objects.requireNonNull(condition, "condition");
            return map.removeIf(entry -> condition.test(entry.getValue()));
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new Walk<>(Written::new);
        }

        @Override
        public int size() {
            return MapView.this.size();
        }

        @Override
        public boolean contains(@Nullable Object object) {
            if (!(object instanceof Map.Entry<?, ?> entry) || entry.getKey() == null) return false;
            V value = get(entry.getKey());
            return value != null && value.equals(entry.getValue());
        }

        @Override
        public boolean remove(@Nullable Object object) {
            if (!(object instanceof Map.Entry<?, ?> entry) || entry.getKey() == null) return false;
            return MapView.this.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public boolean removeIf(Predicate<? super Entry<K, V>> condition) {
            Objects.requireNonNull(condition, "condition");
            return map.removeIf(condition);
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** Shows one thing of each entry, and removes by key. */
    private final class Walk<X> implements Iterator<X> {
        private final Iterator<Entry<K, V>> entries = map.entries();
        private final Function<Entry<K, V>, X> shown;
        private @Nullable K last;

        Walk(Function<Entry<K, V>, X> shown) {
            this.shown = shown;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public X next() {
            Entry<K, V> entry = entries.next();
            last = entry.getKey();
            return shown.apply(entry);
        }

        @Override
        public void remove() {
            K key = last;
            if (key == null) throw new IllegalStateException("next() comes before each remove()");
            last = null;
            map.remove(key);
        }
    }

    /** An entry as it was; setting its value puts it into the map. */
    private final class Written extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        Written(Entry<K, V> entry) {
            super(entry);
        }

        @Override
        public V setValue(V value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
