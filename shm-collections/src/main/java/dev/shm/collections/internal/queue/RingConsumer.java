package dev.shm.collections.internal.queue;

import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.RegionObject;
import org.jspecify.annotations.Nullable;

/** The end of a ring where messages are taken. */
abstract class RingConsumer extends RingEnd {
    /** How long a claim stands still before its owner's life is asked after. */
    static final long PATIENCE_NANOS = 10_000_000;

    private static final int TRY_BITS = 16;
    private static final long MAX_TRIES = (1L << TRY_BITS) - 1;

    private final EventCount notFull;

    RingConsumer(RegionObject object, RingGeometry geometry, int seatOffset) {
        super(object, geometry, seatOffset, "consuming");
        this.notFull = object.eventCount(RingLayout.NOT_FULL);
    }

    static RingConsumer of(RegionObject object, RingGeometry geometry, RingProducer producer) {
        if (!geometry.hasOneConsumer()) return new ManyConsumers(object, geometry, producer);
        return geometry.hasOneProducer()
                ? new PairedConsumer(object, geometry)
                : new SoleConsumer(object, geometry, producer);
    }

    /**
     * Finds the next message for the calling thread, which then reads it and calls {@link #free} or {@link #keep}.
     *
     * @param handled whether a handler is to see it in place, so that this is a try that can fail
     * @return null, and nothing is to be ended, if the ring is empty
     */
    final @Nullable RingTurn take(RingHandle caller, boolean handled) {
        return takeOrLeave(enter(caller), handled);
    }

    /** As {@link #take(RingHandle, boolean)} for a copy, waiting for a turn until a deadline; null also then. */
    final @Nullable RingTurn take(RingHandle caller, Deadline deadline) throws InterruptedException {
        RingTurn turn = enter(caller, deadline);
        return turn == null ? null : takeOrLeave(turn, false);
    }

    private @Nullable RingTurn takeOrLeave(RingTurn turn, boolean handled) {
        boolean taken = false;
        try {
            taken = takeNext(turn, handled);
        } finally {
            if (!taken) leave(turn);
        }
        return taken ? turn : null;
    }

    /** As {@link #take(RingHandle, boolean)}, in a turn that goes on until it is left; false if the ring is empty. */
    final boolean takeNext(RingTurn turn, boolean handled) {
        if (!take(turn)) return false;
        turn.attempt = handled ? countTry(turn) : 0;
        return true;
    }

    /** Frees the slot of a turn's message, and ends the turn. */
    final void free(RingTurn turn) {
        try {
            done(turn);
        } finally {
            turn.end();
            leave(turn);
        }
        notFull.signal();
        checkReached();
    }

    /** Frees the slot of a turn's message; the turn goes on. */
    final void freeNext(RingTurn turn) {
        try {
            done(turn);
        } finally {
            turn.end();
        }
        notFull.signal();
        checkReached();
    }

    /** Leaves a turn's message for whoever comes next, and ends the turn. */
    final void keep(RingTurn turn) {
        keepNext(turn);
        leave(turn);
    }

    /** Leaves a turn's message for whoever comes next; the turn goes on. */
    final void keepNext(RingTurn turn) {
        putBack(turn);
        turn.end();
    }

    /** Wakes producers, if any sleep. */
    final void signal() {
        notFull.signal();
    }

    /** Finds a message: the turn's, from then on. */
    abstract boolean take(RingTurn turn);

    abstract void done(RingTurn turn);

    abstract void putBack(RingTurn turn);

    /** The tries of a position that a word counts; of the very first one, zero memory says so, too. */
    static long tries(long word, long position) {
        return word >>> TRY_BITS == (position & -1L >>> TRY_BITS) ? word & MAX_TRIES : 0;
    }

    /** A handler is begun with a message once more. */
    void triedAgain() {}

    /** Where the tries of a position are counted, absolute. */
    abstract long tryAddress(long position);

    /** Whether there may be a message; false only if there was none. */
    abstract boolean mayHaveMessage();

    @Override
    final String busyWith() {
        return "queue '" + object.name() + "': a handler of this queue may not poll the same queue: return first";
    }

    /**
     * Counts a try of a message, before it is made: plain, because only a death makes anybody look at it. Who took the
     * message before and did not count, died first or was to copy it: one try for all those.
     */
    private int countTry(RingTurn turn) {
        long address = tryAddress(turn.position);
        long before = tries(RawMemory.getLong(address), turn.position);
        if (before > 0) triedAgain();
        if (turn.again) before = Math.max(before, 1);
        long tries = Math.min(before + 1, MAX_TRIES);
        RawMemory.putLong(address, turn.position << TRY_BITS | tries);
        return (int) tries;
    }
}
