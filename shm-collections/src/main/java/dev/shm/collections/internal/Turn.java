package dev.shm.collections.internal;

import dev.shm.spi.Barrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the threads of this process. Private memory of this process.
 *
 * <p>A thread that takes it again and again, with nobody else between, becomes its favourite: it goes in and out by
 * plain stores of a flag of its own. A compare-and-set each time would wait until every store before it has reached the
 * other processes, which between two processors is most of what a message costs. Who else wants the turn ends the
 * favour:
 *
 * <pre>
 * Favourite                                       Another thread
 *   F1 release inside                               A1 CAS state GIVEN → ASKED
 *   F2 volatile state (pairs A1): GIVEN?            A2 barrier for all threads
 *      else F3 and take it as anybody               A3 CAS state ASKED → SURE
 *   F3 release not inside (pairs A4)                A4 acquire inside (pairs F1, F3): not?
 *                                                   A5 CAS holder from this favour to this thread
 * </pre>
 *
 * <p>SYNC: either A4 sees F1, or F2 sees A1, because the barrier lies between A1 and A4, and the compiler keeps F1
 * before F2. After A3 the favourite may set its flag for a moment, but does not go in by it; it is the flag of that
 * favour, so the next one is not disturbed.
 */
public class Turn {
    private static final VarHandle HOLDER;

    /** So often in a row makes a favourite; after each time that somebody asks, twice as often. */
    private static final int FIRST_STREAK = 64;

    private static final int LONGEST_STREAK = 1 << 24;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Turn.class, "holder", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The id of the thread whose turn it is, 0 if nobody's; negative, the serial number of the favour by which it goes.
     * An id, for storing a reference costs a collector's barrier.
     */
    private volatile long holder;

    /** The last favour given; before the holder says so. */
    private volatile Favour favour = Favour.NONE;

    /** Whose turn it is or was last. */
    private volatile @Nullable Thread thread;

    // Of whoever has the turn.
    private long last;
    private int streak;
    private int streakWanted = Barrier.isRegistered() ? FIRST_STREAK : Integer.MAX_VALUE;

    /** Takes the turn if it is nobody's; not if this thread has it. */
    public final boolean take(Thread me) {
        Favour given = favour;
        return (given.threadId == me.getId() && given.enter()) || takeAsAnybody(me);
    }

    private boolean takeAsAnybody(Thread me) {
        return HOLDER.compareAndSet(this, 0L, me.getId()) ? taken(me) : takeFromFavourite(me);
    }

    /** Takes the turn of a thread that ended with it; false also if that thread lives. */
    public final boolean takeFromEnded(Thread me) {
        long seen = holder;
        Thread had = thread; // who has only just taken the turn does not stand here yet: it lives
        long id = seen < 0 ? favour.threadId : seen;
        if (id == 0 || had == null || had.getId() != id || had.isAlive()) return false;
        return HOLDER.compareAndSet(this, seen, me.getId()) && taken(me);
    }

    /** Gives the turn back. */
    public final void leave() {
        if (holder < 0) favour.leave();
        else leaveAsAnybody();
    }

    private void leaveAsAnybody() {
        long seen = holder;
        if (last == seen && ++streak >= streakWanted) {
            streak = 0;
            Favour next = new Favour(seen, favour.serial + 1);
            favour = next;
            HOLDER.setRelease(this, -next.serial);
        } else {
            HOLDER.setRelease(this, 0L);
        }
    }

    public final boolean isOf(Thread someThread) {
        long seen = holder;
        if (seen >= 0) return seen == someThread.getId();
        Favour given = favour;
        return given.threadId == someThread.getId() && given.isInside();
    }

    public final boolean isFree() {
        long seen = holder;
        return seen == 0 || (seen < 0 && !favour.isInside());
    }

    private boolean taken(Thread me) {
        if (last != me.getId()) {
            last = me.getId();
            streak = 0;
        }
        if (thread != me) thread = me;
        return true;
    }

    private boolean takeFromFavourite(Thread me) {
        long seen = holder;
        Favour given = favour;
        if (seen >= 0 || seen != -given.serial || isOf(me) || !given.isOver(this::raiseBarrier)) return false;
        if (!HOLDER.compareAndSet(this, seen, me.getId())) return false; // A5
        streakWanted = Math.min(streakWanted * 2, LONGEST_STREAK);
        return taken(me);
    }

    /**
     * Lets whoever has the turn pass a full fence. Where there is no barrier, a look at the thread's stack stops it,
     * too; a thread that does not stand here yet has its fence still to come.
     */
    public final void raiseBarrier() {
        Thread had = thread;
        if (!Barrier.everywhere() && had != null) had.getStackTrace();
    }
}
