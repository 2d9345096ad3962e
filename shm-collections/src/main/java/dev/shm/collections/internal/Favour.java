package dev.shm.collections.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One time that a thread is the favourite of a {@link Turn}, which has the steps. Once asked for it is over for good.
 */
final class Favour {
    static final Favour NONE = new Favour(0, 0);

    private static final VarHandle INSIDE;
    private static final VarHandle STATE;
    private static final int GIVEN = 0;
    private static final int ASKED = 1;
    private static final int SURE = 2;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INSIDE = lookup.findVarHandle(Favour.class, "inside", boolean.class);
            STATE = lookup.findVarHandle(Favour.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The favourite. */
    final long threadId;

    /** Which favour of its turn, from 1. */
    final long serial;

    /** Whether the favourite has the turn by this; the favourite alone stores it. */
    private boolean inside;

    private volatile int state;

    Favour(long threadId, long serial) {
        this.threadId = threadId;
        this.serial = serial;
    }

    /** F1, F2. */
    boolean enter() {
        if (inside || state != GIVEN) return false;
        INSIDE.setRelease(this, true); // F1
        VarHandle.releaseFence(); // for the compiler
        if (state == GIVEN) return true; // F2
        leave();
        return false;
    }

    /** F3. */
    void leave() {
        INSIDE.setRelease(this, false);
    }

    boolean isInside() {
        return (boolean) INSIDE.getAcquire(this);
    }

    /**
     * A1 to A4.
     *
     * @param barrier lets every thread of this process pass a full fence
     * @return whether the favourite is outside, and will never be inside by this favour again
     */
    boolean isOver(Runnable barrier) {
        STATE.compareAndSet(this, GIVEN, ASKED); // A1
        if (state == ASKED) {
            barrier.run(); // A2
            STATE.compareAndSet(this, ASKED, SURE); // A3
        }
        return !isInside(); // A4
    }
}
