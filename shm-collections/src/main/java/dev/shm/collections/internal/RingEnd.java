package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One end of a ring in this process: whose turn it is among its threads, and the process's seat.
 *
 * <p>Threads take turns for the time of one call, or of one open claim. A thread that ended with its turn open is found
 * by the next: what it had claimed was never published, so nothing needs mending.
 */
abstract class RingEnd {
    private static final VarHandle TURN;
    private static final long PAUSE_NANOS = 50_000;
    private static final int SPINS = 100;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(RingEnd.class, "turn", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final RegionObject object;
    final MemoryScope memory;

    /** Absolute address of the body. */
    final long body;

    final long capacity;
    final long strideBytes;
    private final long slots;
    private final RingSeat seat;

    @SuppressWarnings("unused") // through TURN
    private volatile @Nullable Thread turn;

    RingEnd(RegionObject object, RingGeometry geometry, int seatOffset, String end) {
        this.object = object;
        this.memory = object.memory();
        this.body = memory.addressOf(object.bodyOffset(), geometry.bodyBytes());
        this.capacity = geometry.capacity();
        this.strideBytes = geometry.strideBytes();
        this.slots = object.bodyOffset() + RingLayout.slots(capacity);
        this.seat = new RingSeat(object, body + seatOffset, "queue", end);
    }

    final long tailAcquire() {
        return RawMemory.getLongAcquire(body + TAIL); // pairs P3
    }

    final long headAcquire() {
        return RawMemory.getLongAcquire(body + HEAD); // pairs C4
    }

    /** Offset in the ring's memory; in bounds for any position. */
    final long slotOf(long position) {
        return slots + (position & (capacity - 1)) * strideBytes;
    }

    /** Refuses indices that another process has scribbled over. */
    final void checkPositions(long head, long tail) {
        long used = tail - head;
        if (used >= 0 && used <= capacity) return;
        memory.checkReadable(); // the zero pages of a closed region are not damage
        throw new CorruptRegionException("queue '" + object.name() + "': head " + head + " and tail " + tail
                + " cannot both be right, so another process has written over them. Delete the region");
    }

    /** Refuses this end's own index in the region if another process has scribbled over it; waiters go by that one. */
    final void checkOwn(long stored, long position) {
        if (stored == position) return;
        memory.checkReadable();
        throw new CorruptRegionException("queue '" + object.name() + "': position " + position + " has become " + stored
                + ", so another process has written over it. Delete the region");
    }

    /** Reads the positions, once the seat is this process's. */
    abstract void sit();

    /** The message for a thread that enters twice. */
    abstract String busyWith();

    /** Waits for this thread's turn and takes the seat. */
    final void enter() {
        Thread me = Thread.currentThread();
        if (!TURN.compareAndSet(this, null, me)) waitForTurn(me);
        if (seat.isTaken() && memory.isWritable()) return;
        try {
            memory.checkWritable();
            takeSeat();
        } catch (Throwable e) {
            leave();
            throw e;
        }
    }

    private void takeSeat() {
        seat.take();
        try {
            sit();
        } catch (Throwable e) {
            seat.giveBack(); // so that the next call reads the positions again
            throw e;
        }
    }

    final void leave() {
        TURN.setRelease(this, null);
    }

    final boolean isMyTurn() {
        return turn == Thread.currentThread();
    }

    /**
     * Gives the seat back, unless a thread is in the middle of something: then others find it held by the dead. The turn
     * stays taken, so that no thread takes the seat again before the region is closed.
     */
    final void close() {
        if (TURN.compareAndSet(this, null, Thread.currentThread())) seat.giveBack();
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

    final boolean holdsSeat() {
        return seat.isTaken();
    }

    private void waitForTurn(Thread me) {
        memory.checkWritable();
        if (turn == me) throw new IllegalStateException(busyWith());
        int spins = 0;
        while (true) { // for a thread of this process, which works or is found dead
            Thread holder = turn;
            if (holder == null || !holder.isAlive()) {
                if (TURN.compareAndSet(this, holder, me)) return;
            } else if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                memory.checkWritable();
                pause(PAUSE_NANOS);
            }
        }
    }

    /** Waits a little, also if interrupted: a virtual thread that did not park would keep its carrier from others. */
    static void pause(long nanos) {
        boolean interrupted = Thread.interrupted();
        if (interrupted) LockSupport.parkNanos(1); // takes the permit that came with the interrupt
        LockSupport.parkNanos(nanos);
        if (interrupted) Thread.currentThread().interrupt();
    }
}
