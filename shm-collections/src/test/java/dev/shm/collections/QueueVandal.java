package dev.shm.collections;

import dev.shm.collections.internal.ObjectProbe;
import dev.shm.collections.internal.queue.RingProbe;
import java.time.Duration;
import java.util.Random;

/** The process of {@link SharedQueueCorruptionTest} that scribbles over a queue while it uses it. */
final class QueueVandal extends Vandal {
    private static final long CAPACITY = 4;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

    private final TickQueue.Kind kind;
    private final RingProbe probe;
    private final int controlBytes;

    private QueueVandal(String name, long seed, TickQueue.Kind kind, QueueMode mode) {
        super(name, seed, LONGEST_CALL);
        this.kind = kind;
        try (TickQueue queue = kind.create(name, CAPACITY, mode.options())) {
            for (long id = 0; id < 7; id++) {
                queue.offer(Tick.of(id));
                if (id < 5) queue.poll();
            }
        }
        this.probe = kind.probe(name);
        this.controlBytes = probe.headerBytes() + probe.controlBytes();
    }

    public static void main(String[] args) throws InterruptedException {
        TickQueue.Kind kind = TickQueue.Kind.valueOf(args[4]);
        new QueueVandal(args[0], Long.parseLong(args[1]), kind, QueueMode.valueOf(args[5]))
                .run(Long.parseLong(args[2]), Duration.ofMillis(Long.parseLong(args[3])));
    }

    @Override
    ObjectProbe probe() {
        return probe;
    }

    /** Each byte before the messages has its turn. */
    @Override
    int place(Random dice, long turn) {
        return (int) (turn % controlBytes);
    }

    @Override
    void use(Random dice, int before, Runnable between, int after) {
        try (TickQueue queue = watch.timed(() -> kind.open(name))) {
            for (int i = 0; i < before; i++) call(queue, dice);
            between.run();
            for (int i = 0; i < after; i++) call(queue, dice);
            watch.close(queue);
        }
    }

    private void call(TickQueue queue, Random dice) {
        watch.call(() -> switch (dice.nextInt(9)) {
            case 0 -> queue.offer(Tick.of(9));
            case 1 -> queue.fill(10);
            case 2 -> queue.offer(Tick.of(11), BRIEFLY);
            case 3 -> queue.poll() == null;
            case 4 -> queue.poll(message -> message.text());
            case 5 -> queue.poll(BRIEFLY) == null;
            case 6 -> queue.drain(message -> message.id(), 5) <= 5;
            case 7 -> queue.size() >= 0 && queue.counters() != null;
            default -> !queue.claim(12) || commit(queue);
        });
    }

    private static boolean commit(TickQueue queue) {
        queue.commit();
        return true;
    }
}
