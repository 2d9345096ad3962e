package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Contestant;
import dev.shm.benchmarks.pair.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What maps do for one thread. */
@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        description = "Millions of operations a second of one thread, in a random order.",
        footer = {
            "",
            "Each map has a JVM that lives as long as the driver, and is filled once. In each round each map runs each",
            "operation once, in turns. batch: keys a second read 16 at a time, where a map can; else one by one.",
            "miss: looks for keys that are not there."
        })
final class OpsPair implements Callable<Integer> {
    private static final List<MapOp> OPS = List.of(MapOp.GET, MapOp.BATCH, MapOp.MISS, MapOp.PUT, MapOp.UPDATE);

    @Mixin
    private MapContest contest = new MapContest();

    @Mixin
    private OpsOption ops = new OpsOption();

    @Option(names = "--no-chronicle", description = "Leaves Chronicle Map out: it does not run on newer JDKs.")
    private boolean noChronicle;

    @Option(
            names = "--warm-up",
            converter = Numbers.NotNegative.class,
            defaultValue = "2",
            description = "Runs of each operation before the first round (default ${DEFAULT-VALUE}).")
    private long warmUp;

    @Override
    public Integer call() {
        try (CleanUp cleanUp = CleanUp.begin()) {
            List<MapProcess> processes = new ArrayList<>();
            List<Contestant> contestants = new ArrayList<>();
            for (MapKind kind : MapKind.values()) {
                if (noChronicle && kind == MapKind.CHRONICLE) continue;
                MapProcess process = contest.start(kind, MapContest.newName(kind, cleanUp), cleanUp);
                prepare(kind, process);
                processes.add(process);
                contestants.add(new Contestant(kind.title(), () -> measures(process)));
            }
            contest.options().run(contestants, names(), System.out);
            processes.forEach(MapProcess::stop);
        }
        return 0;
    }

    private void prepare(MapKind kind, MapProcess process) {
        MapProcess.Result filled = contest.fill(process);
        for (int i = 0; i < warmUp; i++) measures(process);
        System.out.printf(
                "%s: filled in %.1f s, %.1f reserved bytes an entry%n",
                kind.title(), filled.nanos() / 1e9, filled.reservedBytes() / contest.entries());
    }

    private static List<String> names() {
        return OPS.stream().map(MapOp::measure).toList();
    }

    private Map<String, Double> measures(MapProcess process) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (MapOp op : OPS) measures.put(op.measure(), ops.millions(op, List.of(process)));
        return measures;
    }
}
