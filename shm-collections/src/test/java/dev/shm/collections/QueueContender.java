package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Two threads that offer and poll at a queue all the time while another process dies at it. They begin when the victim
 * is about to, which waits for them: until then its JVM starts, and needs the processors.
 */
final class QueueContender implements AutoCloseable {
    /** The first of its ids. */
    private static final long MINE = 1_000_000;

    /** A message comes within a second of a death; the rest is for a busy machine. */
    private static final long BOUND_NANOS = 10_000_000_000L;

    /** Messages after the victim's end by which it shows that it goes on. */
    private static final int PROGRESS = 20;

    private final TickQueue queue;
    private final Ledger ledger;
    private final FutureTask<Void> offering = new FutureTask<>(this::offer, null);
    private final FutureTask<Void> polling = new FutureTask<>(this::poll, null);
    private final Set<Long> received = new HashSet<>();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong polled = new AtomicLong();
    private volatile boolean offersNoMore;
    private volatile boolean pollsNoMore;

    QueueContender(TickQueue queue, Ledger ledger) {
        this.queue = queue;
        this.ledger = ledger;
        start(offering, "offering");
        start(polling, "polling");
    }

    private static void start(Runnable task, String threadName) {
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void offer() {
        while (ledger.get(QueueVictim.READY) == 0 && !offersNoMore) LockSupport.parkNanos(100_000); // for the victim
        while (!offersNoMore) {
            if (queue.offer(Tick.of(MINE + offered.get())))
                ledger.set(QueueVictim.CONTENDED, offered.incrementAndGet());
            else LockSupport.parkNanos(1_000); // for who polls
        }
    }

    /** First deliveries of its own messages come in order, and none comes twice. */
    private void poll() {
        while (ledger.get(QueueVictim.READY) == 0 && !pollsNoMore) LockSupport.parkNanos(100_000); // for the victim
        long[] newest = {MINE - 1};
        while (true) { // until nothing is left once the others have ended
            boolean last = pollsNoMore;
            boolean found = queue.poll(tick -> {
                long id = tick.checkedId();
                assertTrue(received.add(id), () -> id + " comes twice");
                if (id < MINE || queue.attempts() > 1) return;
                assertTrue(id > newest[0], () -> "first delivery of " + id + " after " + newest[0]);
                newest[0] = id;
            });
            if (found) polled.incrementAndGet();
            else LockSupport.parkNanos(1_000); // for who offers
            QueueCounters counters = queue.counters();
            if (!found && last && counters.published() == counters.consumed()) return;
        }
    }

    /** After the victim's end: it goes on, and nothing is lost or doubled but what the victim was in the middle of. */
    void check(String operation, boolean died) throws Exception {
        ledger.set(QueueVictim.READY, 1); // should the victim have ended before
        long offeredGoal = offered.get() + PROGRESS;
        long polledGoal = polled.get() + PROGRESS;
        long start = System.nanoTime();
        while (offered.get() < offeredGoal || polled.get() < polledGoal) {
            boolean ended = offering.isDone() || polling.isDone();
            if (ended || System.nanoTime() - start > BOUND_NANOS) break; // what they threw is thrown below
            LockSupport.parkNanos(100_000); // for its threads
        }
        offersNoMore = true;
        offering.get(BOUND_NANOS, TimeUnit.NANOSECONDS);
        pollsNoMore = true;
        polling.get(BOUND_NANOS, TimeUnit.NANOSECONDS);
        assertTrue(offered.get() >= offeredGoal && polled.get() >= polledGoal, "it did not go on");
        long committed = ledger.get(QueueVictim.COMMITTED);
        long published = offered.get() + committed - 1; // the first two had been consumed before, ids from 0
        long taken = ledger.get(QueueVictim.TAKEN);
        long missing = published - received.size() - taken;
        String found = published + " published, " + received.size() + " received here, " + taken + " by the victim";
        long one = died ? 1 : 0;
        switch (operation) {
            case "abort" -> assertEquals(0, missing, found);
            case "offer", "commit" -> assertTrue(missing == 0 || missing == -one, found);
            case "poll" -> assertTrue(missing == 0 || missing == one, found); // its copy died with it
            default -> assertTrue(missing == 0 || missing == -one, found); // what it handled came again
        }
        assertEquals(0, queue.size());
    }

    @Override
    public void close() {
        offersNoMore = true;
        pollsNoMore = true;
        queue.close();
    }
}
