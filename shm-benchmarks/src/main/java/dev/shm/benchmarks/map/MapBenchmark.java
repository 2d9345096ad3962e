package dev.shm.benchmarks.map;

import dev.shm.benchmarks.Defaults;
import dev.shm.benchmarks.pair.CleanUp;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operation of a generated map, and of {@code ConcurrentHashMap}, with keys in a random order. With
 * {@code -prof gc} it shows that get, put and update allocate nothing; rates are compared by {@link OpsPair}, where the
 * maps take turns.
 */
@Fork(value = 2, jvmArgsAppend = Defaults.QUIET)
@Warmup(iterations = 3, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
public class MapBenchmark extends Defaults {
    @Param({"1000000", "8000000"})
    private int entries;

    @Param({"SHM", "JDK"})
    private String kind = "SHM";

    @Param({"false", "true"})
    private boolean texts;

    private final CleanUp cleanUp = CleanUp.begin();
    private final String name = MapContest.newName(MapKind.SHM, cleanUp);
    private final Order order = new Order(1);
    private final int[] indices = new int[Table.BATCH];
    private @Nullable Table opened;

    @Setup
    public void fill() {
        opened = MapKind.valueOf(kind).open(name, texts, entries);
        MapOp.FILL.run(table(), entries, entries, order);
    }

    @TearDown
    public void close() {
        table().close();
        cleanUp.close();
    }

    private Table table() {
        return Objects.requireNonNull(opened);
    }

    @Benchmark
    public long get() {
        return table().get(order.next(entries));
    }

    @Benchmark
    public boolean miss() {
        return table().contains(entries + order.next(entries));
    }

    @Benchmark
    public void put() {
        table().put(order.next(entries), 1);
    }

    @Benchmark
    public void update() {
        table().update(order.next(entries), 1);
    }

    @Benchmark
    @OperationsPerInvocation(Table.BATCH)
    public long getAll() {
        for (int i = 0; i < Table.BATCH; i++) indices[i] = order.next(entries);
        return table().getAll(indices);
    }
}
