/**
 * What a benchmark between two processes is made of: the {@link dev.shm.benchmarks.pair.Pair} that is started, the
 * {@link dev.shm.benchmarks.pair.Meeting} of its two {@link dev.shm.benchmarks.pair.Side}s, own
 * {@link dev.shm.benchmarks.pair.Work}, and {@link dev.shm.benchmarks.pair.Rounds} in which contestants take turns.
 *
 * <p>The machine and its neighbours change from second to second, so nothing here compares two runs that did not happen
 * one right after the other: figures are ratios within a round, and their quartiles over the rounds.
 */
@NullMarked
package dev.shm.benchmarks.pair;

import org.jspecify.annotations.NullMarked;
