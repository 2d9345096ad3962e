package dev.shm.collections.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Whose turn it is among the threads of this process. It lasts for one call and is always given back. */
public final class Turn {
    private static final VarHandle HOLDER;
    private static final int SPINS = 100;
    private static final long PAUSE_NANOS = 50_000;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Turn.class, "holder", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String nested;

    @SuppressWarnings("unused") // through HOLDER
    private volatile @Nullable Thread holder;

    /**
     * A turn that nobody has.
     *
     * @param nested the message for a thread that takes it twice
     */
    public Turn(String nested) {
        this.nested = nested;
    }

    public void enter() {
        if (!HOLDER.compareAndSet(this, null, Thread.currentThread())) await();
    }

    public boolean tryEnter() {
        return HOLDER.compareAndSet(this, null, Thread.currentThread());
    }

    public void leave() {
        HOLDER.setRelease(this, null);
    }

    public boolean isTaken() {
        return holder != null;
    }

    private void await() {
        Thread me = Thread.currentThread();
        if (holder == me) throw new IllegalStateException(nested);
        boolean interrupted = false;
        for (int i = 0; !HOLDER.compareAndSet(this, null, me); i++) { // for a thread of this process, which works
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                interrupted |= Thread.interrupted(); // one that did not park would keep its carrier from the holder
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        if (interrupted) me.interrupt();
    }
}
