package dev.shm.collections;

import dev.shm.collections.internal.Ring;
import dev.shm.collections.internal.RingConsumer;
import dev.shm.collections.internal.RingDeadline;
import dev.shm.collections.internal.RingProducer;
import dev.shm.memory.MemoryScope;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of structs between processes: a ring buffer in shared memory, each message to one consumer.
 *
 * <p>Annotate a struct with {@link GenerateQueue} and use the generated subclass, which has this class's methods with
 * its own types. This class itself serves types that are chosen at run time.
 *
 * <pre>{@code
 * try (TradeQueue queue = TradeQueue.openOrCreate("trades", 65_536)) {   // in each process
 *     queue.put(trade);                                                 // in one
 *     Trade next = queue.take();                                        // in the other
 * }
 * }</pre>
 *
 * <p>The queue has a region of exactly its name, which lasts until {@code SharedRegion.delete(name)}. It holds
 * {@link #capacity} messages, the power of two at or above what was asked for. Offering and polling make no garbage but
 * the objects that a copying poll returns, and no system call while nobody sleeps.
 *
 * <p><b>Processes and threads.</b> So far one process at a time produces and one consumes; it takes the seat of that
 * end on first use and keeps it until it closes the queue or dies, and another that tries meanwhile gets
 * {@code SeatTakenException}. Any thread may call any method; the threads of a process take turns. Messages arrive in
 * the order in which they were published.
 *
 * <p><b>When a process dies.</b> A producer killed in the middle of a message loses that message only. A copying
 * {@link #poll()} or {@link #take()} delivers at most once: the slot is free before it returns. A handler's message
 * ({@link #poll(Consumer)}, {@link #drain}) is delivered again if its consumer is killed in that call, and is ready
 * again if the handler throws. The seat of a dead process is free. A partner that died wakes nobody: sleepers look for
 * themselves every 50 ms.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public class SharedQueue<T, S extends Struct> implements AutoCloseable {
    private final StructType<T, S> type;
    private final Ring ring;
    private final RingProducer producer;
    private final RingConsumer consumer;

    /** Shows the slot of an open claim; used by the thread whose turn it is. */
    private final S claimed;

    /** Shows the message that is being read; used by the thread whose turn it is. */
    private final S polled;

    /** For generated subclasses. */
    protected SharedQueue(QueuePlace place, StructType<T, S> type) {
        this.type = type;
        this.ring = place.ring();
        this.producer = ring.producer();
        this.consumer = ring.consumer();
        this.claimed = type.newFlyweight();
        this.polled = type.newFlyweight();
    }

    /**
     * Creates a queue in a region of its own.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.RegionExistsException if a region of that name is there
     * @throws dev.shm.RegionSpaceException if there is no room; nothing is left behind
     */
    public static <T, S extends Struct> SharedQueue<T, S> create(String name, long capacity, StructType<T, S> type) {
        return new SharedQueue<>(QueuePlace.create(name, capacity, type.layout()), type);
    }

    /**
     * Joins a queue, whatever its capacity.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if the region holds something else, or another struct; the message says
     *     which fields differ
     */
    public static <T, S extends Struct> SharedQueue<T, S> open(String name, StructType<T, S> type) {
        return new SharedQueue<>(QueuePlace.open(name, type.layout()), type);
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.LayoutMismatchException if it is there with another capacity or another struct
     */
    public static <T, S extends Struct> SharedQueue<T, S> openOrCreate(
            String name, long capacity, StructType<T, S> type) {
        return new SharedQueue<>(QueuePlace.openOrCreate(name, capacity, type.layout()), type);
    }

    /** The name of the queue and of its region. */
    public final String name() {
        return ring.name();
    }

    /** How many messages have room. */
    public final long capacity() {
        return ring.capacity();
    }

    /** How many messages were waiting at some moment of the call. */
    public final long size() {
        return ring.size();
    }

    public final boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Publishes a copy of a value.
     *
     * @return false, and nothing is published, if the queue is full
     * @throws IllegalArgumentException if a text of the value does not fit; nothing is published
     */
    public boolean offer(T value) {
        Objects.requireNonNull(value, "value");
        long slot = claimSlot();
        if (slot < 0) return false;
        boolean done = false;
        try {
            claimed.bind(memory(), slot);
            type.write(claimed, value);
            done = true;
        } finally {
            endClaim(done);
        }
        return true;
    }

    /**
     * Publishes a message that is filled in place: no copy and no garbage. What the filler does not set is zero or null.
     *
     * @param filler sets the fields; if it throws, nothing is published and the exception passed on
     * @return false, and the filler is not called, if the queue is full
     */
    public boolean offer(Consumer<? super S> filler) {
        Objects.requireNonNull(filler, "filler");
        long slot = claimSlot();
        if (slot < 0) return false;
        boolean done = false;
        try {
            zeroSlot(slot);
            claimed.bind(memory(), slot);
            filler.accept(claimed);
            done = true;
        } finally {
            endClaim(done);
        }
        return true;
    }

    /** As {@link #offer(Object)}, waiting for room; false if there is none in time. */
    public boolean offer(T value, Duration time) throws InterruptedException {
        if (offer(value)) return true;
        RingDeadline deadline = RingDeadline.in(time);
        while (producer.awaitRoom(deadline)) {
            if (offer(value)) return true;
        }
        return false;
    }

    /** As {@link #offer(Object)}, waiting for room as long as it takes. */
    public void put(T value) throws InterruptedException {
        while (!offer(value)) awaitRoom();
    }

    /**
     * Claims the next slot for the calling thread: fill the flyweight, then {@link #commit} or {@link #abort}. It is all
     * zero or null at first. Other threads of this process that offer wait until then; a thread has one claim at a time.
     *
     * @return null, and nothing is claimed, if the queue is full
     */
    public @Nullable S claim() {
        long slot = claimSlot();
        if (slot < 0) return null;
        boolean done = false;
        try {
            zeroSlot(slot);
            claimed.bind(memory(), slot);
            done = true;
        } finally {
            if (!done) endClaim(false);
        }
        return claimed;
    }

    /**
     * Publishes the calling thread's claim. Its flyweight is unbound from then on.
     *
     * @throws IllegalStateException if the thread has none
     */
    public final void commit() {
        endClaim(true);
    }

    /**
     * Gives the calling thread's claim up. Its flyweight is unbound from then on.
     *
     * @throws IllegalStateException if the thread has none
     */
    public final void abort() {
        endClaim(false);
    }

    /** Takes the next message as a new object; null if there is none. */
    public @Nullable T poll() {
        long slot = pollSlot();
        if (slot < 0) return null;
        try {
            polled.bind(memory(), slot);
            return type.read(polled);
        } finally {
            endPoll(true); // also a message that cannot be read: the exception is its delivery
        }
    }

    /** As {@link #poll()}, waiting for a message; null if none comes in time. */
    public @Nullable T poll(Duration time) throws InterruptedException {
        T value = poll();
        if (value != null) return value;
        RingDeadline deadline = RingDeadline.in(time);
        while (consumer.awaitMessage(deadline)) {
            value = poll();
            if (value != null) return value;
        }
        return null;
    }

    /** As {@link #poll()}, waiting for a message as long as it takes. */
    public T take() throws InterruptedException {
        while (true) { // for a message
            T value = poll();
            if (value != null) return value;
            awaitMessage();
        }
    }

    /**
     * Shows the next message to a handler, in place: no copy and no garbage.
     *
     * @param handler must not keep the flyweight, which is unbound afterwards. If it throws, the message is ready again
     *     and the exception passed on.
     * @return whether there was a message
     */
    public boolean poll(Consumer<? super S> handler) {
        Objects.requireNonNull(handler, "handler");
        long slot = pollSlot();
        if (slot < 0) return false;
        boolean done = false;
        try {
            polled.bind(memory(), slot);
            handler.accept(polled);
            done = true;
        } finally {
            endPoll(done);
        }
        return true;
    }

    /**
     * Shows messages to a handler, one after another, until there are none or enough; each as
     * {@link #poll(Consumer)} does.
     *
     * @param max how many at most
     * @return how many there were
     */
    public int drain(Consumer<? super S> handler, int max) {
        int count = 0;
        while (count < max && poll(handler)) count++;
        return count;
    }

    /**
     * Closes the queue in this process; again does nothing. What is in it stays. A claim that is still open is found
     * held by a dead owner.
     */
    @Override
    public void close() {
        ring.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name() + ", " + type.layout().name() + ", capacity " + capacity()
                + "]";
    }

    // What the bodies of generated queues are made of: nothing here depends on the type of message, so each stays small
    // and monomorphic however many queues a program has.

    /** Where slots are. For generated queues. */
    protected final MemoryScope memory() {
        return ring.memory();
    }

    /** Claims a slot for this thread; -1 if there is none. For generated queues. */
    protected final long claimSlot() {
        return producer.claim();
    }

    /** Zeroes a claimed slot. For generated queues. */
    protected final void zeroSlot(long slot) {
        producer.zero(slot);
    }

    /** The flyweight for claims. For generated queues. */
    protected final S claimedView() {
        return claimed;
    }

    /** Ends this thread's claim, publishing it or not. For generated queues. */
    protected final void endClaim(boolean publish) {
        if (producer.hasClaim()) StructAccess.unbind(claimed);
        if (publish) producer.commit();
        else producer.abort();
    }

    /** Waits until there may be room. For generated queues. */
    protected final void awaitRoom() throws InterruptedException {
        producer.awaitRoom(RingDeadline.NEVER);
    }

    /** Finds the next message for this thread; -1 if there is none. For generated queues. */
    protected final long pollSlot() {
        return consumer.peek();
    }

    /** The flyweight for messages. For generated queues. */
    protected final S polledView() {
        return polled;
    }

    /** Ends this thread's message, freeing its slot or leaving it ready. For generated queues. */
    protected final void endPoll(boolean free) {
        StructAccess.unbind(polled);
        if (free) consumer.free();
        else consumer.keep();
    }

    /** Waits until there may be a message. For generated queues. */
    protected final void awaitMessage() throws InterruptedException {
        consumer.awaitMessage(RingDeadline.NEVER);
    }
}
