package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.collections.internal.Gathering;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The consumers' end for one process at a time, which takes messages as they stream: it knows how far they reach, and
 * looks for more only when it has come there.
 *
 * <p><b>Gathering.</b> While messages stream, it waits for some more before it goes on; see {@link Gathering}.
 *
 * <p><b>Loading ahead.</b> What a look finds is loaded at once, before the first of it is handled: the processor waits
 * for as many lines at the same time as it can, where a handler between two loads leaves room for a few.
 */
abstract class StreamingConsumer extends RingConsumer implements Gathering.Reach {
    /** How many to wait for while they stream. */
    final long gathered;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    long head;

    /** Where the messages end, as the last look found. */
    private long endSeen;

    private final Gathering gathering = new Gathering();

    /** Kept, so that the JIT keeps the loads that make it. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    StreamingConsumer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, CONSUMER_SEAT);
        this.gathered = Gathering.enough(capacity);
    }

    /** Refuses what a look found if it cannot be right. */
    abstract void check(long end);

    @Override
    void sit() {
        head = headAcquire();
        endSeen = head;
    }

    @Override
    void done(RingTurn turn) {
        if (arena == null) storeBack(memory.base() + slotOf(head)); // C4
        head++;
        RawMemory.putLongRelease(body + HEAD, head); // C5
    }

    /**
     * Stores the first byte of a message, as it is, before its slot is freed. Its line is then this processor's alone,
     * from whom the producer's next store takes it in one step, where it would have to ask that a line which both have
     * read be given up first. The producer is nearly twice as fast for it.
     */
    private static void storeBack(long slot) {
        RawMemory.putByteOpaque(slot, RawMemory.getByte(slot));
    }

    @Override
    void putBack(RingTurn turn) {}

    /** Here, because nobody makes a dead consumer's message ready: it is at head. */
    @Override
    void triedAgain() {
        count(RETURNED);
    }

    @Override
    long tryAddress(long position) {
        return body + TRY;
    }

    /** Whether there may be a message at head. */
    final boolean seesMessage() {
        return head != endSeen || looksAhead();
    }

    private boolean looksAhead() {
        long end = reach(head, head);
        if (end != head) end = gathering.gather(this, head, end, gathered);
        memory.checkWritable();
        check(end);
        checkOwn(headAcquire(), head);
        load((int) Math.max(1, Math.min(end - head, Gathering.MAX)));
        endSeen = end; // not before the checks: a wrong one would pass as seen the next time
        return head != end;
    }

    /**
     * Reads from the next slots, and makes nothing of it. From one also if no message is there: a consumer who waits
     * has then both lines near, so that the one looked at and that of the message come back together and not one after
     * the other.
     */
    private void load(int slots) {
        long sum = 0;
        for (int i = 0; i < slots; i++) sum += RawMemory.getByte(memory.base() + slotOf(head + i)); // may be no longer
        loaded = sum;
    }
}
