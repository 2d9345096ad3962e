package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Contestant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What growing costs: filling a new map, beside filling one that has its size already. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = "Seconds to fill a map, keys in a random order.",
        footer = {"", "large enough: the same map, cleared; it has its segments and their memory. grown: a new one."})
final class GrowthPair implements Callable<Integer> {
    private static final String SECONDS = "seconds";

    @Mixin
    private MapContest contest = new MapContest();

    @Override
    public Integer call() {
        try (CleanUp cleanUp = CleanUp.begin()) {
            MapProcess large = contest.start(MapKind.SHM, MapContest.newName(MapKind.SHM, cleanUp), cleanUp);
            contest.fill(large);
            contest.options()
                    .run(
                            List.of(
                                    new Contestant("large enough", () -> refill(large)),
                                    new Contestant("grown", this::fillNew)),
                            List.of(SECONDS),
                            System.out);
            large.stop();
        }
        return 0;
    }

    private Map<String, Double> refill(MapProcess process) {
        process.run(MapOp.CLEAR, 0, 0);
        return seconds(contest.fill(process));
    }

    /** In a new JVM, whose JIT is at its beginning: that is counted against growth. */
    private Map<String, Double> fillNew() {
        try (CleanUp cleanUp = CleanUp.begin()) {
            MapProcess process = contest.start(MapKind.SHM, MapContest.newName(MapKind.SHM, cleanUp), cleanUp);
            Map<String, Double> seconds = seconds(contest.fill(process));
            process.stop();
            return seconds;
        }
    }

    private static Map<String, Double> seconds(MapProcess.Result result) {
        return Map.of(SECONDS, result.nanos() / 1e9);
    }
}
