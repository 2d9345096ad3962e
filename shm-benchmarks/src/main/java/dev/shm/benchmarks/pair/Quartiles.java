package dev.shm.benchmarks.pair;

import java.util.Arrays;
import java.util.Locale;

/** The middle of some figures and the quarter points beside it, with linear interpolation between neighbours. */
public record Quartiles(double lower, double median, double upper) {
    /** Of no figure, they are no numbers. */
    public static Quartiles of(double... figures) {
        if (figures.length == 0) return new Quartiles(Double.NaN, Double.NaN, Double.NaN);
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double fraction) {
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** As {@code lower / median / upper}, with so many digits after the point. */
    public String show(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " / " + number + " / " + number, lower, median, upper);
    }
}
