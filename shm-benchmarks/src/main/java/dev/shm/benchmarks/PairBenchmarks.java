package dev.shm.benchmarks;

import dev.shm.benchmarks.map.MapPairs;
import dev.shm.benchmarks.mutex.MutexPair;
import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.queue.QueuePairs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The benchmarks between two processes, which JMH cannot run: {@code shm-benchmarks/run pair}. Exit code 2 for what
 * makes no sense, 1 for a run that failed.
 */
@Command(
        name = "shm-benchmarks/run pair",
        mixinStandardHelpOptions = true,
        description = "Benchmarks with processes of their own; most need two processors.",
        subcommands = {MutexPair.class, QueuePairs.class, MapPairs.class})
public final class PairBenchmarks {
    private PairBenchmarks() {}

    public static void main(String[] args) {
        System.exit(run(commandLine(), args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PairBenchmarks())
                .setParameterExceptionHandler((e, args) -> tell(e.getCommandLine(), e, ExitCode.USAGE))
                .setExecutionExceptionHandler((e, failed, parsed) -> fail(failed, e));
    }

    static int run(CommandLine command, String... args) {
        try {
            return command.execute(args);
        } catch (AssertionError e) { // of the test kit, which starts the processes
            return fail(command, e);
        }
    }

    private static int fail(CommandLine failed, Throwable e) {
        // Who is interrupted has killed its processes, and that is no news.
        return CleanUp.isEnding() ? ExitCode.SOFTWARE : tell(failed, e, ExitCode.SOFTWARE);
    }

    /** One line, and what a process wrote that failed. */
    private static int tell(CommandLine command, Throwable e, int exitCode) {
        String what = e.getMessage() == null ? e.toString() : e.getMessage();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + what);
        return exitCode;
    }
}
