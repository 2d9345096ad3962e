package dev.shm.benchmarks;

import dev.shm.benchmarks.map.MapPairs;
import dev.shm.benchmarks.mutex.MutexPair;
import dev.shm.benchmarks.queue.QueuePairs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks between two processes, which JMH cannot run: {@code shm-benchmarks/run pair}. */
@Command(
        name = "shm-benchmarks/run pair",
        mixinStandardHelpOptions = true,
        description = "Benchmarks with processes of their own; most need two processors.",
        subcommands = {MutexPair.class, QueuePairs.class, MapPairs.class})
public final class PairBenchmarks {
    private PairBenchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PairBenchmarks()).execute(args));
    }
}
