package dev.shm.benchmarks.map;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The generated map whose keys are texts. */
final class TextTable implements Table {
    private final TextEntryMap map;
    private final IntFunction<String> texts;
    private final SharedTextEntry view = SharedTextEntry.allocate();
    private final SharedTextEntry draft = SharedTextEntry.allocate();
    private final SharedTextEntry[] views = new SharedTextEntry[BATCH];
    private final String[] keys = new String[BATCH];
    private final boolean[] found = new boolean[BATCH];
    private final Consumer<SharedTextEntry> adder = this::add;
    private long added;

    TextTable(String name, IntFunction<String> texts) {
        this.texts = texts;
        map = TextEntryMap.openOrCreate(name);
        for (int i = 0; i < BATCH; i++) views[i] = SharedTextEntry.allocate();
    }

    @Override
    public void put(int index, long first) {
        set(draft.key(texts.apply(index)), first);
        map.put(draft);
    }

    @Override
    public long get(int index) {
        if (!map.get(texts.apply(index), view)) throw new IllegalStateException("no " + index);
        return checked(view);
    }

    @Override
    public boolean contains(int index) {
        return map.get(texts.apply(index), view);
    }

    @Override
    public void update(int index, long more) {
        added = more;
        if (!map.update(texts.apply(index), adder)) throw new IllegalStateException("no " + index);
    }

    private void add(SharedTextEntry entry) {
        set(entry, checked(entry) + added);
    }

    @Override
    public long getAll(int[] indices) {
        for (int i = 0; i < BATCH; i++) keys[i] = texts.apply(indices[i]);
        if (map.getAll(keys, views, found) != BATCH) throw new IllegalStateException("not all");
        long sum = 0;
        for (SharedTextEntry one : views) sum += checked(one);
        return sum;
    }

    private static void set(SharedTextEntry to, long first) {
        to.a(first)
                .b(first + 1)
                .c(first + 2)
                .d(first + 3)
                .e(first + 4)
                .f(first + 5)
                .g(first + 6)
                .h(first + 7);
    }

    private static long checked(SharedTextEntry one) {
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
