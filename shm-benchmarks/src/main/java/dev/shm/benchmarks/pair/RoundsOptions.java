package dev.shm.benchmarks.pair;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all drivers have, mixed into each. */
public final class RoundsOptions {
    @Option(
            names = "--rounds",
            converter = Numbers.Positive.class,
            defaultValue = "11",
            description = "Rounds, at least one (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            converter = WritableFile.class,
            description = "Writes each run's measures to this file as well.")
    private @Nullable Path csv;

    @Option(names = "--jvm-arg", paramLabel = "ARG", description = "A further argument of the JVMs; can be repeated.")
    private List<String> jvmArgs = List.of();

    /** For {@link Pair#jvms}. */
    public List<String> jvmArgs() {
        return jvmArgs;
    }

    /** Has the contestants take turns and prints what came out. */
    public void run(List<Contestant> contestants, List<String> comparedBy, PrintStream out) {
        Rounds all = new Rounds(contestants);
        all.run(rounds, out);
        all.printTables(comparedBy, out);
        if (csv == null) return;
        try {
            Files.writeString(csv, all.csv());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + csv, e);
        }
    }
}
