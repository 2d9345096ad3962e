package dev.shm.collections;

import dev.shm.collections.internal.RingProbe;
import dev.shm.memory.KillPoints;
import dev.shm.testkit.KillAt;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The process that dies in {@link SharedQueueCrashTest}. */
final class QueueVictim {
    static final long CAPACITY = 4;

    /** Ledger: the last id whose call to publish has returned. */
    static final int COMMITTED = 0;

    /** Ledger: the last id that a copying call has returned, or a handler has handled. */
    static final int RECEIVED = 1;

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration BRIEFLY = Duration.ofMillis(2);

    private QueueVictim() {}

    public static void main(String[] args) {
        String operation = args[0];
        String name = args[1];
        if (operation.equals("create")) {
            during(() -> SharedQueue.create(name, CAPACITY, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options()));
            return;
        }
        Ledger ledger = Ledger.open(Path.of(args[2]));
        try (SharedQueue<Tick, SharedTick> queue = SharedQueue.open(name, SharedTick.TYPE);
                RingProbe probe = RingProbe.open(name, SharedTick.LAYOUT)) {
            switch (operation) {
                case "poll and wake" -> probe.awaitSleepingProducer(DEADLINE);
                case "put and wake" -> probe.awaitSleepingConsumer(DEADLINE);
                case "close" -> {
                    queue.offer(Tick.of(ledger.get(COMMITTED) + 1));
                    ledger.add(COMMITTED, 1);
                    queue.poll();
                    ledger.add(RECEIVED, 1);
                }
                default -> {}
            }
            during(() -> run(operation, queue, ledger));
        }
    }

    private static void during(Runnable operation) {
        KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
    }

    private static void run(String operation, SharedQueue<Tick, SharedTick> queue, Ledger ledger) {
        try {
            long next = ledger.get(COMMITTED) + 1;
            switch (operation) {
                case "offer" -> committed(ledger, queue.offer(Tick.of(next)));
                case "fill" -> committed(ledger, queue.offer(slot -> Tick.fill(slot, next)));
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
                case "handle" -> queue.poll(message -> received(ledger, message.get()));
                case "throw" -> throwInHandler(queue);
                case "drain" -> queue.drain(message -> received(ledger, message.get()), 2);
                case "close" -> queue.close();
                default -> throw new IllegalArgumentException(operation);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void claim(SharedQueue<Tick, SharedTick> queue, long id) {
        SharedTick slot = queue.claim();
        if (slot == null) throw new AssertionError("full");
        Tick.fill(slot, id);
    }

    /** The message is ready again afterwards. */
    private static void throwInHandler(SharedQueue<Tick, SharedTick> queue) {
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
