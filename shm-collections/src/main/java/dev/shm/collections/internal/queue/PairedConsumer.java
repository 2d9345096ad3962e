package dev.shm.collections.internal.queue;

import dev.shm.spi.RegionObject;

/**
 * The consumers' end where one process consumes what one process produces.
 *
 * <pre>
 * Poll                                               A crash after the step leaves
 *   C1 acquire tail (pairs P3), if the last one      nothing
 *      seen says empty: a message?
 *   C2 plain   slot, a copy or a handler's           the message, delivered again by the next consumer
 *   C3 a copying poll has its copy                   the same
 *   C4 opaque  the slot's first byte, as it is       the same; for speed, see StreamingConsumer
 *   C5 release head + 1 (pairs P1): freed            a free slot; a sleeping producer finds it within 50 ms
 *   C6 signal not full                               a free slot
 * </pre>
 *
 * <p>CRASH: a consumer killed between C3 and C5 had not returned the copy yet, so a copying poll delivers at most once
 * to the program: what died with the process is not counted as delivered.
 */
final class PairedConsumer extends StreamingConsumer {
    PairedConsumer(RegionObject object, RingGeometry geometry) {
        super(object, geometry);
    }

    @Override
    void sit() {
        super.sit();
        checkPositions(head, tailAcquire());
    }

    @Override
    boolean take(RingTurn turn) {
        if (!seesMessage()) return false;
        turn.claim(head);
        return true;
    }

    @Override
    public long reach(long from, long known) {
        return tailAcquire(); // C1
    }

    @Override
    void check(long end) {
        checkPositions(head, end);
    }

    @Override
    boolean mayHaveMessage() {
        memory.checkWritable();
        return headAcquire() != tailAcquire();
    }
}
