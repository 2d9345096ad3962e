package dev.shm.collections.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's time at an end of a ring: for the length of a call, or of an open claim. Private memory of this process.
 *
 * <p>All fields but {@code thread} are the thread's own, and are handed on with it.
 */
public final class RingTurn {
    private static final VarHandle THREAD;
    private static final VarHandle OPEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            THREAD = lookup.findVarHandle(RingTurn.class, "thread", Thread.class);
            OPEN = lookup.findVarHandle(RingTurn.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int index;

    private volatile @Nullable Thread thread;

    /**
     * Whether a position is claimed. Set before the word says so, so that a word that names this process has a turn, and
     * cleared after the word says something else. SYNC: release on both ways is enough, because who acquires the word, or
     * this, sees what was stored before; a volatile store would be a full fence for each message.
     */
    @SuppressWarnings("UnusedVariable") // the VarHandle uses it
    private boolean open;

    /** The claimed position. */
    long position;

    /** Whether the two below have been set. */
    boolean placed;

    /** Where to look next. */
    long scan;

    /** The other end's index when it was last read. */
    long headSeen;

    /** How many messages had been returned when {@code scan} was last moved back. */
    long returnedSeen;

    /** Whether the message has been taken before. */
    boolean again;

    /** Which handler's try this is; 0 for a copying poll. */
    int attempt;

    /** How many messages since the last look after the dead. */
    int sinceSweep;

    /** Whether the last claim found the ring full. */
    boolean wasFull;

    RingTurn(int index) {
        this.index = index;
    }

    /** Which one it is at its end. */
    public int index() {
        return index;
    }

    /** Which handler's try this is, from 1; 0 for a copying poll. */
    public int attempt() {
        return attempt;
    }

    /** The thread whose turn it is; null if nobody's. */
    @Nullable
    Thread thread() {
        return thread;
    }

    boolean take(@Nullable Thread from, Thread to) {
        return THREAD.compareAndSet(this, from, to);
    }

    void leave() {
        THREAD.setRelease(this, null);
    }

    boolean isOpen() {
        return (boolean) OPEN.getAcquire(this);
    }

    void claim(long claimed) {
        position = claimed;
        OPEN.setRelease(this, true);
    }

    /** What was claimed is published, given up or freed. */
    void end() {
        OPEN.setRelease(this, false);
    }
}
