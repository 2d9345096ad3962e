package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.struct.Struct;
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
 *     queue.put(trade);                                                 // in some
 *     Trade next = queue.take();                                        // in others
 * }
 * }</pre>
 *
 * <p>The queue has a region of exactly its name, which lasts until {@code SharedRegion.delete(name)}, or a place in a
 * region of yours ({@link #in}). It holds {@link #capacity} messages, the power of two at or above what was asked for.
 * Offering and polling make no garbage but the objects that a copying poll returns, and no system call while nobody
 * sleeps.
 *
 * <p><b>Processes and threads.</b> Any thread of any process may produce and consume, unless {@link QueueOptions} say
 * that an end is for one process at a time. Then that process has the end's seat from first use until it closes the
 * queue or dies, another that tries meanwhile gets {@code SeatTakenException}, and its threads take turns. A thread has
 * one claim and one message open at a time. Messages of one producing thread are first delivered in the order in which
 * it claimed them; with one producing or one consuming process that holds for all messages. Who is slow and alive is
 * never overtaken: what comes after an open claim waits for it.
 *
 * <p><b>When a process dies.</b> A producer killed in the middle of a message loses that message only; consumers skip
 * it within a second. A copying {@link #poll()} or {@link #take()} delivers at most once. A handler's message
 * ({@link #poll(Consumer)}, {@link #drain}) is delivered again, within a second, if its consumer is killed in that
 * call, and is ready again if the handler throws; it then comes when it is found, perhaps after later ones. The seat of
 * a dead process is free. A partner that died wakes nobody: sleepers look for themselves every 50 ms. A thread that
 * ends with a claim or a message open is what a dead process is: its process notices within a second, also if nobody
 * there uses the queue, and other processes wait until then.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public class SharedQueue<T, S extends Struct> extends QueueSteps<S> implements AutoCloseable {
    private final StructType<T, S> type;

    /** For generated subclasses. */
    protected SharedQueue(QueuePlace place, StructType<T, S> type) {
        super(place, type);
        this.type = type;
    }

    /**
     * Creates a queue in a region of its own.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.RegionExistsException if a region of that name is there
     * @throws dev.shm.RegionSpaceException if there is no room; nothing is left behind
     */
    public static <T, S extends Struct> SharedQueue<T, S> create(String name, long capacity, StructType<T, S> type) {
        return create(name, capacity, type, new QueueOptions());
    }

    /** As {@link #create(String, long, StructType)}, with options. */
    public static <T, S extends Struct> SharedQueue<T, S> create(
            String name, long capacity, StructType<T, S> type, QueueOptions options) {
        return new SharedQueue<>(QueuePlace.create(name, capacity, type.layout(), options), type);
    }

    /**
     * Joins a queue, whatever its capacity.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if the region holds something else, or another struct; the message says
     *     which fields differ
     */
    public static <T, S extends Struct> SharedQueue<T, S> open(String name, StructType<T, S> type) {
        return open(name, type, new QueueOptions());
    }

    /**
     * As {@link #open(String, StructType)}, with options.
     *
     * @throws dev.shm.LayoutMismatchException also if an end is asked for otherwise than it is
     */
    public static <T, S extends Struct> SharedQueue<T, S> open(
            String name, StructType<T, S> type, QueueOptions options) {
        return new SharedQueue<>(QueuePlace.open(name, type.layout(), options), type);
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.LayoutMismatchException if it is there with another capacity or another struct
     */
    public static <T, S extends Struct> SharedQueue<T, S> openOrCreate(
            String name, long capacity, StructType<T, S> type) {
        return openOrCreate(name, capacity, type, new QueueOptions());
    }

    /**
     * As {@link #openOrCreate(String, long, StructType)}, with options.
     *
     * @throws dev.shm.LayoutMismatchException also if an end is asked for otherwise than it is
     */
    public static <T, S extends Struct> SharedQueue<T, S> openOrCreate(
            String name, long capacity, StructType<T, S> type, QueueOptions options) {
        return new SharedQueue<>(QueuePlace.openOrCreate(name, capacity, type.layout(), options), type);
    }

    /**
     * A queue as a named object of a region: created on first use, joined afterwards. It is closed with the region, and
     * goes with it; closing it before gives up this handle, and with the last handle the seats.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.LayoutMismatchException if the name stands for something else, for another capacity or for
     *     another struct
     * @throws dev.shm.RegionSpaceException if there is no room; the region is as before
     */
    public static <T, S extends Struct> SharedQueue<T, S> in(
            SharedRegion region, String name, long capacity, StructType<T, S> type) {
        return in(region, name, capacity, type, new QueueOptions());
    }

    /** As {@link #in(SharedRegion, String, long, StructType)}, with options. */
    public static <T, S extends Struct> SharedQueue<T, S> in(
            SharedRegion region, String name, long capacity, StructType<T, S> type, QueueOptions options) {
        return new SharedQueue<>(QueuePlace.in(region, name, capacity, type.layout(), options), type);
    }

    /** The name of the queue: of its region, or in it. */
    public final String name() {
        return ring.name();
    }

    /** How many messages have room. */
    public final long capacity() {
        return ring.capacity();
    }

    /**
     * How many messages were waiting at some moment of the call. Where many processes have an end, this looks at each,
     * up to {@link #capacity}; use {@link #isEmpty} to know whether there is any.
     */
    public final long size() {
        return ring.ready(Long.MAX_VALUE);
    }

    /** Whether there is no message, at some moment of the call; as {@link #size}. */
    public final boolean isEmpty() {
        return ring.ready(1) == 0;
    }

    /** How many more messages could be claimed at some moment of the call. */
    public final long remainingCapacity() {
        return capacity() - Math.max(0, Math.min(ring.end() - ring.head(), capacity()));
    }

    /** What has happened so far; any process may ask. */
    public final QueueCounters counters() {
        return QueueCounters.of(ring);
    }

    /**
     * Publishes a copy of a value.
     *
     * @return false, and nothing is published, if the queue is full
     * @throws IllegalArgumentException if a text of the value does not fit; nothing is published
     */
    public boolean offer(T value) {
        Objects.requireNonNull(value, "value");
        QueueTurn<S> turn = beginOffer();
        if (turn == null) return false;
        publish(turn, value);
        return true;
    }

    /**
     * Publishes a message that is filled in place: no copy and no garbage. What the filler does not set is zero or
     * null.
     *
     * @param filler sets the fields; if it throws, nothing is published and the exception passed on
     * @return false, and the filler is not called, if the queue is full
     */
    public boolean offer(Consumer<? super S> filler) {
        Objects.requireNonNull(filler, "filler");
        QueueTurn<S> turn = beginFilling();
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
     * Publishes copies of values in their order, until all are or the queue is full; each is a message by itself.
     *
     * <p>It costs less than as many offers. Where one process produces, up to 64 are published at once, so none of them
     * is seen until the last is written: {@code values} is walked meanwhile, and should not wait for anything, nor
     * offer to this queue.
     *
     * @return how many were published; the first so many of {@code values}
     * @throws IllegalArgumentException if a text of a value does not fit; those before are published
     */
    public int offerAll(Iterable<? extends T> values) {
        Objects.requireNonNull(values, "values");
        int count = 0;
        QueueTurn<S> turn = beginOffers();
        try {
            for (T value : values) {
                Objects.requireNonNull(value, "value");
                if (!nextOffer(turn)) break;
                boolean done = false;
                try {
                    type.write(turn.draft(), value);
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

    /**
     * As {@link #offer(Object)}, waiting for room, and for other threads of this process where those take turns; false
     * if there is none in time.
     */
    public boolean offer(T value, Duration time) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(time, "time");
        QueueTurn<S> turn = beginOffer(time);
        if (turn == null) return false;
        publish(turn, value);
        return true;
    }

    /**
     * As {@link #offer(Object)}, waiting for room, and for other threads of this process where those take turns, as
     * long as it takes.
     */
    public void put(T value) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        publish(beginPut(), value);
    }

    private void publish(QueueTurn<S> turn, T value) {
        boolean done = false;
        try {
            type.write(turn.draft(), value);
            done = true;
        } finally {
            endOffer(turn, done);
        }
    }

    /**
     * Claims the next slot for the calling thread: fill the flyweight, then {@link #commit} or {@link #abort}. It is
     * all zero or null at first. A thread has one claim at a time. Consumers wait for it, so be quick; where one
     * process at a time produces, so do its other threads that offer.
     *
     * @return null, and nothing is claimed, if the queue is full
     */
    public @Nullable S claim() {
        return beginClaim();
    }

    /**
     * Publishes the calling thread's claim, made through this object. Its flyweight is unbound from then on.
     *
     * @throws IllegalStateException if the thread has none
     * @throws dev.shm.RegionClosedException if the queue was closed meanwhile; the claim is given up then
     */
    public final void commit() {
        endClaim(true);
    }

    /**
     * Gives the calling thread's claim, made through this object, up. Its flyweight is unbound from then on.
     *
     * @throws IllegalStateException if the thread has none
     */
    public final void abort() {
        endClaim(false);
    }

    /**
     * Takes the next message as a new object; null if there is none.
     *
     * @throws dev.shm.struct.CorruptStructException if the message cannot be made an object, as where it has an enum
     *     constant that a later version of the program appended; it is taken all the same, so that the queue goes on.
     *     {@link #poll(Consumer)} with a handler that reads it leaves it in the queue
     */
    public @Nullable T poll() {
        QueueTurn<S> turn = beginMessage(false);
        return turn == null ? null : copy(turn);
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads of this process where those take turns; null if
     * none comes in time.
     */
    public @Nullable T poll(Duration time) throws InterruptedException {
        Objects.requireNonNull(time, "time");
        QueueTurn<S> turn = beginMessage(time);
        return turn == null ? null : copy(turn);
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads of this process where those take turns, as long
     * as it takes.
     */
    public T take() throws InterruptedException {
        return copy(beginTake());
    }

    private T copy(QueueTurn<S> turn) {
        try {
            return type.read(turn.view());
        } finally {
            endMessage(turn, true); // also a message that cannot be read: the exception is its delivery
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
        QueueTurn<S> turn = beginMessage(true);
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

    /**
     * Shows messages to a handler, one after another, until there are none or enough; each as
     * {@link #poll(Consumer)} does. Where one process at a time consumes, its other threads wait until this returns.
     *
     * @param max how many at most
     * @return how many there were
     */
    public int drain(Consumer<? super S> handler, int max) {
        Objects.requireNonNull(handler, "handler");
        int count = 0;
        QueueTurn<S> turn = beginDrain();
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

    /**
     * Which attempt at the calling thread's message this is, for a handler: 1 the first time. Counted are attempts of
     * all processes, as well as those that died in it, a copying poll's too. Messages of one producing thread at their
     * first attempt come in order, in each consumer; a message that comes again may come after later ones.
     *
     * @throws IllegalStateException if the thread is in no handler of this queue
     */
    public final int attempts() {
        return ring.attempts();
    }

    /**
     * Closes the queue in this process; again does nothing. What is in it stays. A claim of the calling thread is given
     * up.
     *
     * <p>A claim of another thread, and a message that a handler is at: where the queue has a region of its own, others
     * find it held by a dead owner. In a region of yours it stays open, and others wait for it, until its thread comes
     * to an end with it: {@link #commit} and {@link #abort} give such a claim up.
     */
    @Override
    public void close() {
        closeRing();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name() + ", " + type.layout().name() + ", capacity " + capacity()
                + ", " + ring.describeModes() + "]";
    }
}
