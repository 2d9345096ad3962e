package dev.shm.benchmarks.pair;

import java.util.Locale;
import java.util.Map;

/**
 * How far apart the two processors of a run were: what two processes do with each other depends on that more than on
 * all else.
 */
public enum Line {
    NEAR(0, 70),
    MIDDLE(70, 200),
    FAR(200, 1_000),
    /** The two processes were seldom running at the same time. */
    INTERRUPTED(1_000, Double.POSITIVE_INFINITY),
    /** Not measured. */
    UNKNOWN(Double.NaN, Double.NaN);

    /** The name of the measure, {@link Meeting#roundTripNanos}. */
    public static final String MEASURE = "roundTrip";

    private final double from;
    private final double below;

    Line(double from, double below) {
        this.from = from;
        this.below = below;
    }

    /** Whether a run was at this distance. */
    boolean isOf(Map<String, Double> run) {
        double nanos = run.getOrDefault(MEASURE, Double.NaN);
        return Double.isNaN(nanos) ? this == UNKNOWN : nanos >= from && nanos < below;
    }

    String describe() {
        if (this == UNKNOWN) return "unknown";
        return String.format(Locale.ROOT, "%s, %.0f to %.0f ns", name().toLowerCase(Locale.ROOT), from, below);
    }
}
