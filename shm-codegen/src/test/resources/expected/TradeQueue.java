package market;

import dev.shm.collections.QueuePlace;
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
        return new TradeQueue(QueuePlace.create(name, capacity, SharedTrade.LAYOUT));
    }

    /**
     * Joins a queue, whatever its capacity.
     */
    public static TradeQueue open(String name) {
        return new TradeQueue(QueuePlace.open(name, SharedTrade.LAYOUT));
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     */
    public static TradeQueue openOrCreate(String name, long capacity) {
        return new TradeQueue(QueuePlace.openOrCreate(name, capacity, SharedTrade.LAYOUT));
    }

    @Override
    public boolean offer(Trade value) {
        Objects.requireNonNull(value, "value");
        long slot = claimSlot();
        if (slot < 0) return false;
        SharedTrade view = claimedView();
        boolean done = false;
        try {
            view.bind(memory(), slot);
            view.set(value);
            done = true;
        } finally {
            endClaim(done);
        }
        return true;
    }

    @Override
    public boolean offer(Consumer<? super SharedTrade> filler) {
        Objects.requireNonNull(filler, "filler");
        long slot = claimSlot();
        if (slot < 0) return false;
        SharedTrade view = claimedView();
        boolean done = false;
        try {
            zeroSlot(slot);
            view.bind(memory(), slot);
            filler.accept(view);
            done = true;
        } finally {
            endClaim(done);
        }
        return true;
    }

    @Override
    public void put(Trade value) throws InterruptedException {
        while (!offer(value)) awaitRoom();
    }

    @Override
    public SharedTrade claim() {
        long slot = claimSlot();
        if (slot < 0) return null;
        SharedTrade view = claimedView();
        boolean done = false;
        try {
            zeroSlot(slot);
            view.bind(memory(), slot);
            done = true;
        } finally {
            if (!done) endClaim(false);
        }
        return view;
    }

    @Override
    public Trade poll() {
        long slot = pollSlot();
        if (slot < 0) return null;
        SharedTrade view = polledView();
        try {
            view.bind(memory(), slot);
            return view.get();
        } finally {
            endPoll(true);
        }
    }

    @Override
    public Trade take() throws InterruptedException {
        while (true) {
            Trade value = poll();
            if (value != null) return value;
            awaitMessage();
        }
    }

    @Override
    public boolean poll(Consumer<? super SharedTrade> handler) {
        Objects.requireNonNull(handler, "handler");
        long slot = pollSlot();
        if (slot < 0) return false;
        SharedTrade view = polledView();
        boolean done = false;
        try {
            view.bind(memory(), slot);
            handler.accept(view);
            done = true;
        } finally {
            endPoll(done);
        }
        return true;
    }

    @Override
    public int drain(Consumer<? super SharedTrade> handler, int max) {
        int count = 0;
        while (count < max && poll(handler)) count++;
        return count;
    }
}
