package dev.shm.collections;

import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of {@link SharedQueueStormTest}. An id is the producer's number and, in the low 32 bits, the message's;
 * each producer process has a number of its own, and so has each consumer process. What they did they write down: the
 * producers into one ledger, each consumer into a log of its own.
 */
final class StormChild {
    /** Shared ledger: from here on, for each producer its last message whose call has returned. */
    static final int COMMITTED = 16;

    private static volatile boolean stopping;

    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args[2]);
        int number = Integer.parseInt(args[3]);
        try (TickQueue queue = TickQueue.Kind.valueOf(args[4]).open(args[1])) {
            Thread ear = new Thread(() -> {
                Handshake.await("stop");
                stopping = true;
            });
            ear.setDaemon(true);
            ear.start();
            if (args[0].equals("produce")) {
                produce(queue, Ledger.open(directory.resolve("ledger")), number);
            } else {
                consume(queue, DeliveryLog.open(directory.resolve("consumer" + number)), number % 2 == 0);
            }
        }
        Handshake.say("stopped");
    }

    private static void produce(TickQueue queue, Ledger ledger, int number) throws InterruptedException {
        long base = (long) number << 32;
        for (long n = 1; !stopping; n++) {
            long id = base + n;
            switch ((int) (n % 3)) {
                case 0 -> queue.put(Tick.of(id));
                case 1 -> {
                    while (!queue.fill(id)) LockSupport.parkNanos(1_000); // for a consumer
                }
                default -> {
                    while (!queue.claim(id)) LockSupport.parkNanos(1_000); // for a consumer
                    queue.commit();
                }
            }
            ledger.set(COMMITTED + number, n);
            if (n == 1) Handshake.say("ready");
        }
    }

    /** Each writes down what it received, or begins to handle. */
    private static void consume(TickQueue queue, DeliveryLog log, boolean copying) throws InterruptedException {
        Handshake.say("ready");
        while (true) { // until nothing is left once the producers have stopped
            boolean last = stopping;
            boolean found;
            if (copying) {
                Tick tick = queue.poll(Duration.ofMillis(1));
                found = tick != null;
                if (tick != null) log.append(tick.checkedId(), false);
            } else {
                found = queue.drain(message -> log.append(message.checkedId(), queue.attempts() > 1), 100) > 0;
                if (!found) LockSupport.parkNanos(1_000); // for a producer
            }
            QueueCounters counters = queue.counters();
            if (!found && last && counters.published() == counters.consumed()) return;
        }
    }

    static String text(long id) {
        return "message " + (id & 0xFFFF_FFFFL) + " of producer " + (id >>> 32);
    }
}
