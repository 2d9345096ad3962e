package dev.shm.benchmarks.map;

import dev.shm.SharedRegion;
import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Numbers;
import dev.shm.benchmarks.pair.RoundsOptions;
import java.nio.file.Files;
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
            converter = Numbers.Positive.class,
            defaultValue = "1000000",
            description = "Keys that are in the map (default ${DEFAULT-VALUE}).")
    private int entries;

    @Option(names = "--text", description = "Keys are texts of up to 22 characters, not longs.")
    private boolean texts;

    @Option(
            names = "--heap",
            defaultValue = "4g",
            description = "Of each JVM: 8 million entries want 6g in ConcurrentHashMap (default ${DEFAULT-VALUE}).")
    private String heap = "4g";

    RoundsOptions options() {
        return options;
    }

    int entries() {
        return entries;
    }

    /** A name for a map, and how what is left of that is removed. */
    static String newName(MapKind kind, CleanUp cleanUp) {
        String name = "map-" + UUID.randomUUID();
        if (kind == MapKind.SHM) cleanUp.add(() -> SharedRegion.delete(name));
        if (kind == MapKind.CHRONICLE) cleanUp.add(() -> Files.deleteIfExists(ChronicleTable.file(name)));
        return name;
    }

    /** Starts a JVM with a map, or one that joins it. */
    MapProcess start(MapKind kind, String name, CleanUp cleanUp) {
        List<String> jvmArgs = new ArrayList<>(kind.jvmArgs());
        jvmArgs.add("-Xmx" + heap);
        jvmArgs.addAll(options.jvmArgs());
        return MapProcess.start(kind, name, texts, entries, jvmArgs, cleanUp);
    }

    /** Puts all keys in, and has the JIT see each operation. */
    MapProcess.Result fill(MapProcess process) {
        return process.run(MapOp.FILL, entries, 0);
    }
}
