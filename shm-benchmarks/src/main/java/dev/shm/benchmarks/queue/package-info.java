/**
 * Queues between processes, beside Agrona's ring buffers and Aeron's IPC in the same rounds: rate, round trip, and the
 * latency of messages sent at a given pace. Every message is checked.
 *
 * <p>A run's sides open a {@link dev.shm.benchmarks.queue.Transport}, of a {@link dev.shm.benchmarks.queue.Kind} that
 * is named on the command line of the child, so that each JVM has loaded one kind only.
 *
 * <p>Run it with {@code shm-benchmarks/run pair queue --help}.
 */
@NullMarked
package dev.shm.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
