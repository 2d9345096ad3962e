package dev.shm.benchmarks.queue;

import dev.shm.collections.TopicOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our topic, of 64 bytes. */
final class TopicEightWords implements Transport {
    private final EightWordsTopic topic;
    private final Inbox inbox;
    private final Consumer<SharedEightWords> handler = this::show;

    // Made on request: a subscriber that never polls would hold the publisher back.
    private EightWordsTopic.@Nullable Subscription subscription;

    TopicEightWords(String name, int slots, TopicOptions options, Inbox inbox) {
        this.topic = EightWordsTopic.openOrCreate(name, slots, options);
        this.inbox = inbox;
    }

    @Override
    public void join(boolean toReceive) {
        if (toReceive) subscription = topic.subscribe();
    }

    /** Waits for room itself. */
    @Override
    public boolean offer(long first) {
        topic.publish(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
        return true;
    }

    @Override
    public int poll(int most) {
        if (subscription == null) throw new IllegalStateException("not a subscriber");
        return subscription.drain(handler, most);
    }

    private void show(SharedEightWords message) {
        long a = message.a();
        long sum = a + message.b() + message.c() + message.d() + message.e() + message.f() + message.g() + message.h();
        inbox.message(a, sum);
    }

    @Override
    public void close() {
        topic.close();
    }
}
