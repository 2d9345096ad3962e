package dev.shm.benchmarks.pair;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Something that takes part in each of the {@link Rounds}.
 *
 * @param run one run, which gives the same measures each time: name and value, in the order in which they are shown
 */
public record Contestant(String name, Supplier<Map<String, Double>> run) {}
