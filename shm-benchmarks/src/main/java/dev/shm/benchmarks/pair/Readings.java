package dev.shm.benchmarks.pair;

import java.util.List;
import java.util.Map;

/** What the sides of a {@link Pair} reported in one run, by name. */
public record Readings(List<Map<String, Double>> sides) {
    /** Of one side. */
    public double of(int side, String name) {
        Double value = sides.get(side).get(name);
        if (value == null) throw new IllegalStateException("side " + side + " did not report " + name);
        return value;
    }

    /** Of all sides together. */
    public double sum(String name) {
        double sum = 0;
        for (int side = 0; side < sides.size(); side++) sum += of(side, name);
        return sum;
    }

    /** Between them. */
    public double mean(String name) {
        return sum(name) / sides.size();
    }
}
