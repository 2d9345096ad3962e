package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Contestant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What two processes do with one map, beside one of them alone. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "Millions of operations a second of two processes together, beside one of them alone.")
final class ScalePair implements Callable<Integer> {
    private static final List<MapOp> OPS = List.of(MapOp.GET, MapOp.PUT);
    private static final int WARM_UP = 2;

    @Mixin
    private MapContest contest = new MapContest();

    @Mixin
    private OpsOption ops = new OpsOption();

    @Override
    public Integer call() {
        try (CleanUp cleanUp = CleanUp.begin()) {
            String name = MapContest.newName(MapKind.SHM, cleanUp);
            MapProcess first = contest.start(MapKind.SHM, name, cleanUp);
            MapProcess second = contest.start(MapKind.SHM, name, cleanUp);
            contest.fill(first);
            for (int i = 0; i < WARM_UP; i++) measures(List.of(first, second));
            contest.options()
                    .run(
                            List.of(
                                    new Contestant("one process", () -> measures(List.of(first))),
                                    new Contestant("two processes", () -> measures(List.of(first, second)))),
                            OPS.stream().map(MapOp::measure).toList(),
                            System.out);
            first.stop();
            second.stop();
        }
        return 0;
    }

    private Map<String, Double> measures(List<MapProcess> processes) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (MapOp op : OPS) measures.put(op.measure(), ops.millions(op, processes));
        return measures;
    }
}
