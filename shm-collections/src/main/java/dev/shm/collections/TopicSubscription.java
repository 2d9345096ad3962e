package dev.shm.collections;

import dev.shm.collections.internal.Waiter;
import dev.shm.collections.internal.topic.Topic;
import dev.shm.collections.internal.topic.TopicCursor;
import dev.shm.spi.Deadline;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's way through a {@link SharedTopic}.
 *
 * <p>Each message is copied out of the ring and checked to be whole before the program sees it, so a handler never sees
 * one that is being overwritten, and may take its time. A message is delivered at most once to a subscription: it
 * counts as received before the handler is called, also if that throws. To see one again, subscribe at its position.
 *
 * <p>Every position is received, lost or skipped: {@link #position} is where the subscription started, plus how many
 * messages it has returned, plus {@link #lost}, plus {@link #skipped}. (What was lost before {@code subscribeAt} could
 * start is counted, too.)
 *
 * <p>Any thread of the process may call any method; threads take turns, for the time of a call, handler included. When
 * the process dies, others forget the subscription: in a reliable topic within 100 ms. One that is neither polled nor
 * closed in a live process holds the publishers of a reliable topic back.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public class TopicSubscription<T, S extends Struct> implements AutoCloseable {
    private final StructType<T, S> type;
    private final Topic topic;
    private final TopicCursor cursor;

    /** The last message received, in memory of this process; used by the thread whose turn it is. */
    private final S message;

    private final long messageAddress;

    /** For generated subclasses. */
    protected TopicSubscription(SubscriptionPlace place, StructType<T, S> type) {
        this.type = type;
        this.topic = place.topic();
        this.cursor = place.cursor();
        this.message = StructAccess.allocate(type.newFlyweight());
        this.messageAddress = StructAccess.writeAddress(message);
    }

    /** Receives the next message as a new object; null if there is none. */
    public @Nullable T poll() {
        return receive() ? copy() : null;
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads that poll this subscription; null if none comes
     * in time.
     */
    public @Nullable T poll(Duration time) throws InterruptedException {
        Objects.requireNonNull(time, "time");
        Waiter.checkInterrupt();
        if (receive(Deadline.NOW)) return copy();
        return awaitReceived(Deadline.in(time)) ? copy() : null;
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads that poll this subscription, as long as it
     * takes.
     */
    public T take() throws InterruptedException {
        beginTake();
        return copy();
    }

    private T copy() {
        try {
            return type.read(message);
        } finally {
            endMessage();
        }
    }

    /**
     * Shows the next message to a handler: no garbage.
     *
     * @param handler is given a flyweight on a copy, which the next message overwrites. If it throws, the exception is
     *     passed on. It must not poll the same subscription.
     * @return whether there was a message
     */
    public boolean poll(Consumer<? super S> handler) {
        Objects.requireNonNull(handler, "handler");
        if (!receive()) return false;
        try {
            handler.accept(message);
        } finally {
            endMessage();
        }
        return true;
    }

    /**
     * Shows messages to a handler, one after another, until there are none or enough; each as {@link #poll(Consumer)}
     * does.
     *
     * @param max how many at most
     * @return how many there were
     */
    public int drain(Consumer<? super S> handler, int max) {
        Objects.requireNonNull(handler, "handler");
        int count = 0;
        while (count < max && poll(handler)) count++;
        return count;
    }

    /** The position of the next message. Within a handler, the one after the message. */
    public final long position() {
        return cursor.position();
    }

    /** How many positions were overwritten before this subscription came to them. */
    public final long lost() {
        return cursor.lost();
    }

    /** How many positions bore no message, because their publisher died or stood still in the middle of it. */
    public final long skipped() {
        return cursor.skipped();
    }

    /** How many positions are published and not yet received, at some moment of the call. */
    public final long lag() {
        return cursor.lag();
    }

    /**
     * Ends the subscription; again does nothing. If a thread is receiving, or in a handler, a reliable topic's
     * publishers wait for this subscriber until that has ended.
     */
    @Override
    public void close() {
        topic.unsubscribe(cursor);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + topic.name() + ", position " + position() + ", lost " + lost() + "]";
    }

    // For generated subscriptions.

    /** Receives the next message for this thread, which then has the turn; false if there is none. */
    protected final boolean receive() {
        cursor.enter();
        return receiveOrLeave();
    }

    /**
     * As {@link #receive()}, waiting for this thread's turn and for a message as long as it takes. For generated
     * subscriptions.
     */
    protected final void beginTake() throws InterruptedException {
        Waiter.checkInterrupt();
        awaitReceived(Deadline.WHEN_INTERRUPTED);
    }

    private boolean awaitReceived(Deadline deadline) throws InterruptedException {
        do { // for a message
            if (receive(deadline)) return true;
        } while (cursor.await(deadline));
        return false;
    }

    private boolean receive(Deadline deadline) throws InterruptedException {
        return cursor.enter(deadline) && receiveOrLeave();
    }

    private boolean receiveOrLeave() {
        boolean received = false;
        try {
            received = cursor.next(messageAddress);
        } finally {
            if (!received) cursor.leave();
        }
        return received;
    }

    /** The flyweight for messages. For generated subscriptions. */
    protected final S message() {
        return message;
    }

    /** Ends this thread's turn. For generated subscriptions. */
    protected final void endMessage() {
        cursor.leave();
    }
}
