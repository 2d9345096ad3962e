package dev.shm.benchmarks.map;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** {@code ConcurrentHashMap}, with a new value for each put. */
final class JdkTable<K> implements Table {
    private final ConcurrentHashMap<K, EightLongs> map = new ConcurrentHashMap<>();
    private final IntFunction<K> sought;
    private final IntFunction<K> made;

    /**
     * @param sought a key to look for
     * @param made a key to put, which is another object
     */
    JdkTable(IntFunction<K> sought, IntFunction<K> made) {
        this.sought = sought;
        this.made = made;
    }

    @Override
    public void put(int index, long first) {
        map.put(made.apply(index), EightLongs.of(first));
    }

    @Override
    public long get(int index) {
        EightLongs found = map.get(sought.apply(index));
        if (found == null) throw new IllegalStateException("no " + index);
        return found.checked();
    }

    @Override
    public boolean contains(int index) {
        return map.get(sought.apply(index)) != null;
    }

    @Override
    public void update(int index, long more) {
        map.computeIfPresent(sought.apply(index), (key, value) -> EightLongs.of(value.checked() + more));
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public void close() {
        map.clear();
    }
}
