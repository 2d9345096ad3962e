package dev.shm.collections;

import dev.shm.testkit.Handshake;
import java.util.concurrent.locks.LockSupport;

/** The other process of {@link SharedQueueProcessTest}. */
final class QueueChild {
    /** Property: what carries the ticks; structs unless set. */
    static final String KIND = "dev.shm.test.queueKind";

    private static final TickQueue.Kind KIND_HERE =
            TickQueue.Kind.valueOf(System.getProperty(KIND, TickQueue.Kind.STRUCTS.name()));

    private QueueChild() {}

    public static void main(String[] args) throws InterruptedException {
        try (TickQueue queue = KIND_HERE.open(args[1])) {
            switch (args[0]) {
                case "put" -> put(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                case "put-and-stay" -> {
                    put(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                    stay();
                }
                case "offer" -> offer(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                case "take" -> take(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                case "take-and-stay" -> {
                    take(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                    stay();
                }
                case "poll" -> poll(queue, Long.parseLong(args[2]), Long.parseLong(args[3]));
                case "echo" -> echo(queue, args[2]);
                case "hold" -> hold(queue);
                case "claim" -> {
                    queue.claim(0);
                    Handshake.say("claimed");
                    Handshake.await("end");
                }
                case "handle" -> handle(queue);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
        Handshake.say("done");
    }

    /** To be killed: one that had ended could not be. */
    private static void stay() {
        Handshake.say("stays");
        Handshake.await("end");
    }

    /** Blocks while full. */
    private static void put(TickQueue queue, long first, long count) throws InterruptedException {
        Handshake.say("ready");
        for (long id = first; id < first + count; id++) queue.put(Tick.of(id));
    }

    /** Spins while full; fills in place, claims, and copies in turn. */
    private static void offer(TickQueue queue, long first, long count) {
        Handshake.say("ready");
        for (long id = first; id < first + count; id++) {
            while (!offer(queue, id)) LockSupport.parkNanos(1_000); // for the consumer
        }
    }

    private static boolean offer(TickQueue queue, long id) {
        if (id % 3 == 0) return queue.offer(Tick.of(id));
        if (id % 3 == 1) return queue.fill(id);
        if (!queue.claim(id)) return false;
        queue.commit();
        return true;
    }

    /** Blocks while empty. */
    private static void take(TickQueue queue, long first, long count) throws InterruptedException {
        Handshake.say("ready");
        for (long id = first; id < first + count; id++) check(id, queue.take());
        Handshake.say("took all");
    }

    /** Spins while empty; reads in place, drains, and copies in turn. */
    private static void poll(TickQueue queue, long first, long count) {
        Handshake.say("ready");
        long[] next = {first};
        while (next[0] < first + count) {
            long before = next[0];
            switch ((int) (before % 3)) {
                case 0 -> {
                    Tick tick = queue.poll();
                    if (tick != null) check(next[0]++, tick);
                }
                case 1 -> queue.poll(message -> check(next[0]++, message));
                default -> queue.drain(message -> check(next[0]++, message), 5);
            }
            if (next[0] == before) LockSupport.parkNanos(1_000); // for the producer
        }
        Handshake.say("took all");
    }

    /** Puts what it takes into another queue, or back into the same. */
    private static void echo(TickQueue ping, String pongName) throws InterruptedException {
        try (TickQueue pong = KIND_HERE.open(pongName)) {
            Handshake.say("ready");
            for (Tick tick = ping.take(); tick.id() >= 0; tick = ping.take()) pong.put(tick);
        }
    }

    /** Stays in the handler of the first message. */
    private static void handle(TickQueue queue) {
        while (true) { // for a message
            queue.poll(message -> {
                Handshake.say("handling");
                Handshake.await("end");
            });
            LockSupport.parkNanos(100_000);
        }
    }

    /** Takes both seats and keeps them until told otherwise. */
    private static void hold(TickQueue queue) {
        queue.offer(Tick.of(0));
        queue.poll();
        Handshake.say("seated");
        Handshake.await("close");
        queue.close();
        Handshake.say("closed");
        Handshake.await("end");
    }

    private static void check(long id, Tick tick) {
        if (tick.checkedId() != id) throw new AssertionError("expected " + id + ", got " + tick);
    }
}
