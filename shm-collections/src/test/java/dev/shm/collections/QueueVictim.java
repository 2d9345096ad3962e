package dev.shm.collections;

import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.memory.KillPoints;
import dev.shm.testkit.KillAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process that dies in {@link SharedQueueCrashTest}. */
final class QueueVictim {
    static final long CAPACITY = 4;

    /** How many messages are offered at once. */
    static final int BATCH = 3;

    /** Ledger: the last id whose call to publish has returned. */
    static final int COMMITTED = 0;

    /** Ledger: the last id that a copying call has returned, or a handler has handled. */
    static final int RECEIVED = 1;

    /** Ledger: how many messages were received beside a contender. */
    static final int TAKEN = 2;

    /** Ledger: 1 once this process is about to work beside a contender. */
    static final int READY = 3;

    /** Ledger: how many messages the contender has offered. */
    static final int CONTENDED = 4;

    /** Ends the name of an operation that is done some times beside a contender. */
    static final String BESIDE_A_CONTENDER = " beside a contender";

    private static final int ROUNDS = 2;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration BRIEFLY = Duration.ofMillis(2);

    private QueueVictim() {}

    public static void main(String[] args) {
        String operation = args[0];
        String name = args[1];
        TickQueue.Kind kind = TickQueue.Kind.valueOf(args[3]);
        if (operation.equals("create")) {
            during(() -> kind.create(name, CAPACITY, QueueMode.ONE_TO_ONE.options()));
            return;
        }
        Ledger ledger = Ledger.open(Path.of(args[2]));
        try (TickQueue queue = kind.open(name);
                RingProbe probe = kind.probe(name)) {
            switch (operation) {
                case "poll and wake" -> probe.awaitSleepingProducer(DEADLINE);
                case "put and wake" -> probe.awaitSleepingConsumer(DEADLINE);
                case "close" -> {
                    queue.offer(Tick.of(ledger.get(COMMITTED) + 1));
                    ledger.add(COMMITTED, 1);
                    queue.poll();
                    ledger.add(RECEIVED, 1);
                }
                default -> {
                    if (operation.endsWith(BESIDE_A_CONTENDER)) awaitContender(ledger);
                }
            }
            during(() -> run(operation, queue, ledger));
        }
    }

    private static void awaitContender(Ledger ledger) {
        ledger.set(READY, 1);
        long start = System.nanoTime();
        while (ledger.get(CONTENDED) == 0) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) throw new AssertionError("no contender");
            Thread.onSpinWait(); // for the contender's first message
        }
    }

    private static void during(Runnable operation) {
        KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
    }

    /** Each round works: the contender gives room, and messages. */
    private static void contend(String operation, TickQueue queue, Ledger ledger) {
        for (int round = 0; round < ROUNDS; ) {
            long next = ledger.get(COMMITTED) + 1;
            boolean done =
                    switch (operation) {
                        case "offer" -> queue.offer(Tick.of(next));
                        case "commit", "abort" -> queue.claim(next);
                        case "poll" -> taken(ledger, queue.poll());
                        case "handle" -> queue.poll(message -> taken(ledger, message));
                        case "drain" -> queue.drain(message -> taken(ledger, message), 2) > 0;
                        default -> throw new IllegalArgumentException(operation);
                    };
            if (!done) continue;
            round++;
            if (operation.equals("commit")) queue.commit();
            if (operation.equals("abort")) queue.abort();
            if (operation.equals("offer") || operation.equals("commit")) ledger.add(COMMITTED, 1);
        }
    }

    private static boolean taken(Ledger ledger, @Nullable Tick tick) {
        if (tick == null) return false;
        tick.checkedId();
        ledger.add(TAKEN, 1);
        return true;
    }

    private static void run(String operation, TickQueue queue, Ledger ledger) {
        if (operation.endsWith(BESIDE_A_CONTENDER)) {
            contend(operation.substring(0, operation.length() - BESIDE_A_CONTENDER.length()), queue, ledger);
            return;
        }
        try {
            long next = ledger.get(COMMITTED) + 1;
            switch (operation) {
                case "offer" -> committed(ledger, queue.offer(Tick.of(next)));
                case "offer all" -> {
                    if (queue.offerAll(batch(next)) != BATCH) throw new AssertionError("full");
                    ledger.add(COMMITTED, BATCH);
                }
                case "fill" -> committed(ledger, queue.fill(next));
                case "commit" -> {
                    claim(queue, next);
                    queue.commit();
                    committed(ledger, true);
                }
                case "abort" -> {
                    claim(queue, next);
                    queue.abort();
                }
                case "put", "put and wake" -> {
                    queue.put(Tick.of(next));
                    committed(ledger, true);
                }
                case "offer in vain" -> queue.offer(Tick.of(next), BRIEFLY);
                case "poll", "poll and wake" -> received(ledger, queue.poll());
                case "take" -> received(ledger, queue.take());
                case "poll in vain" -> queue.poll(BRIEFLY);
                case "handle" -> queue.poll(message -> received(ledger, message));
                case "throw" -> throwInHandler(queue);
                case "drain" -> queue.drain(message -> received(ledger, message), 2);
                case "close" -> queue.close();
                default -> throw new IllegalArgumentException(operation);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void claim(TickQueue queue, long id) {
        if (!queue.claim(id)) throw new AssertionError("full");
    }

    private static List<Tick> batch(long firstId) {
        List<Tick> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) batch.add(Tick.of(firstId + i));
        return batch;
    }

    /** The message is ready again afterwards. */
    private static void throwInHandler(TickQueue queue) {
        IllegalStateException mine = new IllegalStateException("mine");
        try {
            queue.poll(message -> {
                throw mine;
            });
        } catch (IllegalStateException e) {
            if (e != mine) throw e;
        }
    }

    private static void committed(Ledger ledger, boolean done) {
        if (!done) throw new AssertionError("full");
        ledger.add(COMMITTED, 1);
    }

    private static void received(Ledger ledger, @Nullable Tick tick) {
        ledger.set(RECEIVED, Tick.idOf(tick));
    }
}
