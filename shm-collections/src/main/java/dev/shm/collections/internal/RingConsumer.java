package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.EventCount;
import dev.shm.spi.RegionObject;

/** The end of a ring where messages are taken. Steps C1 to C5 of {@link Ring}. */
public final class RingConsumer extends RingEnd {
    private final EventCount notFull;
    private final RingWait notEmpty;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    private long head;

    private long tailSeen;

    RingConsumer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, CONSUMER_SEAT, "consuming");
        this.notFull = object.eventCount(NOT_FULL);
        this.notEmpty = new RingWait(object.eventCount(NOT_EMPTY), this::hasMessage);
    }

    /**
     * Finds the next message for the calling thread, which then reads it and calls {@link #free} or {@link #keep}.
     *
     * @return the offset of its slot in the ring's memory; -1, and nothing is to be freed, if the ring is empty
     */
    public long peek() {
        enter();
        boolean message = false;
        try {
            message = head != tailSeen || seesMessage();
        } finally {
            if (!message) leave();
        }
        return message ? slotOf(head) : -1;
    }

    /** Ends the message: its slot is free for producers. */
    public void free() {
        head++;
        RawMemory.putLongRelease(body + HEAD, head); // C4
        notFull.signal(); // C5
        leave();
        checkReached();
    }

    /** Leaves the message where it is, for whoever comes next. */
    public void keep() {
        leave();
    }

    /** Waits for a message; false at the deadline. A message seen may be gone when it is taken. */
    public boolean awaitMessage(RingDeadline deadline) throws InterruptedException {
        return notEmpty.await(deadline);
    }

    @Override
    void sit() {
        head = headAcquire();
        tailSeen = tailAcquire();
        checkPositions(head, tailSeen);
    }

    @Override
    String busyWith() {
        return "queue '" + object.name() + "': a handler of this queue may not poll the same queue: return first";
    }

    private boolean seesMessage() {
        long seen = tailAcquire(); // C1
        memory.checkWritable();
        checkPositions(head, seen);
        checkOwn(headAcquire(), head);
        tailSeen = seen; // not before the checks: a wrong one would pass as seen the next time
        return head != seen;
    }

    private boolean hasMessage() {
        memory.checkWritable();
        return headAcquire() != tailAcquire();
    }
}
