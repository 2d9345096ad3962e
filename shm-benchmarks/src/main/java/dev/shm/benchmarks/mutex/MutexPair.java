package dev.shm.benchmarks.mutex;

import dev.shm.SharedRegion;
import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Contestant;
import dev.shm.benchmarks.pair.Line;
import dev.shm.benchmarks.pair.Numbers;
import dev.shm.benchmarks.pair.Pair;
import dev.shm.benchmarks.pair.Readings;
import dev.shm.benchmarks.pair.RoundsOptions;
import dev.shm.benchmarks.pair.Work;
import dev.shm.testkit.CProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two JVMs that contend for a {@code SharedMutex}, beside two C programs that contend for a robust pthread mutex. */
@Command(
        name = "mutex",
        mixinStandardHelpOptions = true,
        description = "A mutex that two processes want all the time, beside glibc's robust mutex in C.",
        footer = {
            "",
            "Each process acquires, changes two counters, releases, and works alone.",
            "nanos: for one operation, by whichever process; half of the work is the least possible.",
            "share: operations of the process that got more, for one of the other.",
            "workC/J: the work measured alone; roundTrip: a cache line to the other process and back."
        })
public final class MutexPair implements Callable<Integer> {
    /** How the names of folders begin in which the C program is compiled. */
    static final String FOLDER = "mutex-pair-" + ProcessHandle.current().pid() + "-";

    @Mixin
    private RoundsOptions options = new RoundsOptions();

    @Option(
            names = "--work",
            paramLabel = "NANOS",
            defaultValue = "115",
            description = "Own work between two operations (default ${DEFAULT-VALUE}).")
    private double workNanos;

    @Option(
            names = "--millis",
            converter = Numbers.PositiveLong.class,
            defaultValue = "1000",
            description = "Measured time of a run; before it a warm-up of the same time (default ${DEFAULT-VALUE}).")
    private long millis;

    @Option(names = "--plain", description = "Adds glibc's mutex that is not robust.")
    private boolean plain;

    @Override
    public Integer call() throws IOException {
        if (!CProgram.isCompilerThere()) throw new IllegalStateException("there is no C compiler, install gcc");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), FOLDER + UUID.randomUUID());
        try (CleanUp cleanUp = CleanUp.begin()) {
            cleanUp.add(() -> CleanUp.deleteAll(folder));
            Files.createDirectory(folder);
            run(CProgram.compile(MutexPair.class, folder, "pthread_mutex.c", "/dev/shm/benchmarks/pair/pair.h"));
        }
        return 0;
    }

    private void run(CProgram program) {
        String steps = Integer.toString(Work.stepsFor(workNanos));
        System.out.println("work of " + steps + " steps");
        Pair pair = new Pair(Duration.ofMillis(2 * millis).plusSeconds(60));
        String time = Long.toString(millis);
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(
                new Contestant("pthread robust", () -> measures(pair.programs(program, "robust", steps, time, time))));
        contestants.add(new Contestant("SharedMutex", () -> runOurs(pair, steps, time)));
        if (plain)
            contestants.add(
                    new Contestant("pthread", () -> measures(pair.programs(program, "plain", steps, time, time))));
        options.run(contestants, List.of("nanos"), System.out);
    }

    /** The region goes with the last side, unless that is killed. */
    private Map<String, Double> runOurs(Pair pair, String steps, String time) {
        String region = "mutex-" + UUID.randomUUID();
        try (CleanUp cleanUp = CleanUp.begin()) {
            cleanUp.add(() -> SharedRegion.delete(region));
            return measures(pair.jvms(MutexSide.class, options.jvmArgs(), region, steps, time, time));
        }
    }

    private static Map<String, Double> measures(Readings readings) {
        checkExact(readings);
        double perNano =
                readings.of(0, "ops") / readings.of(0, "nanos") + readings.of(1, "ops") / readings.of(1, "nanos");
        double most = Math.max(readings.of(0, "ops"), readings.of(1, "ops"));
        double least = Math.min(readings.of(0, "ops"), readings.of(1, "ops"));
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("nanos", 1 / perNano);
        measures.put("share", most / Math.max(1, least));
        measures.put("work", readings.mean("workNanos"));
        measures.put(Line.MEASURE, readings.mean("roundTripNanos"));
        return measures;
    }

    /** A mutex that lets two in is fast. */
    private static void checkExact(Readings readings) {
        double all = readings.sum("all");
        for (int side = 0; side < 2; side++)
            if (readings.of(side, "first") != all || readings.of(side, "second") != all)
                throw new IllegalStateException("counters " + readings + " after " + all + " operations");
    }
}
