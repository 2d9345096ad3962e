package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Line;
import dev.shm.benchmarks.pair.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many messages a second go through a queue. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = "Messages a second, from one or two processes to another.",
        footer = {
            "",
            "millions: of messages a second, each of them checked by its receiver.",
            "allocated: bytes in all processes while that was measured.",
            "roundTrip: a cache line to the other process and back, in nanoseconds."
        })
final class RatePair implements Callable<Integer> {
    @Mixin
    private QueueContest contest = new QueueContest();

    @Option(names = "--producers", defaultValue = "1", description = "Sending processes, 1 or 2.")
    private int producers;

    @Option(
            names = "--messages",
            defaultValue = "5000000",
            description = "Messages measured in a run, of all producers (default ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--warm-up",
            defaultValue = "2000000",
            description = "Messages before that (default ${DEFAULT-VALUE}).")
    private long warmUp;

    @Override
    public Integer call() {
        List<Kind> kinds = producers == 1
                ? List.of(Kind.AGRONA_ONE_TO_ONE, Kind.SHM_ONE_TO_ONE, Kind.AERON_EXCLUSIVE)
                : List.of(Kind.AGRONA_MANY_TO_ONE, Kind.SHM_MANY_TO_ONE, Kind.SHM_MANY_TO_MANY, Kind.AERON_CONCURRENT);
        contest.run(
                kinds,
                kind -> measures(contest.run(contest.plan(kind, producers, warmUp, messages), RateSide.class)),
                "millions");
        return 0;
    }

    private Map<String, Double> measures(Readings readings) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("millions", messages * 1e3 / readings.of(0, "nanos"));
        measures.put("allocated", readings.sum("allocated"));
        measures.put(Line.MEASURE, readings.of(0, "roundTripNanos"));
        return measures;
    }
}
