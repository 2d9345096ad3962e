/**
 * The rings behind the queues.
 *
 * <p>A ring is an array of slots that two indices chase each other round: tail, the position of the next message to be
 * written, and head, that of the next to be read. Positions count messages ever and are compared by their difference; the slot of a position
 * is its low bits. Each index is stored by one side only, with a release store that publishes what was done to the slot
 * before, and read by the other side with an acquire load. Each side keeps the last value of the other's index and looks
 * again only when that says full or empty, so the line of the index travels once for many messages.
 */
@NullMarked
package dev.shm.collections.internal;

import org.jspecify.annotations.NullMarked;
