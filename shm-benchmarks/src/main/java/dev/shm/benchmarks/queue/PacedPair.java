package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Numbers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How late messages arrive that are sent at a given pace. */
@Command(
        name = "paced",
        mixinStandardHelpOptions = true,
        description = "Nanoseconds from the moment at which a message is due to its arrival.",
        footer = {
            "",
            "p50, p99, p999: of all messages of a run. A sender that is late counts as lateness.",
            "roundTrip: a cache line to the other process and back, in nanoseconds."
        })
final class PacedPair implements Callable<Integer> {
    @Mixin
    private QueueContest contest = new QueueContest();

    @Option(
            names = "--interval",
            paramLabel = "NANOS",
            converter = Numbers.NotNegative.class,
            defaultValue = "1000",
            description = "From a message, or a burst, to the next (default ${DEFAULT-VALUE}).")
    private long intervalNanos;

    @Option(
            names = "--burst",
            converter = Numbers.PositiveLong.class,
            defaultValue = "1",
            description = "Messages that are due at the same moment (default ${DEFAULT-VALUE}).")
    private long burst;

    @Option(
            names = "--messages",
            converter = Numbers.PositiveLong.class,
            defaultValue = "500000",
            description = "Messages measured in a run (default ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--warm-up",
            converter = Numbers.NotNegative.class,
            defaultValue = "200000",
            description = "Messages before that (default ${DEFAULT-VALUE}).")
    private long warmUp;

    @Override
    public Integer call() {
        contest.run(
                List.of(Kind.AGRONA_ONE_TO_ONE, Kind.SHM_ONE_TO_ONE, Kind.AERON_EXCLUSIVE),
                kind -> Latencies.measures(
                        contest.run(contest.plan(kind, 1, warmUp, messages), PacedSide.class, intervalNanos, burst), 0),
                "p50",
                "p99");
        return 0;
    }
}
