package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The consumers' end for one process at a time, which takes messages as they stream: it knows how far they reach, and looks
 * for more only when it has come there.
 *
 * <p><b>Gathering.</b> A consumer that keeps up takes each message from the producer's hands, and the lines with it go to
 * and fro for each. So while messages stream, it waits for some more before it goes on: for rounds of five
 * microseconds, of which the first that brings less than twenty messages is the last, and three at most. Rounds are that
 * long because each ends with a look that takes a line from the producer. What counts is the pace of the last
 * 64 messages or more by the clock, not how many a look finds: over a slow line one look finds several and the next many find
 * none. Messages that come at less than about seven million a second wait for nothing, but for one round after a stream has
 * ended, and one each two milliseconds as a trial: a producer who is met at each message is slow for that alone, and shows
 * its own pace while nobody looks.
 *
 * <p><b>Loading ahead.</b> What a look finds is loaded at once, before the first of it is handled: the processor waits for
 * as many lines at the same time as it can, where a handler between two loads leaves room for a few.
 *
 * <p><b>Storing back.</b> The first byte of each message is stored, as it is, before its slot is freed. Its line is then this
 * processor's alone, from whom the producer's next store takes it in one step, where it would have to ask for a line that both
 * have read to be given up first. The producer is nearly twice as fast for it.
 */
abstract class StreamingConsumer extends RingConsumer {
    private static final int MOST_GATHERED = 256;
    private static final int GATHER_ROUNDS = 3;
    private static final long NANOS_PER_ROUND = 5_000;
    private static final int WORTH_ANOTHER_ROUND = 20;

    /** After so many messages the pace is taken: a look at the clock for that many costs nothing. */
    private static final int MESSAGES_PER_PACE = 64;

    /** From one message of a stream to the next. */
    private static final long STREAM_NANOS = 150;

    /** Less than that, and it may be for the consumer alone that they come no faster. */
    private static final long MEETING_NANOS = 500;

    /** What streams brings that much in a round. */
    private static final int STREAM_PER_ROUND = (int) (NANOS_PER_ROUND / STREAM_NANOS);

    /** So long after a trial that found no stream comes the next. */
    private static final long TRIAL_NANOS = 2_000_000;

    /** How many to wait for while they stream. */
    final long gathered;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    long head;

    /** Where the messages end, as the last look found. */
    private long endSeen;

    private boolean isStream;
    private long pacedEnd;
    private long pacedNanos;

    /** Whether the next round is to show whether messages would stream. */
    private boolean isTrial;

    private long nextTrial;

    /** Kept, so that the JIT keeps the loads that make it. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    StreamingConsumer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, CONSUMER_SEAT);
        this.gathered = Math.min(MOST_GATHERED, capacity / 4);
    }

    /** C1: where the messages end that may be taken, as far as is worth knowing now; after {@code known}, or there. */
    abstract long reach(long known);

    /** Refuses what a look found if it cannot be right. */
    abstract void check(long end);

    @Override
    void sit() {
        head = headAcquire();
        endSeen = head;
        nextTrial = System.nanoTime();
    }

    @Override
    void done(RingTurn turn) {
        if (arena == null) storeBack(memory.base() + slotOf(head)); // C4
        head++;
        RawMemory.putLongRelease(body + HEAD, head); // C5
    }

    /** One line's worth of each message, without a change; see the class comment. */
    private static void storeBack(long slot) {
        RawMemory.putByteOpaque(slot, RawMemory.getByte(slot));
    }

    @Override
    void putBack(RingTurn turn) {}

    @Override
    long tryAddress(long position) {
        return body + TRY;
    }

    /** Whether there may be a message at head. */
    final boolean seesMessage() {
        return head != endSeen || looksAhead();
    }

    private boolean looksAhead() {
        long end = reach(head);
        if (end != head) {
            if (end - pacedEnd >= MESSAGES_PER_PACE) takePace(end);
            if (isStream && end - head < gathered) end = gather(end);
        }
        memory.checkWritable();
        check(end);
        checkOwn(headAcquire(), head);
        load((int) Math.max(1, Math.min(end - head, MOST_GATHERED)));
        endSeen = end; // not before the checks: a wrong one would pass as seen the next time
        return head != end;
    }

    /**
     * Reads from the next slots, and makes nothing of it. From one also if no message is there: a consumer who waits has then
     * both lines near, so that the one looked at and that of the message come back together and not one after the other.
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
            long now = reach(seen);
            long more = now - seen;
            seen = now;
            if (now - head >= gathered) return seen;
            if (more < (isTrial ? STREAM_PER_ROUND : WORTH_ANOTHER_ROUND)) break;
            isTrial = false;
        }
        isStream = false;
        if (isTrial) nextTrial = System.nanoTime() + TRIAL_NANOS;
        return seen;
    }

    private void takePace(long end) {
        long now = System.nanoTime();
        long nanosPerMessage = (now - pacedNanos) / (end - pacedEnd);
        isTrial = nanosPerMessage >= STREAM_NANOS && nanosPerMessage < MEETING_NANOS && now - nextTrial >= 0;
        isStream = nanosPerMessage < STREAM_NANOS || isTrial;
        pacedEnd = end;
        pacedNanos = now;
    }
}
