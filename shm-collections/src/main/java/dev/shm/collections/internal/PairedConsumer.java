package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
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
 *   C4 release head + 1 (pairs P1): freed            a free slot; a sleeping producer finds it within 50 ms
 *   C5 signal not full                               a free slot
 * </pre>
 *
 * <p>CRASH: a consumer killed between C3 and C4 had not returned the copy yet, so a copying poll delivers at most once
 * to the program: what died with the process is not counted as delivered.
 *
 * <p><b>Gathering.</b> A consumer that keeps up takes each message from the producer's hands, and the lines with it go to
 * and fro for each. So while messages stream, it waits for some more before it goes on: only if its last looks each found
 * some, only as long as they come at about eight million a second or more, and for some microseconds at most. A try that
 * brings less is followed by a longer and longer time without, so that messages at a slower pace are kept waiting by less
 * than one look in a hundred, and one that comes after a pause never.
 */
final class PairedConsumer extends RingConsumer {
    private static final int MOST_GATHERED = 256;
    private static final int GATHER_ROUNDS = 16;
    private static final int PAUSES_PER_ROUND = 32;
    private static final int WORTH_ANOTHER_ROUND = 5;

    /** So many looks in a row that found messages are a stream. */
    private static final int LOOKS_OF_STREAM = 8;

    private static final int FEWEST_LOOKS_WITHOUT = 4;
    private static final int MOST_LOOKS_WITHOUT = 1024;

    private final long gathered;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    private long head;

    private long tailSeen;
    private int looksFound;

    /** So that the JIT does not leave out the read. */
    private byte touched;

    private int looksWithout;
    private int nextWithout = FEWEST_LOOKS_WITHOUT;

    PairedConsumer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, CONSUMER_SEAT);
        this.gathered = Math.min(MOST_GATHERED, capacity / 4);
    }

    @Override
    void sit() {
        head = headAcquire();
        tailSeen = tailAcquire();
        checkPositions(head, tailSeen);
    }

    @Override
    boolean take(RingTurn turn) {
        if (head == tailSeen && !seesMessage()) return false;
        turn.claim(head);
        return true;
    }

    @Override
    void done(RingTurn turn) {
        head++;
        RawMemory.putLongRelease(body + HEAD, head); // C4
    }

    @Override
    void putBack(RingTurn turn) {}

    @Override
    long tryAddress(long position) {
        return body + TRY;
    }

    private boolean seesMessage() {
        long seen = tailAcquire(); // C1
        long there = seen - head;
        if (there == 0) {
            looksFound = 0;
            touchNext();
        } else if (there < gathered && ++looksFound > LOOKS_OF_STREAM && --looksWithout < 0) {
            seen = gather(seen);
        }
        memory.checkWritable();
        checkPositions(head, seen);
        checkOwn(headAcquire(), head);
        tailSeen = seen; // not before the checks: a wrong one would pass as seen the next time
        return head != seen;
    }

    /**
     * Reads from the next slot, and makes nothing of it: a consumer who waits has then both lines near, so that those of
     * the tail and of the message come back together and not one after the other.
     */
    private void touchNext() {
        byte first = RawMemory.getByteOpaque(memory.base() + slotOf(head)); // a slot may be no longer
        if (first != touched) touched = first;
    }

    private long gather(long first) {
        long seen = first;
        for (int round = 0; round < GATHER_ROUNDS; round++) {
            for (int i = 0; i < PAUSES_PER_ROUND; i++) Thread.onSpinWait(); // for more, see the class comment
            long now = tailAcquire();
            long more = now - seen;
            seen = now;
            if (now - head >= gathered) {
                nextWithout = FEWEST_LOOKS_WITHOUT;
                return seen;
            }
            if (more < WORTH_ANOTHER_ROUND) break;
        }
        looksWithout = nextWithout;
        nextWithout = Math.min(nextWithout * 2, MOST_LOOKS_WITHOUT);
        return seen;
    }

    @Override
    boolean mayHaveMessage() {
        memory.checkWritable();
        return headAcquire() != tailAcquire();
    }
}
