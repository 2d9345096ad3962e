package dev.shm.tools;

import dev.shm.spi.Description;
import dev.shm.spi.RegionView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code shm watch}. */
@Command(
        name = "watch",
        description = {
            "Shows the values of a region again and again, and how fast its counters grow.",
            "On a terminal, all values each time; elsewhere all once and then what has changed; with --json a line each"
                    + " time. Ends when the region goes."
        })
@SuppressWarnings("NullAway.Init") // by picocli
final class WatchCommand implements Callable<Integer> {
    private static final String CLEAR = "\033[H\033[2J";

    @ParentCommand
    private Shm shm;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The region.", converter = TargetConverter.class)
    private RegionTarget target;

    @Option(names = "--object", paramLabel = "OBJECT", description = "Shows this object alone; may be repeated.")
    private List<String> objects = List.of();

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "How long to wait before the next look. Default: ${DEFAULT-VALUE}.")
    private double intervalSeconds;

    @Option(names = "--count", paramLabel = "N", description = "Ends after so many looks. Default: never.")
    private @Nullable Long count;

    @Override
    public Integer call() throws InterruptedException {
        if (!(intervalSeconds >= 0.001 && intervalSeconds <= 86_400)) {
            throw new ParameterException(spec.commandLine(), "--interval must be from 0.001 to 86400 seconds");
        }
        if (count != null && count < 1) throw new ParameterException(spec.commandLine(), "--count must be at least 1");
        Output output = shm.output(spec);
        try (RegionView view = target.open()) {
            Sample before = null;
            for (long look = 1; view.isStillNamed(); look++) {
                Sample now = sample(view);
                show(now, before, output);
                if ((count != null && look == count) || output.isBroken()) return ExitCode.OK;
                before = now;
                Thread.sleep((long) (intervalSeconds * 1000));
            }
        }
        if (!output.isJson()) output.writer().println(Text.printable(target.toString()) + " is gone");
        output.writer().flush();
        return ExitCode.OK;
    }

    private Sample sample(RegionView view) {
        long nanos = System.nanoTime();
        return Sample.of(ObjectFilter.only(objects, view.describe(), target), nanos);
    }

    private void show(Sample now, @Nullable Sample before, Output output) {
        if (output.isJson()) {
            output.json(now.document(before, Instant.now()), true);
            return;
        }
        boolean terminal = Boolean.getBoolean(Shm.TERMINAL);
        List<Description> rows = now.rows(before, terminal);
        output.writer().println((terminal ? CLEAR : "") + Text.printable(target.toString()) + " at " + Instant.now());
        if (!rows.isEmpty()) new Text(output.writer()).table(rows, 2);
        output.writer().flush();
    }
}
