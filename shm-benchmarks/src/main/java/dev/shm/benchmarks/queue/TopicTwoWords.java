package dev.shm.benchmarks.queue;

import dev.shm.collections.TopicOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our topic, of 16 bytes. */
final class TopicTwoWords implements Transport {
    private final TwoWordsTopic topic;
    private final Inbox inbox;
    private final Consumer<SharedTwoWords> handler = this::show;

    // Made on request: a subscriber that never polls would hold the publisher back.
    private TwoWordsTopic.@Nullable Subscription subscription;

    TopicTwoWords(String name, int slots, TopicOptions options, Inbox inbox) {
        this.topic = TwoWordsTopic.openOrCreate(name, slots, options);
        this.inbox = inbox;
    }

    @Override
    public void join(boolean toReceive) {
        if (toReceive) subscription = topic.subscribe();
    }

    /** Waits for room itself. */
    @Override
    public boolean offer(long first) {
        topic.publish(first, first + 1);
        return true;
    }

    @Override
    public int poll(int most) {
        if (subscription == null) throw new IllegalStateException("not a subscriber");
        return subscription.drain(handler, most);
    }

    private void show(SharedTwoWords message) {
        long a = message.a();
        inbox.message(a, a + message.b());
    }

    @Override
    public void close() {
        topic.close();
    }
}
