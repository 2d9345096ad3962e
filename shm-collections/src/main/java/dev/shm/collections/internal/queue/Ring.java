package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import java.util.function.BooleanSupplier;

/**
 * A ring in one attachment: its two ends, shared by all handles that this attachment has on it.
 *
 * <p>Which classes make the ends follows from how many processes may have them at a time: {@link SoleProducer} or
 * {@link ManyProducers}; {@link PairedConsumer}, {@link SoleConsumer} or {@link ManyConsumers}. Each has its steps,
 * what they pair with, and what a crash after each leaves.
 */
final class Ring {
    private final RegionObject object;
    private final RingGeometry geometry;
    private final RingProducer producer;
    private final RingConsumer consumer;
    private int handles;

    private Ring(RegionObject object, RingGeometry geometry) {
        this.object = object;
        this.geometry = geometry;
        this.producer = RingProducer.of(object, geometry);
        this.consumer = RingConsumer.of(object, geometry, producer);
        BooleanSupplier holding = () -> producer.holdsSomething() || consumer.holdsSomething();
        object.addHolder(holding);
        object.addEndedThreadCheck(this::endThoseOfEndedThreads);
    }

    /** The ring of an object, with one more handle. */
    static Ring of(RegionObject object, RingGeometry geometry) {
        Ring ring = object.companion(Ring.class, made -> new Ring(made, geometry));
        ring.opened();
        return ring;
    }

    private void endThoseOfEndedThreads() {
        producer.endThoseOfEndedThreads();
        consumer.endThoseOfEndedThreads();
    }

    private synchronized void opened() {
        if (handles++ > 0) return;
        producer.adopt();
        consumer.adopt();
    }

    /** Takes a handle away. With the last go the seats, and a region of the ring's own. */
    synchronized void closed() {
        if (--handles > 0 || !object.memory().isReadable()) return;
        producer.abandon(object.isOwnRegion());
        consumer.abandon(object.isOwnRegion());
        object.close();
    }

    RegionObject object() {
        return object;
    }

    RingGeometry geometry() {
        return geometry;
    }

    RingProducer producer() {
        return producer;
    }

    RingConsumer consumer() {
        return consumer;
    }

    /** Messages that are ready, at some moment of the call; no more are counted than is asked. */
    long ready(long most) {
        object.memory().checkReadable();
        return producer.ready(consumer.headAcquire(), most);
    }

    /** The position of the next message to be claimed, at some moment of the call. */
    long end() {
        object.memory().checkReadable();
        return producer.end();
    }

    /** The lowest position that is not freed. */
    long head() {
        object.memory().checkReadable();
        return consumer.headAcquire();
    }

    long skipped() {
        return counter(SKIPPED);
    }

    long returned() {
        return counter(RETURNED);
    }

    long timesFull() {
        return counter(TIMES_FULL);
    }

    private long counter(int offset) {
        object.memory().checkReadable();
        return RawMemory.getLongAcquire(producer.body + offset);
    }
}
