package dev.shm.collections;

import dev.shm.collections.internal.queue.RingProbe;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A queue of ticks, whatever carries them, so that one suite proves all kinds of queue. */
interface TickQueue extends AutoCloseable {
    /** What carries a tick. */
    enum Kind {
        /** A struct. */
        STRUCTS,

        /** Bytes of many lengths that all take the same room, so that the capacity is a number of messages. */
        BYTES,

        /** Bytes of lengths from a few to half of the queue. */
        VARIED_BYTES;

        TickQueue create(String name, long capacity, QueueOptions options) {
            return switch (this) {
                case STRUCTS -> new StructTicks(SharedQueue.create(name, capacity, SharedTick.TYPE, options));
                default -> new ByteTicks(SharedByteQueue.create(name, ByteTicks.bytes(capacity), options), lengths());
            };
        }

        TickQueue openOrCreate(String name, long capacity, QueueOptions options) {
            return switch (this) {
                case STRUCTS -> new StructTicks(SharedQueue.openOrCreate(name, capacity, SharedTick.TYPE, options));
                default ->
                    new ByteTicks(SharedByteQueue.openOrCreate(name, ByteTicks.bytes(capacity), options), lengths());
            };
        }

        TickQueue open(String name) {
            return switch (this) {
                case STRUCTS -> new StructTicks(SharedQueue.open(name, SharedTick.TYPE));
                default -> new ByteTicks(SharedByteQueue.open(name), lengths());
            };
        }

        RingProbe probe(String name) {
            return this == STRUCTS ? RingProbe.open(name, SharedTick.LAYOUT) : RingProbe.ofBytes(name);
        }

        private ByteTicks.Lengths lengths() {
            return this == BYTES ? ByteTicks.Lengths.ALIKE : ByteTicks.Lengths.VARIED;
        }
    }

    String name();

    /** In messages. */
    long capacity();

    boolean offer(Tick tick);

    int offerAll(List<Tick> ticks);

    /** Offers in place. */
    boolean fill(long id);

    /** Claims, fills a part and throws. */
    boolean fillAndThrow(RuntimeException thrown);

    boolean offer(Tick tick, Duration time) throws InterruptedException;

    void put(Tick tick) throws InterruptedException;

    /** Claims and fills; false if there is no room. */
    boolean claim(long id);

    void commit();

    void abort();

    @Nullable
    Tick poll();

    @Nullable
    Tick poll(Duration time) throws InterruptedException;

    Tick take() throws InterruptedException;

    boolean poll(Consumer<Tick> handler);

    int drain(Consumer<Tick> handler, int max);

    int attempts();

    long size();

    boolean isEmpty();

    QueueCounters counters();

    @Override
    void close();
}
