package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.collections.internal.Seat;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.RegionObject;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One end of a ring in this process: the turns of its threads, and its seat where the end is for one process at a time.
 *
 * <p>At such an end threads take turns for the time of one call, or of one open claim; at the others each has a turn of
 * its own. A thread that ended with its turn open is found by the next that needs a turn, or meets what it claimed.
 *
 * <p>Who closes the last handle gives the seat back, or whoever has the turn then:
 *
 * <pre>
 * Closing the last handle                         Leaving
 *   L1 volatile abandoned                           K1 release turn is nobody's
 *   L2 barrier for who has the turn                 K2 volatile abandoned (pairs L1)?
 *   L3 take the turn, if it is nobody's (pairs K1), K3 as L3
 *      and give the seat back
 * </pre>
 *
 * <p>SYNC: L3 finds the turn free, or whoever has it leaves after L2 and so sees L1 at K2. A CRASH after any step
 * leaves a seat of the dead.
 */
abstract class RingEnd {
    private static final long PAUSE_NANOS = 50_000;
    private static final int SPINS = 100;

    final RegionObject object;
    final MemoryScope memory;
    final RingWords words;

    /** Absolute address of the body. */
    final long body;

    final long capacity;
    final long strideBytes;
    private final long slots;

    /** The bytes of the messages; null where the slots hold them. */
    final @Nullable RingArena arena;

    private final RingTurns turns;
    private final @Nullable Seat seat;

    /** Whether this process may use the end: it has the seat, or there is none. Of whoever has the turn. */
    private boolean isSeated;

    /** Whether no handle is open, so that whoever had the turn gives the seat back. */
    private volatile boolean isAbandoned;

    /**
     * Prepares an end.
     *
     * @param seatOffset in the body; -1 if many processes have this end at a time
     */
    RingEnd(RegionObject object, RingGeometry geometry, int seatOffset, String end) {
        this.object = object;
        this.memory = object.memory();
        this.body = memory.addressOf(object.bodyOffset(), geometry.bodyBytes());
        this.capacity = geometry.capacity();
        this.strideBytes = geometry.strideBytes();
        this.slots = object.bodyOffset() + RingLayout.slots(capacity, geometry.modes());
        this.words = new RingWords(body + CONTROL_WORDS, capacity);
        this.seat = seatOffset < 0 ? null : new Seat(object, body + seatOffset, "queue", end);
        this.turns = new RingTurns(seat != null);
        this.isSeated = seat == null;
        long slotsEnd = RingLayout.slotsEnd(capacity, geometry.modes(), strideBytes);
        this.arena = geometry.isOfBytes() ? new RingArena(this, geometry, object.bodyOffset() + slotsEnd) : null;
    }

    final long tailAcquire() {
        return RawMemory.getLongAcquire(body + TAIL);
    }

    final long headAcquire() {
        return RawMemory.getLongAcquire(body + HEAD);
    }

    final void count(int counter) {
        RawMemory.getAndAddLong(body + counter, 1);
    }

    /** Offset in the ring's memory; in bounds for any position. */
    final long slotOf(long position) {
        return slots + (position & (capacity - 1)) * strideBytes;
    }

    /** Refuses indices that another process has scribbled over. */
    final void checkPositions(long head, long tail) {
        long used = tail - head;
        if (used >= 0 && used <= capacity) return;
        throw damaged("head " + head + " and tail " + tail + " cannot both be right");
    }

    /** Refuses this end's own index in the region if another process has scribbled over it; waiters go by that one. */
    final void checkOwn(long stored, long position) {
        if (stored != position) throw damaged("position " + position + " has become " + stored);
    }

    /** The exception for what no process of this library writes. */
    final RuntimeException damaged(String found) {
        memory.checkReadable(); // the zero pages of a closed region are not damage
        return new CorruptRegionException("queue '" + object.name() + "': " + found
                + ", so another process has written over it. Delete the region");
    }

    /** Reads the positions, once the seat is this process's. */
    void sit() {}

    /** The message for a thread that enters twice. */
    abstract String busyWith();

    /** Ends what a thread had open that ended itself; the turn is the calling thread's meanwhile. */
    void settle(RingTurn turn) {}

    /** Ends a claim by compare-and-set of its word. */
    boolean endOrphan(long position, long word) {
        return false;
    }

    /** Waits for a turn of this thread as long as the caller is open, and takes the seat. */
    final RingTurn enter(RingHandle caller) {
        Thread me = Thread.currentThread();
        RingTurn turn = turns.tryTake(me);
        boolean waited = turn == null;
        if (turn == null) turn = waitForTurn(caller, me);
        if (waited || turn.isOpen() || !isSeated || !memory.isWritable()) prepare(caller, turn);
        return turn;
    }

    /** As {@link #enter(RingHandle)}, until a deadline or an interrupt; null at the deadline. */
    final @Nullable RingTurn enter(RingHandle caller, Deadline deadline) throws InterruptedException {
        Thread me = Thread.currentThread();
        RingTurn turn = turns.tryTake(me);
        boolean waited = turn == null;
        if (turn == null) turn = waitForTurn(caller, me, deadline);
        if (turn != null && (waited || turn.isOpen() || !isSeated || !memory.isWritable())) prepare(caller, turn);
        return turn;
    }

    /** Settles what an ended thread left, looks whether the caller was closed meanwhile, and takes the seat. */
    private void prepare(RingHandle caller, RingTurn turn) {
        if (turn.isOpen()) settleOrLeave(turn);
        try {
            memory.checkWritable();
            caller.checkOpen();
            takeSeat();
        } catch (Throwable e) {
            leave(turn);
            throw e;
        }
    }

    /** Ends a turn. */
    final void leave(RingTurn turn) {
        turn.leave(); // K1
        VarHandle.releaseFence(); // for the compiler
        if (isAbandoned) standUpIfFree(false); // K2
    }

    /** K3, L3. If somebody has the turn, he sees that the end is abandoned when he leaves. */
    private void standUpIfFree(boolean forGood) {
        Thread me = Thread.currentThread();
        while (isAbandoned) { // again only if another handle has come and gone meanwhile
            RingTurn turn = turns.tryTake(me);
            if (turn == null) return;
            boolean standsUp = isAbandoned; // else there is a handle again, which may have sat down
            if (standsUp) standUp();
            if (!forGood) turn.leave();
            else turn.claimant = null; // of a claim that was ended
            if (standsUp) return;
        }
    }

    private void settleOrLeave(RingTurn turn) {
        try {
            settle(turn);
            turn.end();
        } catch (Throwable e) {
            leave(turn);
            throw e;
        }
    }

    private void takeSeat() {
        if (isSeated || seat == null) return;
        seat.take();
        try {
            sit();
            isSeated = true;
        } catch (Throwable e) {
            seat.giveBack(); // so that the next call reads the positions again
            throw e;
        }
    }

    /** The calling thread's turn; null if it has none. */
    final @Nullable RingTurn mine() {
        return turns.of(Thread.currentThread());
    }

    /**
     * Ends a claim that names this process, unless a thread that lives has it.
     *
     * @param word of the position, in which this process stands
     * @return whether the word may have changed
     */
    final boolean endIfThreadEnded(long position, long word) {
        for (RingTurn turn : turns.all()) {
            if (!turn.isOpen() || turn.position != position) continue;
            if (!turn.takeFromEnded(Thread.currentThread())) return turn.isFree(); // or it is being ended
            settleOrLeave(turn);
            leave(turn);
            return true;
        }
        return endOrphan(position, word); // a turn is open before a word names it, so this is somebody's scribbling
    }

    /** Ends what threads of this process had when they ended; others cannot tell. */
    final void endThoseOfEndedThreads() {
        Thread me = Thread.currentThread();
        for (RingTurn turn : turns.all()) {
            if (!memory.isWritable() || !turn.takeFromEnded(me)) continue;
            if (turn.isOpen()) settleOrLeave(turn);
            leave(turn);
        }
    }

    /** Says that there is a handle: a seat that is taken is kept from now on. */
    final void adopt() {
        isAbandoned = false;
    }

    /**
     * Gives the seat back, as no handle is left. If a thread is in the middle of something it does so when it has left;
     * in a region that is closed meanwhile others find the seat held by the dead.
     *
     * @param forGood whether the region is closed next: the turn then stays taken, so that no thread sits down again
     */
    final void abandon(boolean forGood) {
        if (seat == null) return;
        isAbandoned = true; // L1
        endThoseOfEndedThreads();
        for (RingTurn turn : turns.all()) turn.raiseBarrier(); // L2
        standUpIfFree(forGood);
    }

    private void standUp() {
        if (seat == null || !isSeated) return;
        isSeated = false;
        if (memory.isWritable()) seat.giveBack();
    }

    /**
     * Ends a step that must have reached the region, and not the zero pages that a close in another thread put in its
     * place. SYNC: zeros read, or a store lost, are of after the close, and the flag is read after them.
     *
     * @throws dev.shm.RegionClosedException if it may not have; what became of the step is then as after a death in it
     */
    final void checkReached() {
        VarHandle.acquireFence();
        memory.checkWritable();
    }

    /** Whether something here still names this process. */
    final boolean holdsSomething() {
        if (seat != null) return seat.isTaken();
        for (RingTurn turn : turns.all()) if (turn.isOpen()) return true;
        return false;
    }

    private RingTurn waitForTurn(RingHandle caller, Thread me) {
        checkHasNoTurn(me);
        for (int looks = 0; ; looks++) { // for a thread of this process, which works or is found dead
            RingTurn turn = takeAny(me);
            if (turn != null) return turn;
            if (looks < SPINS) {
                Thread.onSpinWait();
            } else {
                memory.checkWritable();
                caller.checkOpen();
                Deadline.pauseAnyhow(PAUSE_NANOS);
            }
        }
    }

    private @Nullable RingTurn waitForTurn(RingHandle caller, Thread me, Deadline deadline)
            throws InterruptedException {
        checkHasNoTurn(me);
        for (int looks = 0; ; looks++) { // as above
            RingTurn turn = takeAny(me);
            if (turn != null) return turn;
            if (looks < SPINS) {
                Thread.onSpinWait();
            } else {
                memory.checkWritable();
                caller.checkOpen();
                if (!deadline.pause(PAUSE_NANOS)) return null;
            }
        }
    }

    private void checkHasNoTurn(Thread me) {
        memory.checkWritable();
        if (turns.of(me) != null) throw new IllegalStateException(busyWith());
    }

    private @Nullable RingTurn takeAny(Thread me) {
        RingTurn turn = turns.tryTake(me);
        if (turn != null) return turn;
        for (RingTurn taken : turns.all()) if (taken.takeFromEnded(me)) return taken;
        return null;
    }
}
