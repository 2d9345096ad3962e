package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Numbers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a message takes to another process and back, through two queues. */
@Command(
        name = "roundtrip",
        mixinStandardHelpOptions = true,
        description = "A message to another process and back, in nanoseconds, one at a time.",
        footer = {
            "",
            "p50, p99, p999: of all round trips of a run.",
            "roundTrip: a cache line to the other process and back, in nanoseconds."
        })
final class RoundTripPair implements Callable<Integer> {
    @Mixin
    private QueueContest contest = new QueueContest();

    @Option(
            names = "--messages",
            converter = Numbers.PositiveLong.class,
            defaultValue = "200000",
            description = "Round trips measured in a run (default ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--warm-up",
            converter = Numbers.NotNegative.class,
            defaultValue = "100000",
            description = "Round trips before that (default ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(names = "--many", description = "Queues for many producers instead of those for one.")
    private boolean many;

    @Override
    public Integer call() {
        List<Kind> kinds = many
                ? List.of(Kind.AGRONA_MANY_TO_ONE, Kind.SHM_MANY_TO_ONE, Kind.SHM_MANY_TO_MANY, Kind.AERON_CONCURRENT)
                : List.of(Kind.AGRONA_ONE_TO_ONE, Kind.SHM_ONE_TO_ONE, Kind.AERON_EXCLUSIVE);
        contest.run(
                kinds,
                kind -> Latencies.measures(
                        contest.run(contest.plan(kind, 1, warmUp, messages), RoundTripSide.class), 0),
                "p50",
                "p99");
        return 0;
    }
}
