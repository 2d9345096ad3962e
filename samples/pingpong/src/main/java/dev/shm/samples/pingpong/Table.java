package dev.shm.samples.pingpong;

import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;

/** A queue there and a queue back, in one region. */
final class Table implements AutoCloseable {
    /** The number of the ball after which the other player leaves. */
    static final long LAST = -1;

    /** One ball is on its way at a time. */
    private static final int CAPACITY = 8;

    private final SharedRegion region;
    private final BallQueue there;
    private final BallQueue back;

    private Table(SharedRegion region) {
        this.region = region;
        QueueOptions options = new QueueOptions().singleProducer().singleConsumer();
        this.there = BallQueue.in(region, "there", CAPACITY, options);
        this.back = BallQueue.in(region, "back", CAPACITY, options);
    }

    /** A new one under a name of its own, which goes with the last who leaves. */
    static Table create() {
        return new Table(SharedRegion.create(1));
    }

    static Table open(String name) {
        return new Table(SharedRegion.open(name));
    }

    String name() {
        return region.name();
    }

    BallQueue there() {
        return there;
    }

    BallQueue back() {
        return back;
    }

    @Override
    public void close() {
        region.close();
    }
}
