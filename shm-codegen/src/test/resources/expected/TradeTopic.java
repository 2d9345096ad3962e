package market;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic;
import dev.shm.collections.SubscriptionPlace;
import dev.shm.collections.TopicOptions;
import dev.shm.collections.TopicPlace;
import dev.shm.collections.TopicSubscription;
import dev.shm.collections.WaitStrategy;
import java.util.Objects;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;

/**
 * A topic of {@link Trade} between processes; {@link SharedTopic} says what it promises.
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class TradeTopic extends SharedTopic<Trade, SharedTrade> {
    private TradeTopic(TopicPlace place) {
        super(place, SharedTrade.TYPE);
    }

    /**
     * Creates a topic in a region of its own of exactly that name; lossy, for many publishers.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic create(String name, long capacity) {
        return create(name, capacity, TopicOptions.defaults());
    }

    /**
     * Creates a topic in a region of its own of exactly that name.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic create(String name, long capacity, TopicOptions options) {
        return new TradeTopic(TopicPlace.create(name, capacity, SharedTrade.LAYOUT, options));
    }

    /**
     * Joins a topic, or creates it where there is none, in a region of its own of exactly that name; lossy, for many publishers.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic openOrCreate(String name, long capacity) {
        return openOrCreate(name, capacity, TopicOptions.defaults());
    }

    /**
     * Joins a topic, or creates it where there is none, in a region of its own of exactly that name.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic openOrCreate(String name, long capacity, TopicOptions options) {
        return new TradeTopic(TopicPlace.openOrCreate(name, capacity, SharedTrade.LAYOUT, options));
    }

    /**
     * Joins a topic, whatever its capacity and options.
     */
    public static TradeTopic open(String name) {
        return open(name, WaitStrategy.BLOCK);
    }

    /**
     * Joins a topic, whatever its capacity and options, and waits as told.
     */
    public static TradeTopic open(String name, WaitStrategy waiting) {
        return new TradeTopic(TopicPlace.open(name, SharedTrade.LAYOUT, waiting));
    }

    /**
     * Joins or creates a topic as a named object of a region; lossy, for many publishers.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic in(SharedRegion region, String name, long capacity) {
        return in(region, name, capacity, TopicOptions.defaults());
    }

    /**
     * Joins or creates a topic as a named object of a region.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeTopic in(SharedRegion region, String name, long capacity,
            TopicOptions options) {
        return new TradeTopic(TopicPlace.in(region, name, capacity, SharedTrade.LAYOUT, options));
    }

    @Override
    public void publish(Trade value) {
        Objects.requireNonNull(value, "value");
        SharedTrade target = startDraft();
        try {
            target.set(value);
            sendDraft();
        } finally {
            endDraft();
        }
    }

    @Override
    public void publish(Consumer<? super SharedTrade> filler) {
        Objects.requireNonNull(filler, "filler");
        SharedTrade target = startDraft();
        try {
            zeroDraft();
            filler.accept(target);
            sendDraft();
        } finally {
            endDraft();
        }
    }

    @Override
    public boolean tryPublish(Trade value) {
        Objects.requireNonNull(value, "value");
        if (!tryStartDraft()) return false;
        SharedTrade target = draft();
        try {
            target.set(value);
            return trySendDraft();
        } finally {
            endDraft();
        }
    }

    @Override
    public boolean tryPublish(Consumer<? super SharedTrade> filler) {
        Objects.requireNonNull(filler, "filler");
        if (!tryStartDraft()) return false;
        SharedTrade target = draft();
        try {
            zeroDraft();
            filler.accept(target);
            return trySendDraft();
        } finally {
            endDraft();
        }
    }

    /**
     * Publishes a message without an object.
     *
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is published
     */
    public void publish(long id, double price, CharSequence symbol) {
        SharedTrade target = startDraft();
        try {
            target.id(id).price(price).symbol(symbol);
            sendDraft();
        } finally {
            endDraft();
        }
    }

    @Override
    public Subscription subscribe() {
        return new Subscription(startNow());
    }

    @Override
    public Subscription subscribe(SharedTopic.Start start) {
        return new Subscription(startFrom(start));
    }

    @Override
    public Subscription subscribeAt(long position) {
        return new Subscription(startAt(position));
    }

    /**
     * One subscriber's way through the topic; {@link TopicSubscription} says what it promises.
     */
    public static final class Subscription extends TopicSubscription<Trade, SharedTrade> {
        private Subscription(SubscriptionPlace place) {
            super(place, SharedTrade.TYPE);
        }

        @Override
        public Trade poll() {
            if (!receive()) return null;
            try {
                return message().get();
            } finally {
                endMessage();
            }
        }

        @Override
        public Trade take() throws InterruptedException {
            beginTake();
            try {
                return message().get();
            } finally {
                endMessage();
            }
        }

        @Override
        public boolean poll(Consumer<? super SharedTrade> handler) {
            Objects.requireNonNull(handler, "handler");
            if (!receive()) return false;
            try {
                handler.accept(message());
            } finally {
                endMessage();
            }
            return true;
        }

        @Override
        public int drain(Consumer<? super SharedTrade> handler, int max) {
            Objects.requireNonNull(handler, "handler");
            int count = 0;
            while (count < max && poll(handler)) count++;
            return count;
        }
    }
}
