package dev.shm.benchmarks.pair;

import java.util.List;
import java.util.Map;

/** What both sides of a {@link Pair} reported in one run, by name. */
public record Readings(List<Map<String, Double>> sides) {
    /** Of one side. */
    public double of(int side, String name) {
        Double value = sides.get(side).get(name);
        if (value == null) throw new IllegalStateException("side " + side + " did not report " + name);
        return value;
    }

    /** Of both sides together. */
    public double sum(String name) {
        return of(0, name) + of(1, name);
    }

    /** Between the two. */
    public double mean(String name) {
        return sum(name) / 2;
    }
}
