/**
 * The rings behind the queues.
 *
 * <p>A ring is an array of slots that two positions chase each other round: where the next message is to be written,
 * and head, the lowest that is not free again. Positions count messages ever and are compared by their difference; the
 * slot of a position is its low bits.
 *
 * <p>With one process on either side each stores its own position, with a release store that publishes what was done to
 * the slot before, and reads the other's with an acquire load; it keeps the last value of that and looks again only
 * when it says full or empty, so the line of a position travels once for many messages. With many on a side, the
 * control word of a slot tells what its position is, how far it got and whose it is ({@link RingWords}).
 */
@NullMarked
package dev.shm.collections.internal.queue;

import org.jspecify.annotations.NullMarked;
