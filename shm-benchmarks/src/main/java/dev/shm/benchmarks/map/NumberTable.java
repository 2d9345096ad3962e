package dev.shm.benchmarks.map;

import java.util.function.Consumer;

/** The generated map whose keys are longs. */
final class NumberTable implements Table {
    private final LongEntryMap map;
    private final SharedLongEntry view = SharedLongEntry.allocate();
    private final SharedLongEntry draft = SharedLongEntry.allocate();
    private final SharedLongEntry[] views = new SharedLongEntry[BATCH];
    private final long[] keys = new long[BATCH];
    private final boolean[] found = new boolean[BATCH];
    private final Consumer<SharedLongEntry> adder = this::add;
    private long added;

    NumberTable(String name) {
        map = LongEntryMap.openOrCreate(name);
        for (int i = 0; i < BATCH; i++) views[i] = SharedLongEntry.allocate();
    }

    @Override
    public void put(int index, long first) {
        set(draft.key(Keys.number(index)), first);
        map.put(draft);
    }

    @Override
    public long get(int index) {
        if (!map.get(Keys.number(index), view)) throw new IllegalStateException("no " + index);
        return checked(view);
    }

    @Override
    public boolean contains(int index) {
        return map.get(Keys.number(index), view);
    }

    @Override
    public void update(int index, long more) {
        added = more;
        if (!map.update(Keys.number(index), adder)) throw new IllegalStateException("no " + index);
    }

    private void add(SharedLongEntry entry) {
        set(entry, checked(entry) + added);
    }

    @Override
    public long getAll(int[] indices) {
        for (int i = 0; i < BATCH; i++) keys[i] = Keys.number(indices[i]);
        if (map.getAll(keys, views, found) != BATCH) throw new IllegalStateException("not all");
        long sum = 0;
        for (SharedLongEntry one : views) sum += checked(one);
        return sum;
    }

    private static void set(SharedLongEntry to, long first) {
        to.a(first)
                .b(first + 1)
                .c(first + 2)
                .d(first + 3)
                .e(first + 4)
                .f(first + 5)
                .g(first + 6)
                .h(first + 7);
    }

    private static long checked(SharedLongEntry one) {
        return EightLongs.checked(one.a(), one.b(), one.c(), one.d(), one.e(), one.f(), one.g(), one.h());
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public long reservedBytes() {
        return map.statistics().reservedBytes();
    }

    @Override
    public void close() {
        map.close();
    }
}
