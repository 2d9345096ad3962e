package dev.shm.samples.quakes;

import dev.shm.SharedRegion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the events to the topic, and stays less far ahead of a monitor's checkpoint than the topic keeps. */
@Command(name = "topic-feed", description = "Reads events and publishes them to two monitors.")
final class TopicFeed implements Callable<Integer> {
    private static final long PAUSE_NANOS = 100_000;

    /**
     * In positions, half of what the topic keeps: an event takes more than one if this process is held up in publishing
     * it.
     */
    private static final long MAX_AHEAD = RegionNames.CAPACITY / 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Mixin
    private RegionNames names = new RegionNames();

    @Mixin
    private Feed.InputOptions input = new Feed.InputOptions();

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Waits at three quarters until the second monitor was started so often. Default: 1.")
    int starts;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws IOException {
        input.check(spec);
        QuakeFile file = QuakeFile.read(input.file, complaint -> System.err.println("feed: " + complaint));
        try (SharedRegion region = SharedRegion.openOrCreate(names.monitorsName(), 64);
                QuakeTopic quakes = QuakeTopic.openOrCreate(names.topicName(), RegionNames.CAPACITY);
                FeedReportTopic reports = FeedReportTopic.openOrCreate(names.reportName(), 1)) {
            names.endWithLauncher();
            List<Checkpoints> monitors = List.of(Checkpoints.of(region, 1), Checkpoints.of(region, 2));
            long total = (long) file.quakes().size() * input.repeat;
            Checksum checksum = new Checksum();
            long sequence = 0;
            long mayReach = 0;
            for (int i = 0; i < input.repeat; i++) {
                for (Quake row : file.quakes()) {
                    if (quakes.position() >= mayReach) mayReach = awaitMonitors(monitors, quakes.position());
                    if (sequence == total * 3 / 4) awaitStarts(monitors.get(1));
                    Quake quake = row.withSequence(++sequence);
                    checksum.add(quake);
                    quakes.publish(quake);
                }
            }
            reports.publish(new FeedReport(sequence, file.badRows(), checksum.value()));
        }
        return 0;
    }

    /** Up to which position the slowest monitor, dead or alive, lets the feed go. */
    private static long awaitMonitors(List<Checkpoints> monitors, long position) {
        while (true) { // for the slowest monitor, which may have to be started again
            long slowest = Math.min(monitors.get(0).position(), monitors.get(1).position());
            if (slowest + MAX_AHEAD > position) return slowest + MAX_AHEAD;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void awaitStarts(Checkpoints monitor) {
        while (monitor.starts() < starts) LockSupport.parkNanos(PAUSE_NANOS); // for the launcher
    }
}
