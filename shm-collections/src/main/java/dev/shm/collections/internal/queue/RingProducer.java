package dev.shm.collections.internal.queue;

import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.RegionObject;
import org.jspecify.annotations.Nullable;

/** The end of a ring where messages are published. */
abstract class RingProducer extends RingEnd {
    private final EventCount notEmpty;

    RingProducer(RegionObject object, RingGeometry geometry, int seatOffset) {
        super(object, geometry, seatOffset, "producing");
        this.notEmpty = object.eventCount(RingLayout.NOT_EMPTY);
    }

    static RingProducer of(RegionObject object, RingGeometry geometry) {
        return geometry.hasOneProducer() ? new SoleProducer(object, geometry) : new ManyProducers(object, geometry);
    }

    /**
     * Claims the next slot for the calling thread, which then fills it and calls {@link #commit} or {@link #abort}.
     *
     * @param reserve bytes of the arena, if there is one
     * @param byProgram whether the program is to end it itself
     * @return null, and nothing is claimed, if the ring is full
     */
    final @Nullable RingTurn claim(RingHandle caller, long reserve, boolean byProgram) {
        return claim(enter(caller), reserve, byProgram ? caller : null);
    }

    /** As {@link #claim(RingHandle, long, boolean)}, waiting for a turn until a deadline; null also then. */
    final @Nullable RingTurn claim(RingHandle caller, long reserve, Deadline deadline) throws InterruptedException {
        RingTurn turn = enter(caller, deadline);
        return turn == null ? null : claim(turn, reserve, null);
    }

    private @Nullable RingTurn claim(RingTurn turn, long reserve, @Nullable RingHandle claimant) {
        if (arena != null) turn.reserved = reserve;
        if (!claimOrLeave(turn)) return full(turn);
        // Stores wait for those before them to reach the other processes: no needless ones.
        if (turn.wasFull) turn.wasFull = false;
        if (turn.claimant != claimant) turn.claimant = claimant;
        return turn;
    }

    private boolean claimOrLeave(RingTurn turn) {
        boolean claimed = false;
        try {
            claimed = claim(turn);
        } finally {
            if (!claimed) leave(turn);
        }
        return claimed;
    }

    private @Nullable RingTurn full(RingTurn turn) {
        // Another thread may have the turn already, whose count is then one too many or too few: for people.
        if (!turn.wasFull) count(RingLayout.TIMES_FULL);
        turn.wasFull = true;
        return null;
    }

    /** Publishes the claim of a turn, and ends that. */
    final void commit(RingTurn turn) {
        publish(turn);
        turn.end();
        leave(turn);
        notEmpty.signal();
        checkReached();
    }

    /** Gives the claim of a turn up, and ends that. */
    final void abort(RingTurn turn) {
        giveUp(turn);
        turn.end();
        leave(turn);
    }

    /**
     * Begins a series of messages of the calling thread: {@link #claimNext} and {@link #endNext}, then
     * {@link #endSeries}.
     */
    final RingTurn beginSeries(RingHandle caller) {
        RingTurn turn = enter(caller);
        turn.claimant = null;
        beginSeries(turn);
        return turn;
    }

    /** Claims the next slot in a turn that goes on until {@link #endSeries}; false if the ring is full. */
    final boolean claimNext(RingTurn series) {
        if (claimInSeries(series)) {
            if (series.wasFull) series.wasFull = false;
            return true;
        }
        full(series);
        return false;
    }

    /** Ends a claim of a series, which is published now or with those after it, or given up. */
    final void endNext(RingTurn series, boolean publish) {
        if (!publish) giveUpInSeries(series);
        else if (publishInSeries(series)) notEmpty.signal();
    }

    /** Publishes what of a series is not yet, and ends the turn. */
    final void endSeries(RingTurn series) {
        try {
            publishSeries(series);
        } finally {
            leave(series);
        }
        notEmpty.signal();
        checkReached();
    }

    /** Zeroes a claimed slot, so that a message filled in place has nothing of the one before. */
    final void zero(long slot) {
        RawMemory.zero(memory.addressOf(slot, strideBytes), strideBytes);
    }

    /** Claims a position: the turn's, from then on. */
    abstract boolean claim(RingTurn turn);

    /** The position of a turn's claim. */
    abstract long claimed(RingTurn turn);

    abstract void publish(RingTurn turn);

    abstract void giveUp(RingTurn turn);

    /** Claims the next position in a series: the turn's, from then on. */
    abstract boolean claimInSeries(RingTurn series);

    /** Ends the claim; true if something was published. */
    abstract boolean publishInSeries(RingTurn series);

    abstract void giveUpInSeries(RingTurn series);

    /** Publishes what is not yet. */
    abstract void publishSeries(RingTurn series);

    /** Prepares a turn for a series. */
    void beginSeries(RingTurn turn) {}

    /**
     * Skips a position whose producer is proven dead, for a consumer that found it WRITING.
     *
     * @return whether the word may have changed
     */
    abstract boolean skipIfDead(long position, long word);

    /** Whether there may be room, and for so many bytes of the arena; false only if there was none. */
    abstract boolean mayHaveRoom(long reserve);

    /** The position after the last that is published or claimed, at some moment of the call. */
    abstract long end();

    /** How many messages from a position on are ready, as far as is asked. */
    long ready(long head, long most) {
        long end = end();
        long ready = 0;
        // At most a lap: the end is no farther from the head that it was found with.
        for (long position = head; position - end < 0 && position - head < capacity && ready < most; position++) {
            long word = words.acquire(position);
            if (words.isOf(word, position) && RingWords.isReady(word)) ready++;
        }
        return ready;
    }

    /** Wakes consumers, if any sleep. */
    final void signal() {
        notEmpty.signal();
    }

    @Override
    final String busyWith() {
        return "queue '" + object.name() + "': this thread has a claim open: commit() or abort() it first";
    }
}
