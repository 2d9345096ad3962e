package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.Numbers;
import java.util.List;
import picocli.CommandLine.Option;

/** How many operations a measured run has, and such a run. */
final class OpsOption {
    @Option(
            names = "--ops",
            converter = Numbers.Positive.class,
            defaultValue = "1000000",
            description = "Operations that a measured run has (default ${DEFAULT-VALUE}).")
    private int ops;

    private long seed = 1;

    /** Does something in all of them at the same time; millions of operations a second together. */
    double millions(MapOp op, List<MapProcess> processes) {
        for (MapProcess process : processes) process.begin(op, ops, seed++);
        double sum = 0;
        for (MapProcess process : processes) sum += ops * 1e3 / process.result().nanos();
        return sum;
    }
}
