package dev.shm.collections;

import dev.shm.collections.internal.queue.RingTurn;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;

/**
 * A thread's turn at one end of a queue, with the flyweights that show a slot in it. For generated queues.
 *
 * <p>Confined to the thread whose turn it is, from the call that begins it to the one that ends it.
 *
 * @param <S> the flyweight of a message
 */
public final class QueueTurn<S extends Struct> {
    final RingTurn ring;
    private final S view;
    private final S draft;

    QueueTurn(RingTurn ring, StructType<?, S> type) {
        this.ring = ring;
        this.view = type.newFlyweight();
        this.draft = type.newFlyweight();
    }

    /** Shows the slot to the program, and is unbound afterwards. */
    public S view() {
        return view;
    }

    /** Shows the slot to the queue alone. Nobody keeps it, so it is never unbound: that is one store less a message. */
    public S draft() {
        return draft;
    }
}
