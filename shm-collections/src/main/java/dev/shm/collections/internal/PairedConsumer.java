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
 * and fro for each. So while messages stream, it waits for some more before it goes on: for rounds of five
 * microseconds, of which the first that brings less than twenty messages is the last, and three at most. Rounds are that
 * long because each ends with a look at the tail, which takes its line from the producer. What counts is the pace of the last
 * 64 messages or more by the clock, not how many a look finds: over a slow line one look finds several and the next many find
 * none. Messages that come at less than about seven million a second wait for nothing, but for one round after a stream has
 * ended.
 *
 * <p><b>Loading ahead.</b> What a look finds is loaded at once, before the first of it is handled: the processor waits for
 * as many lines at the same time as it can, where a handler between two loads leaves room for a few.
 */
final class PairedConsumer extends RingConsumer {
    private static final int MOST_GATHERED = 256;
    private static final int GATHER_ROUNDS = 3;
    private static final long NANOS_PER_ROUND = 5_000;
    private static final int WORTH_ANOTHER_ROUND = 20;

    /** After so many messages the pace is taken: a look at the clock for that many costs nothing. */
    private static final int MESSAGES_PER_PACE = 64;

    /** From one message of a stream to the next. */
    private static final long STREAM_NANOS = 150;

    private final long gathered;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    private long head;

    private long tailSeen;
    private boolean isStream;
    private long pacedTail;
    private long pacedNanos;

    /** Kept, so that the JIT keeps the loads that make it. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

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
        if (there != 0) {
            if (seen - pacedTail >= MESSAGES_PER_PACE) takePace(seen);
            if (isStream && there < gathered) seen = gather(seen);
        }
        memory.checkWritable();
        checkPositions(head, seen);
        checkOwn(headAcquire(), head);
        load((int) Math.max(1, Math.min(seen - head, MOST_GATHERED)));
        tailSeen = seen; // not before the checks: a wrong one would pass as seen the next time
        return head != seen;
    }

    /**
     * Reads from the next slots, and makes nothing of it. From one also if no message is there: a consumer who waits has then
     * both lines near, so that those of the tail and of the message come back together and not one after the other.
     */
    private void load(int slots) {
        long sum = 0;
        for (int i = 0; i < slots; i++) sum += RawMemory.getByte(memory.base() + slotOf(head + i)); // may be no longer
        loaded = sum;
    }

    private long gather(long first) {
        long seen = first;
        for (int round = 0; round < GATHER_ROUNDS; round++) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < NANOS_PER_ROUND) Thread.onSpinWait(); // for more, see the class comment
            long now = tailAcquire();
            long more = now - seen;
            seen = now;
            if (now - head >= gathered) return seen;
            if (more < WORTH_ANOTHER_ROUND) break;
        }
        isStream = false;
        return seen;
    }

    private void takePace(long tail) {
        long now = System.nanoTime();
        isStream = now - pacedNanos < (tail - pacedTail) * STREAM_NANOS;
        pacedTail = tail;
        pacedNanos = now;
    }

    @Override
    boolean mayHaveMessage() {
        memory.checkWritable();
        return headAcquire() != tailAcquire();
    }
}
