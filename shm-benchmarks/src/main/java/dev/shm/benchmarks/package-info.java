/**
 * JMH benchmarks: what one process pays for memory that it shares, each beside the plain Java that does the same.
 *
 * <p>Run them with {@code shm-benchmarks/run}; {@code docs/benchmarks.md} has figures and says how they were taken.
 */
@NullMarked
package dev.shm.benchmarks;

import org.jspecify.annotations.NullMarked;
