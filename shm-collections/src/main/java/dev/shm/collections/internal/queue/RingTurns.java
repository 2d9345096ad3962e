package dev.shm.collections.internal.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one end in this process: one, which threads take one after another, or as many as there are threads at a
 * time. A thread has one at most.
 *
 * <p>Each thread has a turn where it looks first, so that it need not search; only if that is another's does it look
 * on.
 */
final class RingTurns {
    private static final int FIRST_COUNT = 8;

    /** The only one there is; null if there can be more. */
    private final @Nullable RingTurn sole;

    private volatile RingTurn[] turns;

    /** Whether some thread may have another turn than the one where it looks first. */
    private volatile boolean displaced;

    RingTurns(boolean sole) {
        this.turns = grown(new RingTurn[0], sole ? 1 : FIRST_COUNT);
        this.sole = sole ? turns[0] : null;
    }

    /** Takes a turn that is nobody's; null if there is none, or if the thread has one. */
    @Nullable
    RingTurn tryTake(Thread me) {
        RingTurn only = sole;
        if (only != null) return only.take(me) ? only : null;
        if (displaced && of(me) != null) return null;
        RingTurn first = first(me);
        return first.take(me) ? first : takeAnother(me);
    }

    /** The turn of a thread; null if it has none. */
    @Nullable
    RingTurn of(Thread me) {
        RingTurn first = sole != null ? sole : first(me);
        if (first.isOf(me)) return first;
        if (!displaced) return null;
        for (RingTurn turn : turns) if (turn.isOf(me)) return turn;
        return null;
    }

    /** All that there are. */
    RingTurn[] all() {
        return turns;
    }

    private RingTurn first(Thread me) {
        RingTurn[] all = turns;
        return all[(int) me.getId() & all.length - 1];
    }

    private @Nullable RingTurn takeAnother(Thread me) {
        if (of(me) != null) return null;
        displaced = true; // before any is taken: who has one must find it
        while (true) { // for a free one: each round has twice as many
            RingTurn[] all = turns;
            for (RingTurn turn : all) if (turn.take(me) || turn.takeFromEnded(me)) return turn;
            synchronized (this) {
                if (turns == all) turns = grown(all, all.length * 2);
            }
        }
    }

    private static RingTurn[] grown(RingTurn[] old, int length) {
        RingTurn[] grown = Arrays.copyOf(old, length);
        for (int i = old.length; i < length; i++) grown[i] = new RingTurn(i);
        return grown;
    }
}
