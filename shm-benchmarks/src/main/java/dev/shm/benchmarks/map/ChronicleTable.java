package dev.shm.benchmarks.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** Chronicle Map in a mapped file, told how many entries there will be, with values read into one object. */
final class ChronicleTable<K> implements Table {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final ChronicleMap<K, EightLongs> map;
    private final Path file;
    private final IntFunction<K> keys;
    private final EightLongs value = new EightLongs();
    private final EightLongs draft = new EightLongs();

    private ChronicleTable(ChronicleMap<K, EightLongs> map, Path file, IntFunction<K> keys) {
        this.map = map;
        this.file = file;
        this.keys = keys;
    }

    static ChronicleTable<Long> ofNumbers(String name, int entries) {
        return open(name, ChronicleMapBuilder.of(Long.class, EightLongs.class), entries, Keys::number);
    }

    static ChronicleTable<String> ofTexts(String name, int entries, IntFunction<String> keys) {
        ChronicleMapBuilder<String, EightLongs> builder = ChronicleMapBuilder.of(String.class, EightLongs.class);
        return open(name, builder.averageKey(Keys.text(1)), entries, keys);
    }

    /** The file of a map. */
    static Path file(String name) {
        return SHARED_MEMORY.resolve(name);
    }

    private static <K> ChronicleTable<K> open(
            String name, ChronicleMapBuilder<K, EightLongs> builder, int entries, IntFunction<K> keys) {
        Path file = file(name);
        try {
            ChronicleMap<K, EightLongs> map = builder.name(name)
                    .entries(entries)
                    .constantValueSizeBySample(new EightLongs())
                    .putReturnsNull(true)
                    .createPersistedTo(file.toFile());
            return new ChronicleTable<>(map, file, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    @Override
    public void put(int index, long first) {
        draft.set(first);
        map.put(keys.apply(index), draft);
    }

    @Override
    public long get(int index) {
        if (map.getUsing(keys.apply(index), value) == null) throw new IllegalStateException("no " + index);
        return value.checked();
    }

    @Override
    public boolean contains(int index) {
        return map.getUsing(keys.apply(index), value) != null;
    }

    @Override
    public void update(int index, long more) {
        map.computeIfPresent(keys.apply(index), (key, found) -> EightLongs.of(found.checked() + more));
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public long reservedBytes() {
        return map.offHeapMemoryUsed();
    }

    @Override
    public void close() {
        map.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
