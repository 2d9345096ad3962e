package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingHandle;
import dev.shm.collections.internal.queue.RingMessages;
import dev.shm.collections.internal.queue.RingOpening;
import dev.shm.struct.StructLayout;

/**
 * Where a queue lies: an opened ring on its way into the queue's constructor. For generated queues; applications use
 * their {@code open}, {@code create}, {@code openOrCreate} and {@code in}.
 */
public final class QueuePlace {
    private final RingHandle ring;
    private final QueueOptions options;

    private QueuePlace(RingHandle ring, QueueOptions options) {
        this.ring = ring;
        this.options = options;
    }

    /** As {@link SharedQueue#create}. */
    public static QueuePlace create(String name, long capacity, StructLayout layout, QueueOptions options) {
        return new QueuePlace(RingOpening.create(name, capacity, new RingMessages(layout), options.ring()), options);
    }

    /** As {@link SharedQueue#open}. */
    public static QueuePlace open(String name, StructLayout layout, QueueOptions options) {
        return new QueuePlace(RingOpening.open(name, new RingMessages(layout), options.ring()), options);
    }

    /** As {@link SharedQueue#openOrCreate}. */
    public static QueuePlace openOrCreate(String name, long capacity, StructLayout layout, QueueOptions options) {
        return new QueuePlace(
                RingOpening.openOrCreate(name, capacity, new RingMessages(layout), options.ring()), options);
    }

    /** As {@link SharedQueue#in}. */
    public static QueuePlace in(
            SharedRegion region, String name, long capacity, StructLayout layout, QueueOptions options) {
        return new QueuePlace(
                RingOpening.in(region, name, capacity, new RingMessages(layout), options.ring()), options);
    }

    RingHandle ring() {
        return ring;
    }

    QueueOptions options() {
        return options;
    }
}
