/**
 * Maps beside {@code ConcurrentHashMap} and Chronicle Map: each in a JVM of its own, filled once, and asked in turns.
 *
 * <p>Run it with {@code shm-benchmarks/run pair map}.
 */
@NullMarked
package dev.shm.benchmarks.map;

import org.jspecify.annotations.NullMarked;
