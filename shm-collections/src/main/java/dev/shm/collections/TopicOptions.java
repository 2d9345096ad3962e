package dev.shm.collections;

import dev.shm.collections.internal.topic.TopicLayout;
import java.util.Objects;

/**
 * What a topic is to be like. Immutable: each method answers with changed options.
 *
 * <pre>{@code
 * TopicOptions options = TopicOptions.defaults().reliable().singlePublisher();
 * TradeTopic topic = TradeTopic.openOrCreate("trades", 65_536, options);
 * }</pre>
 *
 * <p>{@link #reliable}, {@link #lossy} and the number of publishers are the topic's and the same for all who open it;
 * the way of waiting is each opener's own.
 */
public final class TopicOptions {
    private static final TopicOptions DEFAULTS = new TopicOptions(0, WaitStrategy.BLOCK);

    private final int modes;
    private final WaitStrategy waiting;

    private TopicOptions(int modes, WaitStrategy waiting) {
        this.modes = modes;
        this.waiting = waiting;
    }

    /** Lossy, many publishers, and waiting in the kernel. */
    public static TopicOptions defaults() {
        return DEFAULTS;
    }

    /** Publishing waits for the slowest live subscriber. */
    public TopicOptions reliable() {
        return new TopicOptions(modes | TopicLayout.RELIABLE, waiting);
    }

    /** Publishing never waits for a subscriber, and a slow one loses the oldest messages. The default. */
    public TopicOptions lossy() {
        return new TopicOptions(modes & ~TopicLayout.RELIABLE, waiting);
    }

    /**
     * At most one process publishes at a time; a second gets {@code SeatTakenException}. Publishing is then by plain
     * stores, and several times as fast where the processors are far from each other.
     */
    public TopicOptions singlePublisher() {
        return new TopicOptions(modes | TopicLayout.SINGLE_PUBLISHER, waiting);
    }

    /** Any process publishes. The default. */
    public TopicOptions multiPublisher() {
        return new TopicOptions(modes & ~TopicLayout.SINGLE_PUBLISHER, waiting);
    }

    /** How this process waits for messages and for room. */
    public TopicOptions waitStrategy(WaitStrategy strategy) {
        return new TopicOptions(modes, Objects.requireNonNull(strategy, "strategy"));
    }

    int modes() {
        return modes;
    }

    WaitStrategy waiting() {
        return waiting;
    }
}
