package dev.shm.benchmarks.map;

import dev.shm.SharedRegion;
import dev.shm.benchmarks.pair.RoundsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all drivers of maps have, and how they start a process. */
final class MapContest {
    @Mixin
    private RoundsOptions options = new RoundsOptions();

    @Option(
            names = "--entries",
            defaultValue = "1000000",
            description = "Keys that are in the map (default ${DEFAULT-VALUE}).")
    private int entries;

    @Option(
            names = "--ops",
            defaultValue = "1000000",
            description = "Operations that a measured run has (default ${DEFAULT-VALUE}).")
    private int ops;

    @Option(names = "--text", description = "Keys are texts of up to 22 characters, not longs.")
    private boolean texts;

    @Option(
            names = "--heap",
            defaultValue = "4g",
            description = "Of each JVM: 8 million entries want 6g in ConcurrentHashMap (default ${DEFAULT-VALUE}).")
    private String heap = "4g";

    private long seed = 1;

    RoundsOptions options() {
        return options;
    }

    int entries() {
        return entries;
    }

    /** The first name that is given for a map, and those of others. */
    static String newName() {
        return "map-" + UUID.randomUUID();
    }

    /** Starts a JVM with a map. */
    MapProcess start(MapKind kind, String name) {
        List<String> jvmArgs = new ArrayList<>(kind.jvmArgs());
        jvmArgs.add("-Xmx" + heap);
        jvmArgs.addAll(options.jvmArgs());
        return MapProcess.start(kind, name, texts, entries, jvmArgs);
    }

    /** Removes what it has left. */
    static void delete(MapKind kind, String name) {
        if (kind == MapKind.SHM) SharedRegion.delete(name);
    }

    /** Does something in all of them at the same time; millions of operations a second together. */
    double millions(MapOp op, List<MapProcess> processes) {
        for (MapProcess process : processes) process.begin(op, ops, seed++);
        double sum = 0;
        for (MapProcess process : processes) sum += ops * 1e3 / process.result().nanos();
        return sum;
    }

    /** Puts all keys in, and has the JIT see each operation. */
    MapProcess.Result fill(MapProcess process) {
        return process.run(MapOp.FILL, entries, 0);
    }
}
