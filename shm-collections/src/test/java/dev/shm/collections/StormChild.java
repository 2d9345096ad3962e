package dev.shm.collections;

import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of {@link SharedQueueStormTest}. An id is the producer's number and, in the low 32 bits, the message's;
 * each new producer process has a number of its own.
 */
final class StormChild {
    /** Ledger: the last id that a consumer has consumed. */
    static final int CONSUMED = 0;

    /** Ledger: 1 if the last consumer copies, 0 if it handles in place. */
    static final int COPYING = 1;

    static final int MESSAGES = 2;
    static final int REDELIVERED = 3;
    static final int LOST_IN_DEAD_CALLS = 4;

    /** Ledger: the last id that a handler has begun with. */
    static final int BEGUN = 5;

    /** Ledger: from here on, for each producer its last message whose call has returned. */
    static final int COMMITTED = 16;

    private static volatile boolean stopping;

    private StormChild() {}

    public static void main(String[] args) throws InterruptedException {
        Ledger ledger = Ledger.open(Path.of(args[2]));
        int number = Integer.parseInt(args[3]);
        try (SharedQueue<Tick, SharedTick> queue = SharedQueue.open(args[1], SharedTick.TYPE)) {
            Thread ear = new Thread(() -> {
                Handshake.await("stop");
                stopping = true;
            });
            ear.setDaemon(true);
            ear.start();
            if (args[0].equals("produce")) produce(queue, ledger, number);
            else consume(queue, ledger, number);
        }
        Handshake.say("stopped");
    }

    private static void produce(SharedQueue<Tick, SharedTick> queue, Ledger ledger, int number)
            throws InterruptedException {
        long base = (long) number << 32;
        for (long n = 1; !stopping; n++) {
            long id = base + n;
            switch ((int) (n % 3)) {
                case 0 -> queue.put(Tick.of(id));
                case 1 -> {
                    while (!queue.offer(slot -> Tick.fill(slot, id))) LockSupport.parkNanos(1_000); // for a consumer
                }
                default -> {
                    SharedTick slot = queue.claim();
                    while (slot == null) { // for a consumer
                        LockSupport.parkNanos(1_000);
                        slot = queue.claim();
                    }
                    Tick.fill(slot, id);
                    queue.commit();
                }
            }
            ledger.set(COMMITTED + number, n);
            if (n == 1) Handshake.say("ready");
        }
    }

    /** Even ones copy, odd ones handle in place. */
    private static void consume(SharedQueue<Tick, SharedTick> queue, Ledger ledger, int number)
            throws InterruptedException {
        boolean copying = number % 2 == 0;
        boolean[] first = {true};
        while (true) { // until the queue is empty once the producers have stopped
            boolean last = stopping;
            boolean found;
            if (copying) {
                Tick tick = queue.poll(Duration.ofMillis(1));
                found = tick != null;
                if (tick != null) consumed(tick, ledger, first, true);
            } else {
                found = queue.drain(message -> consumed(message.get(), ledger, first, false), 100) > 0;
                if (!found) LockSupport.parkNanos(1_000); // for a producer
            }
            if (!found && last) return;
        }
    }

    private static void consumed(Tick tick, Ledger ledger, boolean[] first, boolean copying) {
        long id = tick.checkedId();
        long skipped = skipped(ledger, ledger.get(CONSUMED), id);
        boolean predecessorCopied = ledger.get(COPYING) == 1;
        if (skipped != 0) {
            boolean lost = first[0] && predecessorCopied && skipped == 1;
            boolean redelivered = first[0] && !predecessorCopied && skipped == -1;
            if (!lost && !redelivered)
                throw new AssertionError(text(id) + " after " + text(ledger.get(CONSUMED)) + ": skipped " + skipped
                        + (first[0] ? ", the first of a consumer" : ""));
            if (lost) ledger.add(LOST_IN_DEAD_CALLS, 1);
        }
        if (first[0] && ledger.get(BEGUN) == id) ledger.add(REDELIVERED, 1);
        if (!copying) ledger.set(BEGUN, id);
        // Mode before id: a death between the two leaves an allowance too many and none too few.
        if (first[0]) ledger.set(COPYING, copying ? 1 : 0);
        ledger.set(CONSUMED, id);
        ledger.add(MESSAGES, 1);
        if (first[0]) Handshake.say("ready");
        first[0] = false;
    }

    /** How many committed messages lie between two that were consumed one after the other; -1 if they are the same. */
    private static long skipped(Ledger ledger, long before, long id) {
        int producerBefore = (int) (before >>> 32);
        int producer = (int) (id >>> 32);
        long messageBefore = before & 0xFFFF_FFFFL;
        long message = id & 0xFFFF_FFFFL;
        if (producer == producerBefore) return message - messageBefore - 1;
        if (producer < producerBefore) throw new AssertionError(text(id) + " after " + text(before));
        long skipped = Math.max(0, ledger.get(COMMITTED + producerBefore) - messageBefore);
        for (int p = producerBefore + 1; p < producer; p++) skipped += ledger.get(COMMITTED + p);
        return skipped + message - 1;
    }

    static String text(long id) {
        return "message " + (id & 0xFFFF_FFFFL) + " of producer " + (id >>> 32);
    }
}
