package dev.shm.samples.quakes;

import dev.shm.SharedRegion;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One of the monitors of the topic: sees every event, prints totals, and saves them as it goes, so that it may be
 * killed and started again.
 */
@Command(
        name = "topic-monitor",
        description = "Sees all events of the topic and prints totals. Killed and started again, it goes on.")
final class TopicMonitor implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** Events between two checkpoints. */
    private static final int BATCH = 500;

    @Mixin
    private RegionNames names = new RegionNames();

    @Option(names = "--number", paramLabel = "N", defaultValue = "1", description = "1 or 2. Default: 1.")
    int number;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws InterruptedException {
        try (SharedRegion region = SharedRegion.openOrCreate(names.monitorsName(), 64);
                QuakeTopic quakes = QuakeTopic.openOrCreate(names.topicName(), RegionNames.CAPACITY);
                FeedReportTopic reports = FeedReportTopic.openOrCreate(names.reportName(), 1)) {
            names.endWithLauncher();
            Checkpoints checkpoints = Checkpoints.of(region, number);
            Totals totals = new Totals();
            long position = checkpoints.start(totals);
            if (totals.events() > 0)
                Output.print(System.err, "monitor %d: goes on after event %,d%n", number, totals.events());
            FeedReport report;
            try (QuakeTopic.Subscription events = quakes.subscribeAt(position);
                    FeedReportTopic.Subscription ends = reports.subscribe(FeedReportTopic.Start.OLDEST)) {
                report = watch(events, ends, totals, checkpoints);
            }
            Output.print(System.out, "%nmonitor %d%s", number, totals.table(report));
            return totals.agreesWith(report) ? 0 : 1;
        }
    }

    private static FeedReport watch(
            QuakeTopic.Subscription events, FeedReportTopic.Subscription ends, Totals totals, Checkpoints checkpoints)
            throws InterruptedException {
        SharedQuake copy = SharedQuake.allocate();
        while (true) { // until the feed's report, which comes after its events
            FeedReport report = ends.poll();
            while (events.drain(totals::add, BATCH) > 0) checkpoints.save(totals, events.position());
            if (report != null) return report;
            Quake quake = events.poll(PATIENCE);
            if (quake == null) continue;
            totals.add(copy.set(quake));
            checkpoints.save(totals, events.position());
        }
    }
}
