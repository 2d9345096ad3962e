package dev.shm.samples.quakes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The second process: takes events from the queue, and keeps them in a map by id, until the feed has stated its report,
 * then prints totals.
 */
@Command(
        name = "monitor",
        description = "Takes events from the queue and prints totals. Start the feed in another terminal.")
final class Monitor implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final int BATCH = 1_000;
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    @Mixin
    private RegionNames names = new RegionNames();

    private final Totals totals = new Totals();
    private long progressNanos = System.nanoTime();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws InterruptedException {
        try (QuakeQueue quakes = QuakeQueue.openOrCreate(names.queue, RegionNames.CAPACITY);
                FeedReportQueue reports = FeedReportQueue.openOrCreate(names.reportName(), 1);
                QuakeMap map = QuakeMap.openOrCreate(names.mapName())) {
            names.endWithLauncher();
            FeedReport report = consume(quakes, reports, map);
            System.out.print(totals.table(report));
            return totals.agreesWith(report) ? 0 : 1;
        }
    }

    private FeedReport consume(QuakeQueue quakes, FeedReportQueue reports, QuakeMap map) throws InterruptedException {
        SharedQuake copy = SharedQuake.allocate();
        Consumer<SharedQuake> handler = quake -> {
            totals.add(quake);
            map.put(quake);
        };
        while (true) { // until the feed's report, which comes after its events
            while (quakes.drain(handler, BATCH) > 0) showProgress();
            FeedReport report = reports.poll();
            if (report != null) {
                while (quakes.drain(handler, BATCH) > 0) showProgress();
                return report;
            }
            Quake quake = quakes.poll(PATIENCE);
            if (quake != null) handler.accept(copy.set(quake));
        }
    }

    private void showProgress() {
        if (System.nanoTime() - progressNanos < PROGRESS_NANOS) return;
        progressNanos = System.nanoTime();
        Output.print(System.err, "monitor: %,d events, %,.0f a second%n", totals.events(), totals.eventsPerSecond());
    }
}
