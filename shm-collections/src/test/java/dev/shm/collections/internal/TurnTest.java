package dev.shm.collections.internal;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.testkit.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnTest {
    private static final int ENOUGH_FOR_FAVOUR = 200;
    private static final int FAVOURS = Proof.shortOrFull(3_000, 100_000);

    private static final int LINE_LONGS = 16;
    private static final int READY = 1;
    private static final int ASKING = 2;
    private static final int TRIED = 3;

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

    /**
     * The moment in which only the barrier keeps them apart: the favourite's flag waits behind stores to lines that the
     * other thread has just had. Who is in stays in until both have tried.
     */
    @Test
    void favouriteThatGoesInWhileAnotherAsksIsSeen() throws Exception {
        int overlaps = 0;
        int met = 0;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        for (int i = 0; i < FAVOURS; i++) {
            Race race = new Race();
            Future<Boolean> favourite = thread.submit(race::favourite);
            boolean other = race.other();
            boolean both = favourite.get();
            if (both) met++;
            if (both && other) overlaps++;
        }
        thread.shutdown();
        assertEquals(0, overlaps, "of " + met + " times that the favourite was in");
        assertTrue(met > 0, "else nothing was tried");
    }

    private static final class Race {
        private final Turn turn = new Turn();
        private final AtomicLongArray lines = new AtomicLongArray(8 * LINE_LONGS);
        private final AtomicInteger state = new AtomicInteger();

        /** Whether it was in while the other tried. */
        boolean favourite() {
            Thread me = Thread.currentThread();
            makeFavourite(turn);
            state.set(READY);
            while (true) { // until the other has tried: it does so at once
                for (int i = 0; i < lines.length(); i += LINE_LONGS) lines.setRelease(i, 1);
                boolean in = turn.take(me);
                boolean during = state.getOpaque() == ASKING;
                while (in && state.getOpaque() == ASKING) Thread.onSpinWait(); // for the other, see above
                if (in) turn.leave();
                if (state.get() == TRIED) return in && during;
            }
        }

        boolean other() {
            while (state.get() != READY) Thread.onSpinWait(); // for the favourite to be one
            for (int i = 0; i < lines.length(); i += LINE_LONGS) lines.setRelease(i, 2);
            state.setRelease(ASKING);
            boolean in = turn.take(Thread.currentThread());
            state.set(TRIED);
            return in;
        }
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
