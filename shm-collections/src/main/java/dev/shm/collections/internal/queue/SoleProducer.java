package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.collections.internal.queue.RingArena.Room;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The producers' end for one process at a time. What it has claimed is nobody's until it is published, so its death
 * leaves nothing to mend.
 *
 * <pre>
 * Offer                                              A crash after the step leaves
 *   P1 acquire head (pairs C5), if the last one      nothing
 *      seen says full: room?
 *   P2 plain   slot                                  an unpublished slot, written anew by the next producer
 *   P3 with one consumer: release tail + 1 (pairs    a message; a sleeping consumer finds it within 50 ms
 *      C1): published
 *      with many: release word READY (pairs M1),     the same; the next producer finds the end by the words
 *      then release tail + 1
 *   P4 signal not empty                              a message
 * </pre>
 *
 * <p>In a series P1 and P2 are done for up to 64 messages before P3 and P4.
 */
final class SoleProducer extends RingProducer {
    /** So many messages of a series are published at once: consumers begin while a long one goes on. */
    private static final int MAX_AT_ONCE = 64;

    private final boolean byWord;

    /** Position of the next message; this process alone stores it while it has the seat. */
    private long tail;

    private long headSeen;

    SoleProducer(RegionObject object, RingGeometry geometry) {
        super(object, geometry, PRODUCER_SEAT);
        this.byWord = !geometry.hasOneConsumer();
    }

    @Override
    void sit() {
        headSeen = headAcquire();
        tail = end();
        checkPositions(headSeen, tail);
        // What a predecessor published last, it may not have counted.
        if (byWord) RawMemory.putLongRelease(body + TAIL, tail);
    }

    @Override
    boolean claim(RingTurn turn) {
        if (tail - headSeen >= capacity && !seesRoom(tail)) return false;
        if (arena != null && !reserve(arena, turn)) return false;
        if (arena == null) return true; // tail says what is claimed, and the turn by whom: no more stores for a message
        turn.claim(tail);
        arena.reserve(turn);
        return true;
    }

    @Override
    long claimed(RingTurn turn) {
        return tail;
    }

    @Override
    void publish(RingTurn turn) {
        if (byWord) words.release(tail, words.of(tail, RingWords.READY)); // P3
        tail++;
        RawMemory.putLongRelease(body + TAIL, tail); // P3
    }

    @Override
    void giveUp(RingTurn turn) {}

    /** A turn's position is what comes after those of its series; from the tail on, they are unpublished. */
    @Override
    void beginSeries(RingTurn turn) {
        turn.position = tail;
    }

    @Override
    boolean claimInSeries(RingTurn series) {
        return series.position - headSeen < capacity || seesRoom(series.position);
    }

    @Override
    boolean publishInSeries(RingTurn series) {
        if (++series.position - tail < MAX_AT_ONCE) return false;
        publishSeries(series);
        return true;
    }

    @Override
    void giveUpInSeries(RingTurn series) {}

    @Override
    void publishSeries(RingTurn series) {
        if (byWord) {
            for (long next = tail; next != series.position; next++) {
                words.release(next, words.of(next, RingWords.READY)); // P3
            }
        }
        if (tail == series.position) return;
        tail = series.position;
        RawMemory.putLongRelease(body + TAIL, tail); // P3
    }

    @Override
    boolean skipIfDead(long position, long word) {
        throw damaged("position " + position + " is being written, and the one producer of this queue does not say so");
    }

    private boolean reserve(RingArena bytes, RingTurn turn) {
        Room room = bytes.place(turn, tail);
        if (room == Room.NONE && byWord && RingHead.advance(this)) room = bytes.place(turn, tail);
        if (room == Room.FOUND) return true;
        memory.checkWritable();
        if (room == Room.NONE) return false;
        throw damaged("the extents around position " + tail + " are not there");
    }

    private boolean seesRoom(long position) {
        if (byWord) RingHead.advance(this);
        long seen = headAcquire(); // P1
        memory.checkWritable();
        checkPositions(seen, tail);
        checkOwn(tailAcquire(), tail);
        headSeen = seen; // not before the checks: a wrong one would pass as seen the next time
        return position - seen < capacity;
    }

    @Override
    boolean mayHaveRoom(long reserve) {
        memory.checkWritable();
        if (byWord) RingHead.advance(this);
        if (arena != null) return arena.look(end(), reserve) != Room.NONE;
        return tailAcquire() - headAcquire() < capacity;
    }

    @Override
    long ready(long head, long most) {
        if (byWord) return super.ready(head, most);
        return Math.max(0, Math.min(tailAcquire() - head, Math.min(capacity, most)));
    }

    @Override
    long end() {
        return byWord ? RingHead.end(this) : tailAcquire();
    }
}
