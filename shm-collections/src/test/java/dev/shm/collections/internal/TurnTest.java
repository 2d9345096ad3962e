package dev.shm.collections.internal;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.testkit.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnTest {
    private static final int ENOUGH_FOR_FAVOUR = 200;
    private static final int FAVOURS = Proof.shortOrFull(20_000, 300_000);

    private final Turn turn = new Turn();
    private long count;
    private int inside;

    @Test
    void threadDoesNotTakeItsOwnTurnTwiceNorAsFavourite() {
        Thread me = Thread.currentThread();
        for (int i = 0; i < ENOUGH_FOR_FAVOUR; i++) {
            assertTrue(turn.take(me));
            assertTrue(turn.isOf(me));
            assertFalse(turn.take(me));
            turn.leave();
            assertFalse(turn.isOf(me));
            assertTrue(turn.isFree());
        }
    }

    @Test
    void othersGetATurnThatIsFavouredButNotWhileItIsTaken() throws InterruptedException {
        makeFavourite();
        assertTrue(turn.take(Thread.currentThread()));
        assertFalse(inAnotherThread(), "while it is taken");
        turn.leave();
        assertTrue(inAnotherThread(), "once it is free");
        assertTrue(turn.take(Thread.currentThread()), "and back");
    }

    @Test
    void turnOfAFavouriteThatEndedInItIsFoundByTheNext() throws InterruptedException {
        Thread ended = new Thread(() -> {
            makeFavourite();
            turn.take(Thread.currentThread());
        });
        ended.start();
        ended.join();
        Thread me = Thread.currentThread();
        assertFalse(turn.take(me));
        assertTrue(turn.takeFromEnded(me));
        turn.leave();
        assertTrue(turn.take(me));
    }

    /** Each thread is alone long enough to become the favourite, while others come to ask for it. */
    @Test
    void favouritesAndOthersExcludeEachOther() throws InterruptedException {
        int threads = 3;
        int visits = 60_000;
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> visit(visits));
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) thread.join();
        assertEquals((long) threads * visits, count);
        assertEquals(0, inside);
    }

    /** The moment in which only the barrier keeps them apart: both go in at once, and nobody leaves before both have tried. */
    @Test
    void favouriteThatGoesInWhileAnotherAsksIsSeen() throws Exception {
        AtomicInteger gate = new AtomicInteger();
        Turn[] turns = new Turn[FAVOURS];
        boolean[] favouriteIn = new boolean[FAVOURS];
        Thread favourite = new Thread(() -> {
            for (int round = 0; round < FAVOURS; round++) {
                turns[round] = new Turn();
                makeFavourite(turns[round]);
                meet(gate);
                favouriteIn[round] = turns[round].take(Thread.currentThread());
                meet(gate);
            }
        });
        favourite.start();
        int overlaps = 0;
        int other = 0;
        for (int round = 0; round < FAVOURS; round++) {
            meet(gate);
            boolean in = turns[round].take(Thread.currentThread());
            meet(gate);
            if (in) other++;
            if (in && favouriteIn[round]) overlaps++;
            turns[round] = null;
        }
        favourite.join();
        assertEquals(0, overlaps, "of " + FAVOURS + ", in " + other + " of which the other was quicker");
    }

    private static void meet(AtomicInteger gate) {
        int all = (gate.incrementAndGet() + 1) / 2 * 2;
        while (gate.get() < all) Thread.onSpinWait(); // for the other thread
    }

    private void visit(int visits) {
        Thread me = Thread.currentThread();
        for (int i = 0; i < visits; i++) {
            while (!turn.take(me)) Thread.onSpinWait(); // for one of the others, all of which leave
            inside++;
            count++; // plain: lost, if two were in
            inside--;
            turn.leave();
            if (i % 1000 == 999) LockSupport.parkNanos(100_000); // the others alone for a while
        }
    }

    private void makeFavourite() {
        makeFavourite(turn);
    }

    private static void makeFavourite(Turn turn) {
        for (int i = 0; i < ENOUGH_FOR_FAVOUR; i++) {
            turn.take(Thread.currentThread());
            turn.leave();
        }
    }

    private boolean inAnotherThread() throws InterruptedException {
        boolean[] taken = new boolean[1];
        Thread other = new Thread(() -> {
            taken[0] = turn.take(Thread.currentThread());
            if (taken[0]) turn.leave();
        });
        other.start();
        other.join();
        return taken[0];
    }
}
