package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Line;
import dev.shm.benchmarks.pair.Numbers;
import dev.shm.benchmarks.pair.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How many messages a second go through a queue. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = "Messages a second, from one or two processes to another.",
        footer = {
            "",
            "millions: of messages a second, each of them checked by its receiver.",
            "allocated: bytes while that was measured, by the measuring thread of each process; not by other threads,",
            "so not by Aeron's client conductors and its media driver.",
            "roundTrip: a cache line to the other process and back, in nanoseconds."
        })
final class RatePair implements Callable<Integer> {
    @Mixin
    private QueueContest contest = new QueueContest();

    @Option(
            names = "--producers",
            converter = Producers.class,
            defaultValue = "1",
            description = "Sending processes, 1 or 2.")
    private int producers;

    @Option(
            names = "--messages",
            converter = Numbers.PositiveLong.class,
            defaultValue = "5000000",
            description = "Messages measured in a run, of all producers (default ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--warm-up",
            converter = Numbers.NotNegative.class,
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

    /** 1 or 2: a meeting has three sides at most. */
    private static final class Producers implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            int producers = Integer.parseInt(value);
            if (producers != 1 && producers != 2) throw new TypeConversionException(value + ", but 1 or 2 is wanted");
            return producers;
        }
    }
}
