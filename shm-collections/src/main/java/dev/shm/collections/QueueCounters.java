package dev.shm.collections;

import dev.shm.collections.internal.queue.RingHandle;

/**
 * What has happened at a queue since it was created, whichever processes did it. The figures are of about the same
 * moment; a process that died may have left one of them one short.
 *
 * @param published messages, also those being written now, and those given up that no consumer has passed yet
 * @param consumed messages whose slots are free again
 * @param skipped messages that never came, as far as consumers have passed them: given up, or their producer died
 * @param redelivered messages made ready again, because a handler threw or its process died. Where one process consumes
 *     it is counted when a handler is given the message again, so not of one that a copying poll takes then
 * @param timesFull how often a producer found no room
 */
public record QueueCounters(long published, long consumed, long skipped, long redelivered, long timesFull) {
    static QueueCounters of(RingHandle ring) {
        long head = ring.head();
        long skipped = ring.skipped();
        return new QueueCounters(ring.end() - skipped, head - skipped, skipped, ring.returned(), ring.timesFull());
    }
}
