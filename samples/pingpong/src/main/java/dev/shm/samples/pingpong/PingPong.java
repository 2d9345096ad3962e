package dev.shm.samples.pingpong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the other process, plays, and shows how long the balls were away. */
@Command(
        name = "pingpong",
        subcommands = Pong.class,
        description = {
            "Sends a message to another JVM and back through two queues in shared memory, again and again,",
            "and shows how long that takes. Both processes spin: each wants a processor."
        })
final class PingPong implements Callable<Integer> {
    private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99, 100};

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Round trips, after a quarter as many to warm up. Default: ${DEFAULT-VALUE}.")
    private long rounds;

    @Option(names = "--plot", paramLabel = "FILE", description = "Writes a plot of all percentiles to an SVG file.")
    private @Nullable Path plot;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    private PingPong() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PingPong()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1) throw new ParameterException(spec.commandLine(), "--rounds " + rounds + ": at least 1");
        if (plot != null && !isWritable(plot.toAbsolutePath())) {
            throw new ParameterException(spec.commandLine(), "--plot " + plot + " cannot be written");
        }
        try (Table table = Table.create()) {
            Process pong = start(table.name());
            // Runs on Ctrl-C too: no process stays, and with the last the region goes.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(pong, table), "clean up"));
            System.out.println("playing in region " + table.name());
            Histogram roundTrips = new Ping(table, pong).play(rounds / 4, rounds);
            System.out.print(text(roundTrips));
            if (plot != null) Files.writeString(plot, new LatencyPlot(roundTrips).svg());
            return pong.waitFor();
        }
    }

    private static boolean isWritable(Path file) {
        Path folder = file.getParent();
        return Files.exists(file)
                ? !Files.isDirectory(file) && Files.isWritable(file)
                : folder != null && Files.isWritable(folder);
    }

    private static void cleanUp(Process pong, Table table) {
        pong.destroyForcibly().onExit().join();
        table.close();
    }

    private static String text(Histogram roundTrips) {
        StringBuilder text = new StringBuilder();
        line(text, "%,d round trips between two JVMs, in nanoseconds", roundTrips.getTotalCount());
        for (double percentile : PERCENTILES) {
            String name = percentile == 0 ? "least" : percentile == 100 ? "most" : "p" + LatencyPlot.show(percentile);
            line(text, "%-7s %,12d", name, roundTrips.getValueAtPercentile(percentile));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static Process start(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        // JDK 24 and later warn of native code that nobody has allowed.
        if (Runtime.version().feature() >= 22) command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PingPong.class.getName(), "pong", name));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
