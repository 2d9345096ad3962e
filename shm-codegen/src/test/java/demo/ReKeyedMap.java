package demo;

import com.google.common.collect.ForwardingConcurrentMap;
import com.google.common.collect.ForwardingMapEntry;
import com.google.common.collect.ForwardingSet;
import com.google.common.collect.Iterators;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

/** A map of scores that gives each value the key that it is put under. All else is the map's behind it. */
final class ReKeyedMap extends ForwardingConcurrentMap<String, Score> {
    private final ConcurrentMap<String, Score> map;

    ReKeyedMap(ConcurrentMap<String, Score> map) {
        this.map = map;
    }

    @Override
    protected ConcurrentMap<String, Score> delegate() {
        return map;
    }

    private static Score keyed(String key, Score score) {
        return score == null || key == null ? score : new Score(key, score.points());
    }

    @Override
    public Score put(String key, Score value) {
        return map.put(key, keyed(key, value));
    }

    @Override
    public void putAll(java.util.Map<? extends String, ? extends Score> other) {
        other.forEach(this::put);
    }

    @Override
    public Score putIfAbsent(String key, Score value) {
        return map.putIfAbsent(key, keyed(key, value));
    }

    @Override
    public Score replace(String key, Score value) {
        return map.replace(key, keyed(key, value));
    }

    @Override
    public boolean replace(String key, Score expected, Score value) {
        return map.replace(key, keyed(key, expected), keyed(key, value));
    }

    @Override
    public boolean remove(Object key, Object value) {
        return map.remove(key, key instanceof String text && value instanceof Score score ? keyed(text, score) : value);
    }

    @Override
    public Set<Entry<String, Score>> entrySet() {
        return new ForwardingSet<>() {
            @Override
            protected Set<Entry<String, Score>> delegate() {
                return map.entrySet();
            }

            @Override
            public boolean remove(Object object) {
                return object instanceof Entry<?, ?> entry
                        && entry.getKey() != null
                        && ReKeyedMap.this.remove(entry.getKey(), entry.getValue());
            }

            @Override
            public boolean removeAll(java.util.Collection<?> entries) {
                return standardRemoveAll(entries);
            }

            @Override
            public Iterator<Entry<String, Score>> iterator() {
                return Iterators.transform(map.entrySet().iterator(), ReKeyedMap::keyed);
            }
        };
    }

    private static Entry<String, Score> keyed(Entry<String, Score> entry) {
        return new ForwardingMapEntry<>() {
            @Override
            protected Entry<String, Score> delegate() {
                return entry;
            }

            @Override
            public Score setValue(Score value) {
                return entry.setValue(keyed(entry.getKey(), value));
            }
        };
    }
}
