package dev.shm.collections.internal.queue;

import dev.shm.collections.internal.Turn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's time at an end of a ring: for the length of a call, or of an open claim.
 *
 * <p>All fields but {@code index} and {@code open} are the thread's own, and are handed on with it.
 */
public final class RingTurn extends Turn {
    private static final VarHandle OPEN;

    static {
        try {
            OPEN = MethodHandles.lookup().findVarHandle(RingTurn.class, "open", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int index;

    /**
     * Whether a position is claimed. Set before the word says so, so that a word that names this process has a turn,
     * and cleared after the word says something else. SYNC: release on both ways is enough, because who acquires the
     * word, or this, sees what was stored before; a volatile store would be a full fence for each message.
     */
    @SuppressWarnings("UnusedVariable") // the VarHandle uses it
    private boolean open;

    /** The claimed position. */
    long position;

    /** Whether {@link #scan} has been set, and what its end saw. */
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

    /** The handle through which the program made the claim, and is to end it; null for one that ends with its call. */
    @Nullable
    RingHandle claimant;

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

    boolean isOpen() {
        return (boolean) OPEN.getAcquire(this);
    }

    void claim(long claimed) {
        position = claimed;
        OPEN.setRelease(this, true);
    }

    /** What was claimed is published, given up or freed. */
    void end() {
        if (open) OPEN.setRelease(this, false);
    }
}
