package dev.shm.benchmarks;

import dev.shm.benchmarks.mutex.MutexPair;
import dev.shm.benchmarks.queue.QueuePairs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks between two processes, which JMH cannot run: {@code shm-benchmarks/run pair}. */
@Command(
        name = "shm-benchmarks/run pair",
        mixinStandardHelpOptions = true,
        description = "Benchmarks between two processes; each needs two processors.",
        subcommands = {MutexPair.class, QueuePairs.class})
public final class PairBenchmarks {
    private PairBenchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PairBenchmarks()).execute(args));
    }
}
