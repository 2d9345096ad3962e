package dev.shm.samples.quakes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The first process: reads events and puts each into the queue, then states what it has sent. */
@Command(
        name = "feed",
        description = "Reads events and puts them into the queue. Start the monitor in another terminal.")
final class Feed implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private RegionNames names = new RegionNames();

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        input.check(spec);
        QuakeFile file = QuakeFile.read(input.file, complaint -> System.err.println("feed: " + complaint));
        try (QuakeQueue quakes = QuakeQueue.openOrCreate(names.queue, RegionNames.CAPACITY);
                FeedReportQueue reports = FeedReportQueue.openOrCreate(names.reportName(), 1)) {
            names.endWithLauncher();
            Checksum checksum = new Checksum();
            long sequence = 0;
            for (int i = 0; i < input.repeat; i++) {
                for (Quake row : file.quakes()) {
                    Quake quake = row.withSequence(++sequence);
                    checksum.add(quake);
                    quakes.put(quake);
                }
            }
            reports.put(new FeedReport(sequence, file.badRows(), checksum.value()));
        }
        return 0;
    }

    /** Where the events come from, for the feed and the launcher. */
    static final class InputOptions {
        @Option(
                names = "--input",
                paramLabel = "FILE",
                description =
                        "A CSV file with the columns id, time_ms, magnitude, longitude, latitude, depth_km, place."
                                + " Default: a week of 2018 that comes with the sample.")
        @Nullable
        Path file;

        @Option(
                names = "--repeat",
                paramLabel = "N",
                defaultValue = "1",
                description = "Sends all events N times, for a load run. Default: ${DEFAULT-VALUE}.")
        int repeat;

        /** Refuses what makes no sense before anything is started. */
        void check(CommandSpec spec) {
            if (repeat < 1) throw new ParameterException(spec.commandLine(), "--repeat " + repeat + ": at least 1");
            if (file != null && (Files.isDirectory(file) || !Files.isReadable(file))) {
                throw new ParameterException(spec.commandLine(), "--input " + file + " is no file, or cannot be read");
            }
        }
    }
}
