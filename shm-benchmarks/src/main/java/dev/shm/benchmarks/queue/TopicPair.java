package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Line;
import dev.shm.benchmarks.pair.Numbers;
import dev.shm.benchmarks.pair.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many messages a second go to two subscribers. */
@Command(
        name = "topic",
        mixinStandardHelpOptions = true,
        description = "Messages a second, from one process to two, each of which gets all; none is lost.",
        footer = {
            "",
            "millions: of messages a second, until the slower subscriber has checked the last.",
            "allocated: bytes while that was measured, by the measuring thread of each process; not by other threads,",
            "so not by Aeron's client conductors and its media driver.",
            "roundTrip: a cache line to another process and back, in nanoseconds."
        })
final class TopicPair implements Callable<Integer> {
    private static final int SUBSCRIBERS = 2;

    @Mixin
    private QueueContest contest = new QueueContest();

    @Option(
            names = "--messages",
            converter = Numbers.PositiveLong.class,
            defaultValue = "5000000",
            description = "Messages measured in a run (default ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--warm-up",
            converter = Numbers.NotNegative.class,
            defaultValue = "2000000",
            description = "Messages before that (default ${DEFAULT-VALUE}).")
    private long warmUp;

    @Override
    public Integer call() {
        contest.run(
                List.of(Kind.AERON_TO_TWO, Kind.SHM_TO_TWO),
                kind -> measures(contest.run(contest.plan(kind, SUBSCRIBERS, warmUp, messages), RateSide.class)),
                "millions");
        return 0;
    }

    private Map<String, Double> measures(Readings readings) {
        double nanos = Math.max(readings.of(1, "nanos"), readings.of(2, "nanos"));
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("millions", messages * 1e3 / nanos);
        measures.put("allocated", readings.sum("allocated"));
        measures.put(Line.MEASURE, readings.of(0, "roundTripNanos"));
        return measures;
    }
}
