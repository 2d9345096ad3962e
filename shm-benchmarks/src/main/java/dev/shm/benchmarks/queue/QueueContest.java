package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Contestant;
import dev.shm.benchmarks.pair.Pair;
import dev.shm.benchmarks.pair.Readings;
import dev.shm.benchmarks.pair.RoundsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all drivers of queues have, and how they start a run. */
final class QueueContest {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Mixin
    private RoundsOptions options = new RoundsOptions();

    @Option(names = "--bytes", defaultValue = "64", description = "Of a message, 16 or 64 (default ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--slots",
            defaultValue = "16384",
            description = "Messages that have room, a power of two (default ${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--no-aeron", description = "Leaves Aeron out: its media driver wants a processor as well.")
    private boolean noAeron;

    /** What a run is about, for one of these kinds. */
    QueuePlan plan(Kind kind, int others, long warmUp, long messages) {
        if (bytes != 16 && bytes != 64) throw new IllegalArgumentException("messages have 16 or 64 bytes");
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
    @SuppressWarnings("try") // the driver is there for others
    Readings run(QueuePlan plan, Class<?> main, long... more) {
        if (!plan.kind().isAeron()) return runSides(plan, main, more);
        try (AeronDriver driver = AeronDriver.start(plan.directory())) {
            return runSides(plan, main, more);
        }
    }

    private Readings runSides(QueuePlan plan, Class<?> main, long... more) {
        List<String> jvmArgs = new ArrayList<>(plan.kind().jvmArgs());
        jvmArgs.addAll(options.jvmArgs());
        try {
            return new Pair(DEADLINE).jvms(1 + plan.others(), main, jvmArgs, plan.args(more));
        } finally {
            plan.delete();
        }
    }
}
