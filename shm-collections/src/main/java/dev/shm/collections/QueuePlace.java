package dev.shm.collections;

import dev.shm.collections.internal.Ring;
import dev.shm.struct.StructLayout;

/**
 * Where a queue lies: an opened ring on its way into the queue's constructor. For generated queues; applications use
 * their {@code open}, {@code create} and {@code openOrCreate}.
 */
public final class QueuePlace {
    private final Ring ring;

    private QueuePlace(Ring ring) {
        this.ring = ring;
    }

    /** As {@link SharedQueue#create}. */
    public static QueuePlace create(String name, long capacity, StructLayout layout) {
        return new QueuePlace(Ring.create(name, capacity, layout));
    }

    /** As {@link SharedQueue#open}. */
    public static QueuePlace open(String name, StructLayout layout) {
        return new QueuePlace(Ring.open(name, layout));
    }

    /** As {@link SharedQueue#openOrCreate}. */
    public static QueuePlace openOrCreate(String name, long capacity, StructLayout layout) {
        return new QueuePlace(Ring.openOrCreate(name, capacity, layout));
    }

    Ring ring() {
        return ring;
    }
}
