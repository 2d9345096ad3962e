package dev.shm.collections;

import dev.shm.collections.SharedTopic.Start;
import dev.shm.collections.internal.ObjectProbe;
import dev.shm.collections.internal.topic.TopicProbe;
import java.time.Duration;
import java.util.Random;

/** The process of {@link SharedTopicCorruptionTest} that scribbles over a topic while it uses it. */
final class TopicVandal extends Vandal {
    private static final long CAPACITY = 4;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

    private final TopicProbe probe;

    private TopicVandal(String name, long seed, boolean onePublisher) {
        super(name, seed, LONGEST_CALL);
        TopicOptions options = TopicOptions.defaults();
        if (random.nextBoolean()) options = options.reliable();
        if (onePublisher) options = options.singlePublisher();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, CAPACITY, SharedTick.TYPE, options)) {
            for (long id = 0; id < 7; id++) topic.publish(Tick.of(id));
        }
        this.probe = TopicProbe.open(name, SharedTick.LAYOUT);
    }

    public static void main(String[] args) throws InterruptedException {
        new TopicVandal(args[0], Long.parseLong(args[1]), Boolean.parseBoolean(args[4]))
                .run(Long.parseLong(args[2]), Duration.ofMillis(Long.parseLong(args[3])));
    }

    @Override
    ObjectProbe probe() {
        return probe;
    }

    /** In the header, the geometry and lines, the first entries, or a slot's word. */
    @Override
    int place(Random dice, long turn) {
        return switch (dice.nextInt(4)) {
            case 0 -> dice.nextInt(probe.headerBytes());
            case 1 -> probe.headerBytes() + dice.nextInt(512);
            case 2 -> probe.headerBytes() + 512 + dice.nextInt(128);
            default -> probe.slotsOffset() + dice.nextInt((int) CAPACITY) * probe.strideBytes() + dice.nextInt(8);
        };
    }

    @Override
    void use(Random dice, int before, Runnable between, int after) {
        Start start = dice.nextBoolean() ? Start.NOW : Start.OLDEST;
        try (SharedTopic<Tick, SharedTick> topic = watch.timed(() -> SharedTopic.open(name, SharedTick.TYPE));
                TopicSubscription<Tick, SharedTick> s = watch.timed(() -> topic.subscribe(start))) {
            for (int i = 0; i < before; i++) call(topic, s, dice);
            between.run();
            for (int i = 0; i < after; i++) call(topic, s, dice);
            watch.close(s);
            watch.close(topic);
        }
    }

    private void call(SharedTopic<Tick, SharedTick> topic, TopicSubscription<Tick, SharedTick> s, Random dice) {
        watch.call(() -> switch (dice.nextInt(9)) {
            case 0 -> topic.tryPublish(Tick.of(9));
            case 1 -> topic.tryPublish(draft -> Tick.fill(draft, 10));
            case 2 -> topic.publish(Tick.of(11), BRIEFLY);
            case 3 -> s.poll() == null;
            case 4 -> s.poll(message -> message.id());
            case 5 -> s.poll(BRIEFLY) == null;
            case 6 -> s.drain(message -> message.id(), 5) <= 5;
            case 7 -> topic.subscribers().size() <= 64;
            default -> s.lag() >= 0;
        });
    }
}
