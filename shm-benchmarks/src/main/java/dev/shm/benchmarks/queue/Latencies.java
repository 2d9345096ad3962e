package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.Line;
import dev.shm.benchmarks.pair.Readings;
import dev.shm.benchmarks.pair.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one side timed, and the way it takes to the driver. */
final class Latencies {
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(MAX_NANOS, DIGITS);

    /** Records a time; one that cannot be is counted at the nearest that can. */
    void record(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos, MAX_NANOS)));
    }

    /** Forgets the warm-up. */
    void reset() {
        histogram.reset();
    }

    void report(Side side, double roundTripNanos) {
        side.report("p50", histogram.getValueAtPercentile(50));
        side.report("p99", histogram.getValueAtPercentile(99));
        side.report("p999", histogram.getValueAtPercentile(99.9));
        side.report(Line.MEASURE, roundTripNanos);
    }

    /** In the driver: what that side has reported. */
    static Map<String, Double> measures(Readings readings, int side) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (String name : new String[] {"p50", "p99", "p999", Line.MEASURE})
            measures.put(name, readings.of(side, name));
        return measures;
    }
}
