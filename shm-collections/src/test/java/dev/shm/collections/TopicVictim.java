package dev.shm.collections;

import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.memory.KillPoints;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.KillAt;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The process that dies in {@link SharedTopicCrashTest}. */
final class TopicVictim {
    static final long CAPACITY = 4;

    /** Ledger: the last id whose call to publish has returned. */
    static final int COMMITTED = 0;

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private TopicVictim() {}

    public static void main(String[] args) {
        String operation = args[0];
        String name = args[1];
        if (operation.equals("create")) {
            during(() -> SharedTopic.create(name, CAPACITY, SharedTick.TYPE));
            return;
        }
        Ledger ledger = Ledger.open(Path.of(args[2]));
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.open(name, SharedTick.TYPE)) {
            switch (operation) {
                case "publish", "fill", "close after publish" -> during(() -> run(operation, topic, null, ledger));
                case "publish and wake" -> {
                    awaitSleepingSubscriber(name);
                    during(() -> run(operation, topic, null, ledger));
                }
                case "subscribe", "subscribe to oldest" -> during(() -> run(operation, topic, null, ledger));
                case "poll", "take", "handle", "drain", "unsubscribe" -> {
                    TopicSubscription<Tick, SharedTick> s = topic.subscribe(Start.OLDEST);
                    during(() -> run(operation, topic, s, ledger));
                }
                case "poll and wake" -> {
                    TopicSubscription<Tick, SharedTick> s = topic.subscribe(Start.OLDEST);
                    Handshake.say("subscribed");
                    awaitSleepingPublisher(name);
                    during(() -> run(operation, topic, s, ledger));
                }
                default -> throw new IllegalArgumentException(operation);
            }
        }
    }

    private static void during(Runnable operation) {
        KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
    }

    private static void run(
            String operation,
            SharedTopic<Tick, SharedTick> topic,
            @Nullable TopicSubscription<Tick, SharedTick> s,
            Ledger ledger) {
        try {
            long next = ledger.get(COMMITTED) + 1;
            switch (operation) {
                case "publish", "publish and wake" -> {
                    topic.publish(Tick.of(next));
                    ledger.set(COMMITTED, next);
                }
                case "fill" -> {
                    topic.publish(draft -> Tick.fill(draft, next));
                    ledger.set(COMMITTED, next);
                }
                case "close after publish" -> {
                    topic.publish(Tick.of(next));
                    ledger.set(COMMITTED, next);
                    topic.close();
                }
                case "subscribe" -> topic.subscribe();
                case "subscribe to oldest" -> topic.subscribe(Start.OLDEST);
                case "poll", "poll and wake" -> Tick.idOf(subscription(s).poll());
                case "take" -> Tick.idOf(subscription(s).take());
                case "handle" -> subscription(s).poll(message -> message.get().checkedId());
                case "drain" -> subscription(s).drain(message -> message.get().checkedId(), 3);
                case "unsubscribe" -> subscription(s).close();
                default -> throw new IllegalArgumentException(operation);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TopicSubscription<Tick, SharedTick> subscription(@Nullable TopicSubscription<Tick, SharedTick> s) {
        if (s == null) throw new AssertionError("not subscribed");
        return s;
    }

    private static void awaitSleepingSubscriber(String name) {
        try (TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            probe.awaitSleepingSubscriber(DEADLINE);
        }
    }

    private static void awaitSleepingPublisher(String name) {
        try (TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            probe.awaitSleepingPublisher(DEADLINE);
        }
    }
}
