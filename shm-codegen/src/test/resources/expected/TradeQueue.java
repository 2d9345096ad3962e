package market;

import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.QueuePlace;
import dev.shm.collections.QueueTurn;
import dev.shm.collections.SharedQueue;
import java.util.Objects;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;

/**
 * A queue of {@link Trade} between processes; {@link SharedQueue} says what it promises.
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class TradeQueue extends SharedQueue<Trade, SharedTrade> {
    private TradeQueue(QueuePlace place) {
        super(place, SharedTrade.TYPE);
    }

    /**
     * Creates a queue in a region of its own of exactly that name.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue create(String name, long capacity) {
        return create(name, capacity, new QueueOptions());
    }

    /**
     * Creates a queue in a region of its own of exactly that name.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue create(String name, long capacity, QueueOptions options) {
        return new TradeQueue(QueuePlace.create(name, capacity, SharedTrade.LAYOUT, options));
    }

    /**
     * Joins a queue, whatever its capacity.
     */
    public static TradeQueue open(String name) {
        return open(name, new QueueOptions());
    }

    /**
     * Joins a queue, whatever its capacity.
     */
    public static TradeQueue open(String name, QueueOptions options) {
        return new TradeQueue(QueuePlace.open(name, SharedTrade.LAYOUT, options));
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue openOrCreate(String name, long capacity) {
        return openOrCreate(name, capacity, new QueueOptions());
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue openOrCreate(String name, long capacity, QueueOptions options) {
        return new TradeQueue(QueuePlace.openOrCreate(name, capacity, SharedTrade.LAYOUT, options));
    }

    /**
     * A queue as a named object of a region, created on first use.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue in(SharedRegion region, String name, long capacity) {
        return in(region, name, capacity, new QueueOptions());
    }

    /**
     * A queue as a named object of a region, created on first use.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue in(SharedRegion region, String name, long capacity,
            QueueOptions options) {
        return new TradeQueue(QueuePlace.in(region, name, capacity, SharedTrade.LAYOUT, options));
    }

    @Override
    public boolean offer(Trade value) {
        Objects.requireNonNull(value, "value");
        QueueTurn<SharedTrade> turn = beginOffer();
        if (turn == null) return false;
        boolean done = false;
        try {
            turn.draft().set(value);
            done = true;
        } finally {
            endOffer(turn, done);
        }
        return true;
    }

    @Override
    public boolean offer(Consumer<? super SharedTrade> filler) {
        Objects.requireNonNull(filler, "filler");
        QueueTurn<SharedTrade> turn = beginFilling();
        if (turn == null) return false;
        boolean done = false;
        try {
            filler.accept(turn.view());
            done = true;
        } finally {
            endFilling(turn, done);
        }
        return true;
    }

    /**
     * Publishes a message of these values, without an object.
     *
     * @return false, and nothing is published, if the queue is full
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is published
     */
    public boolean offer(long id, double price, CharSequence symbol) {
        QueueTurn<SharedTrade> turn = beginOffer();
        if (turn == null) return false;
        boolean done = false;
        try {
            turn.draft().id(id).price(price).symbol(symbol);
            done = true;
        } finally {
            endOffer(turn, done);
        }
        return true;
    }

    @Override
    public int offerAll(Iterable<? extends Trade> values) {
        Objects.requireNonNull(values, "values");
        int count = 0;
        QueueTurn<SharedTrade> turn = beginOffers();
        try {
            for (Trade value : values) {
                Objects.requireNonNull(value, "value");
                if (!nextOffer(turn)) break;
                boolean done = false;
                try {
                    turn.draft().set(value);
                    done = true;
                } finally {
                    endNextOffer(turn, done);
                }
                count++;
            }
        } finally {
            endOffers(turn);
        }
        return count;
    }

    @Override
    public void put(Trade value) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        QueueTurn<SharedTrade> turn = beginPut();
        boolean done = false;
        try {
            turn.draft().set(value);
            done = true;
        } finally {
            endOffer(turn, done);
        }
    }

    @Override
    public SharedTrade claim() {
        return beginClaim();
    }

    @Override
    public Trade poll() {
        QueueTurn<SharedTrade> turn = beginMessage(false);
        if (turn == null) return null;
        try {
            return turn.view().get();
        } finally {
            endMessage(turn, true);
        }
    }

    @Override
    public Trade take() throws InterruptedException {
        QueueTurn<SharedTrade> turn = beginTake();
        try {
            return turn.view().get();
        } finally {
            endMessage(turn, true);
        }
    }

    @Override
    public boolean poll(Consumer<? super SharedTrade> handler) {
        Objects.requireNonNull(handler, "handler");
        QueueTurn<SharedTrade> turn = beginMessage(true);
        if (turn == null) return false;
        boolean done = false;
        try {
            handlerOf(turn, handler).accept(turn.view());
            done = true;
        } finally {
            endMessage(turn, done);
        }
        return true;
    }

    @Override
    public int drain(Consumer<? super SharedTrade> handler, int max) {
        Objects.requireNonNull(handler, "handler");
        int count = 0;
        QueueTurn<SharedTrade> turn = beginDrain();
        try {
            for (; count < max && nextMessage(turn); count++) {
                boolean done = false;
                try {
                    handlerOf(turn, handler).accept(turn.view());
                    done = true;
                } finally {
                    endNextMessage(turn, done);
                }
            }
        } finally {
            endDrain(turn);
        }
        return count;
    }
}
