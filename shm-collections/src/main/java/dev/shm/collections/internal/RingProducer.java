package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.EventCount;
import dev.shm.spi.RegionObject;

/** The end of a ring where messages are published. Steps P1 to P4 of {@link Ring}. */
public final class RingProducer extends RingEnd {
    private final EventCount notEmpty;
    private final RingWait notFull;

    /** Position of the next message; this process alone stores it while it has the seat. */
    private long tail;

    private long headSeen;
    private boolean claimed;

    RingProducer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, PRODUCER_SEAT, "producing");
        this.notEmpty = object.eventCount(NOT_EMPTY);
        this.notFull = new RingWait(object.eventCount(NOT_FULL), this::hasRoom);
    }

    /**
     * Claims the next slot for the calling thread, which then fills it and calls {@link #commit} or {@link #abort}.
     *
     * @return its offset in the ring's memory; -1, and nothing is claimed, if the ring is full
     */
    public long claim() {
        enter();
        claimed = false; // a thread that ended may have left it open
        boolean room = false;
        try {
            room = tail - headSeen < capacity || seesRoom();
        } finally {
            if (!room) leave();
        }
        if (!room) return -1;
        claimed = true;
        return slotOf(tail);
    }

    /** Zeroes a claimed slot, so that a message filled in place has nothing of the one before. */
    public void zero(long slot) {
        RawMemory.zero(memory.addressOf(slot, strideBytes), strideBytes);
    }

    /** Publishes the calling thread's claim. */
    public void commit() {
        checkClaimed();
        claimed = false;
        tail++;
        RawMemory.putLongRelease(body + TAIL, tail); // P3
        notEmpty.signal(); // P4
        leave();
        checkReached();
    }

    /** Gives the calling thread's claim up; the slot is claimed again by the next. */
    public void abort() {
        checkClaimed();
        claimed = false;
        leave();
    }

    /** Whether the calling thread has an open claim. */
    public boolean hasClaim() {
        return isMyTurn() && claimed;
    }

    /** Waits for room; false at the deadline. Room seen may be gone when it is claimed. */
    public boolean awaitRoom(RingDeadline deadline) throws InterruptedException {
        return notFull.await(deadline);
    }

    @Override
    void sit() {
        tail = tailAcquire();
        headSeen = headAcquire();
        checkPositions(headSeen, tail);
    }

    @Override
    String busyWith() {
        return "queue '" + object.name() + "': this thread has a claim open: commit() or abort() it first";
    }

    private boolean seesRoom() {
        long seen = headAcquire(); // P1
        memory.checkWritable();
        checkPositions(seen, tail);
        checkOwn(tailAcquire(), tail);
        headSeen = seen; // not before the checks: a wrong one would pass as seen the next time
        return tail - seen < capacity;
    }

    private boolean hasRoom() {
        memory.checkWritable();
        return tailAcquire() - headAcquire() < capacity;
    }

    private void checkClaimed() {
        if (hasClaim()) return;
        memory.checkWritable();
        throw new IllegalStateException("queue '" + object.name() + "': this thread has no claim: call claim() first");
    }
}
