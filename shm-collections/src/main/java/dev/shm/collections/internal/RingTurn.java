package dev.shm.collections.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's time at an end of a ring: for the length of a call, or of an open claim. Private memory of this process.
 *
 * <p>All fields but the first are the thread's own, and are handed on with it.
 */
public final class RingTurn {
    private static final VarHandle HOLDER;
    private static final VarHandle OPEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOLDER = lookup.findVarHandle(RingTurn.class, "holder", long.class);
            OPEN = lookup.findVarHandle(RingTurn.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int index;

    /** The id of the thread whose turn it is; 0 if nobody's. An id, for storing a reference costs a collector's barrier. */
    private volatile long holder;

    /** Whose turn it is or was last. */
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

    /** Where the bytes of a claim lie, and how many; in a ring with an arena. */
    long start;

    long reserved;

    /** From where on the arena was taken when that was last looked at; if it was. */
    long bound;

    boolean boundIsKnown;

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

    boolean isOf(Thread someThread) {
        return holder == someThread.getId();
    }

    boolean isFree() {
        return holder == 0;
    }

    /** Takes a turn that is nobody's. */
    boolean take(Thread me) {
        return take(0, me);
    }

    /** Takes the turn of a thread that ended with it; false also if that thread lives. */
    boolean takeFromEnded(Thread me) {
        long id = holder;
        Thread last = thread; // who has only just taken the turn does not stand here yet: it lives
        return id != 0 && last != null && last.getId() == id && !last.isAlive() && take(id, me);
    }

    private boolean take(long from, Thread me) {
        if (!HOLDER.compareAndSet(this, from, me.getId())) return false;
        if (thread != me) thread = me;
        return true;
    }

    void leave() {
        HOLDER.setRelease(this, 0L);
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
