package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Contestant;
import dev.shm.benchmarks.pair.Numbers;
import dev.shm.benchmarks.pair.Pair;
import dev.shm.benchmarks.pair.Readings;
import dev.shm.benchmarks.pair.RoundsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that all drivers of queues have, and how they start a run. */
final class QueueContest {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Mixin
    private RoundsOptions options = new RoundsOptions();

    @Option(
            names = "--bytes",
            converter = Bytes.class,
            defaultValue = "64",
            description = "Of a message, 16 or 64 (default ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--slots",
            converter = Numbers.Positive.class,
            defaultValue = "16384",
            description = "Messages that have room, a power of two (default ${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--no-aeron", description = "Leaves Aeron out: its media driver wants a processor as well.")
    private boolean noAeron;

    /** What a run is about, for one of these kinds. */
    QueuePlan plan(Kind kind, int others, long warmUp, long messages) {
        return QueuePlan.of(kind, bytes / Long.BYTES, slots, others, warmUp, messages);
    }

    /** Has them take turns; the first is the one with which the others are compared. */
    void run(List<Kind> kinds, Function<Kind, Map<String, Double>> measures, String... comparedBy) {
        List<Contestant> contestants = kinds.stream()
                .filter(kind -> !(noAeron && kind.isAeron()))
                .map(kind -> new Contestant(kind.title(), () -> measures.apply(kind)))
                .toList();
        options.run(contestants, List.of(comparedBy), System.out);
    }

    /** Runs a plan once. */
    Readings run(QueuePlan plan, Class<?> main, long... more) {
        try (CleanUp cleanUp = CleanUp.begin()) {
            plan.addTo(cleanUp);
            if (!plan.kind().isAeron()) return runSides(plan, main, more);
            AeronDriver driver = AeronDriver.start(plan.directory(), cleanUp);
            Readings readings = runSides(plan, main, more);
            driver.stop();
            return readings;
        }
    }

    private Readings runSides(QueuePlan plan, Class<?> main, long... more) {
        List<String> jvmArgs = new ArrayList<>(plan.kind().jvmArgs());
        jvmArgs.addAll(options.jvmArgs());
        return new Pair(DEADLINE).jvms(1 + plan.others(), main, jvmArgs, plan.args(more));
    }

    /** 16 or 64. */
    private static final class Bytes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            int bytes = Integer.parseInt(value);
            if (bytes != 16 && bytes != 64) throw new TypeConversionException(value + ", but 16 or 64 is wanted");
            return bytes;
        }
    }
}
