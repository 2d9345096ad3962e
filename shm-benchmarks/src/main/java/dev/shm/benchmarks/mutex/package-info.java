/**
 * The mutex between two processes that both want it, beside glibc's robust mutex in C.
 *
 * <p>Run it with {@code shm-benchmarks/run pair mutex}.
 */
@NullMarked
package dev.shm.benchmarks.mutex;

import org.jspecify.annotations.NullMarked;
