package dev.shm.collections;

import dev.shm.collections.SharedTopic.Start;
import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The processes of {@link SharedTopicStormTest}. An id is the publisher's number and, in the low 32 bits, the
 * message's; each new publisher process has a number of its own.
 */
final class TopicStormChild {
    /** Ledger: from here on, for each publisher its last message whose call has returned. */
    static final int COMMITTED = 16;

    /** Ledger: from here on, for each subscriber what it has received, lost and skipped. */
    static final int RECEIVED = 4096;

    private static volatile boolean stopping;

    private TopicStormChild() {}

    public static void main(String[] args) throws InterruptedException {
        Ledger ledger = Ledger.open(Path.of(args[2]));
        int number = Integer.parseInt(args[3]);
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(args[1], SharedTick.TYPE)) {
            Thread ear = new Thread(() -> {
                Handshake.await("stop");
                stopping = true;
            });
            ear.setDaemon(true);
            ear.start();
            if (args[0].equals("publish")) publish(topic, ledger, number);
            else subscribe(topic, ledger, number);
        }
        Handshake.say("stopped");
    }

    private static void publish(SharedTopic<Tick, SharedTick> topic, Ledger ledger, int number)
            throws InterruptedException {
        long base = (long) number << 32;
        for (long n = 1; !stopping; n++) {
            long id = base + n;
            switch ((int) (n % 3)) {
                case 0 -> topic.publish(Tick.of(id));
                case 1 -> topic.publish(draft -> Tick.fill(draft, id));
                default -> {
                    if (!topic.publish(Tick.of(id), Duration.ofSeconds(20))) throw new AssertionError("no room");
                }
            }
            ledger.set(COMMITTED + number, n);
            if (n == 1) Handshake.say("ready");
        }
    }

    /** Even ones start now, odd ones at the oldest kept; in turn they copy, handle and drain. */
    private static void subscribe(SharedTopic<Tick, SharedTick> topic, Ledger ledger, int number)
            throws InterruptedException {
        TopicSubscription<Tick, SharedTick> s = topic.subscribe(number % 2 == 0 ? Start.NOW : Start.OLDEST);
        Checker checker = new Checker(topic, s, ledger);
        for (long turn = 0; ; turn++) { // until all has come once the publishers have stopped
            boolean last = stopping;
            boolean found =
                    switch ((int) (turn % 3)) {
                        case 0 -> {
                            Tick tick = s.poll(Duration.ofMillis(5));
                            if (tick != null) checker.received(tick);
                            yield tick != null;
                        }
                        case 1 -> s.poll(message -> checker.received(message.get()));
                        default -> s.drain(message -> checker.received(message.get()), 100) > 0;
                    };
            ledger.set(RECEIVED + number, checker.count);
            if (!found && last && turn % 3 == 0) break;
        }
        checker.checkSum();
        Handshake.say("received " + checker.count + ", lost " + s.lost() + ", skipped " + s.skipped() + ", at "
                + s.position());
    }

    /** What one subscriber may see. */
    private static final class Checker {
        private final SharedTopic<Tick, SharedTick> topic;
        private final TopicSubscription<Tick, SharedTick> subscription;
        private final Ledger ledger;
        private final long start;

        /** The last message received of each publisher. */
        private final long[] last = new long[RECEIVED - COMMITTED];

        private long lostBefore;
        private boolean lossless = true;
        private long count;

        private Checker(
                SharedTopic<Tick, SharedTick> topic, TopicSubscription<Tick, SharedTick> subscription, Ledger ledger) {
            this.topic = topic;
            this.subscription = subscription;
            this.ledger = ledger;
            this.start = subscription.position();
        }

        private void received(Tick tick) {
            long id = tick.checkedId();
            int publisher = (int) (id >>> 32);
            long message = id & 0xFFFF_FFFFL;
            long before = last[publisher];
            if (message <= before) throw new AssertionError(StormChild.text(id) + " after its message " + before);
            if (topic.isReliable() && subscription.lost() != 0) throw new AssertionError("lost " + subscription.lost());
            boolean gap = before != 0 && message != before + 1;
            boolean lost = subscription.lost() != lostBefore;
            lossless &= !lost;
            if (gap && lossless) throw new AssertionError(StormChild.text(id) + " after its message " + before);
            lostBefore = subscription.lost();
            last[publisher] = message;
            if (count++ == 0) Handshake.say("ready");
        }

        private void checkSum() {
            long sum = start + count + subscription.lost() + subscription.skipped();
            if (sum != subscription.position()) throw new AssertionError(subscription + " and not at " + sum);
            for (int p = 1; lossless && p < last.length; p++) {
                long committed = ledger.get(COMMITTED + p);
                boolean seen = last[p] != 0;
                // One that was killed may have published a message more than it could note.
                if (seen && last[p] != committed && last[p] != committed + 1)
                    throw new AssertionError("publisher " + p + ": last " + last[p] + " of " + committed);
            }
        }
    }
}
