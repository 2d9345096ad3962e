package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingHandle;
import dev.shm.collections.internal.queue.RingMessages;
import dev.shm.collections.internal.queue.RingOpening;
import dev.shm.collections.internal.queue.RingOptions;
import dev.shm.spi.BytesView;
import java.nio.BufferOverflowException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of messages that vary in length between processes: each is so many bytes, as Chronicle {@code
 * BytesStore}, and goes to one consumer.
 *
 * <pre>{@code
 * try (SharedByteQueue queue = SharedByteQueue.openOrCreate("lines", 1 << 20)) {   // in each process
 *     queue.offer(64, bytes -> bytes.writeUtf8("hello").writeLong(42));            // in some
 *     queue.poll(bytes -> print(bytes.readUtf8(), bytes.readLong()));              // in others
 * }
 * }</pre>
 *
 * <p>It is what {@link SharedQueue} is, with all four modes of {@link QueueOptions} (one or many processes at each
 * end), the same order, waiting, redelivery and dead letters, and the same in a region of its own or in a place of
 * yours ({@link #in}). What differs is the room. The capacity is in bytes, a power of two; a message takes its length,
 * rounded up to 64 bytes and at least that, in one piece: what would lie across the end of the ring starts at its
 * beginning, and the bytes before are left out until they are freed with it. The longest message has
 * {@link #maxMessageBytes}, half the ring, and finds room as soon as the queue is empty, at the latest. Beside each 64
 * bytes of capacity the queue has 40 to 48 of its own. While a large message waits for room, smaller ones of others may
 * pass it.
 *
 * <p>The {@code Bytes} that fillers and handlers are given are checked as those of {@link SharedRegion#bytes()} are,
 * and end with the message. After the call they have no bytes; later they show other messages of the same thread.
 *
 * <p>Where Chronicle Bytes cannot run ({@code --sun-misc-unsafe-memory-access=deny}), opening or creating throws {@code
 * UnsupportedOperationException}, which names the flag.
 *
 * <p><b>Processes and threads.</b> Any thread of any process may call, unless an end is for one process at a time; as
 * {@link SharedQueue} says. Offering and polling in place make no garbage and no system call while nobody sleeps.
 *
 * <p><b>When a process dies.</b> As {@link SharedQueue} says: a producer killed in the middle of a message loses that
 * message only, with its bytes skipped within a second; a message whose consumer is killed in a handler is delivered
 * again. One that is stopped in the few instructions between claiming and saying how long its message is makes {@code
 * offer} answer false after 50 ms, until it goes on.
 */
public final class SharedByteQueue extends ByteQueueSteps implements AutoCloseable {
    private SharedByteQueue(RingHandle ring, QueueOptions options) {
        super(ring, options);
    }

    /** Asked before anything is made, so that a JVM in which Chronicle cannot run leaves nothing behind. */
    private static RingOptions ring(QueueOptions options) {
        BytesView.load();
        return options.ring();
    }

    private static SharedByteQueue of(RingHandle ring, QueueOptions options) {
        boolean done = false;
        try {
            SharedByteQueue queue = new SharedByteQueue(ring, options);
            done = true;
            return queue;
        } finally {
            if (!done) ring.close();
        }
    }

    /**
     * Creates a queue in a region of its own.
     *
     * @param capacity in bytes, at least; rounded up to a power of two, and to 128
     * @throws dev.shm.RegionExistsException if a region of that name is there
     * @throws dev.shm.RegionSpaceException if there is no room; nothing is left behind
     */
    public static SharedByteQueue create(String name, long capacity) {
        return create(name, capacity, new QueueOptions());
    }

    /** As {@link #create(String, long)}, with options. */
    public static SharedByteQueue create(String name, long capacity, QueueOptions options) {
        return of(RingOpening.create(name, capacity, RingMessages.OF_BYTES, ring(options)), options);
    }

    /**
     * Joins a queue, whatever its capacity.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if the region holds something else
     */
    public static SharedByteQueue open(String name) {
        return open(name, new QueueOptions());
    }

    /**
     * As {@link #open(String)}, with options.
     *
     * @throws dev.shm.LayoutMismatchException also if an end is asked for otherwise than it is
     */
    public static SharedByteQueue open(String name, QueueOptions options) {
        return of(RingOpening.open(name, RingMessages.OF_BYTES, ring(options)), options);
    }

    /**
     * Joins a queue, or creates it where there is none.
     *
     * @param capacity in bytes, at least; rounded up to a power of two, and to 128
     * @throws dev.shm.LayoutMismatchException if it is there with another capacity, or something else is
     */
    public static SharedByteQueue openOrCreate(String name, long capacity) {
        return openOrCreate(name, capacity, new QueueOptions());
    }

    /**
     * As {@link #openOrCreate(String, long)}, with options.
     *
     * @throws dev.shm.LayoutMismatchException also if an end is asked for otherwise than it is
     */
    public static SharedByteQueue openOrCreate(String name, long capacity, QueueOptions options) {
        return of(RingOpening.openOrCreate(name, capacity, RingMessages.OF_BYTES, ring(options)), options);
    }

    /**
     * A queue as a named object of a region: created on first use, joined afterwards, and closed with the region.
     *
     * @param capacity in bytes, at least; rounded up to a power of two, and to 128
     * @throws dev.shm.LayoutMismatchException if the name stands for something else, or for another capacity
     * @throws dev.shm.RegionSpaceException if there is no room; the region is as before
     */
    public static SharedByteQueue in(SharedRegion region, String name, long capacity) {
        return in(region, name, capacity, new QueueOptions());
    }

    /** As {@link #in(SharedRegion, String, long)}, with options. */
    public static SharedByteQueue in(SharedRegion region, String name, long capacity, QueueOptions options) {
        return of(RingOpening.in(region, name, capacity, RingMessages.OF_BYTES, ring(options)), options);
    }

    /** The name of the queue: of its region, or in it. */
    public String name() {
        return ring.name();
    }

    /** How many bytes have room. */
    public long capacity() {
        return bytes.capacity();
    }

    /** How many bytes a message may have: half the capacity, and not more than an array. */
    public long maxMessageBytes() {
        return bytes.maxMessageBytes();
    }

    /** How many messages were waiting at some moment of the call; as {@link SharedQueue#size}. */
    public long size() {
        return ring.ready(Long.MAX_VALUE);
    }

    /** Whether there is no message, at some moment of the call; as {@link #size}. */
    public boolean isEmpty() {
        return ring.ready(1) == 0;
    }

    /**
     * How many bytes were not taken at some moment of the call. Those before the end of the ring may not be together.
     */
    public long remainingCapacity() {
        return capacity() - bytes.used();
    }

    /** What has happened so far, in messages; any process may ask. */
    public QueueCounters counters() {
        return QueueCounters.of(ring);
    }

    /**
     * Publishes a copy of what can be read of a message, whose own positions stay.
     *
     * @return false, and nothing is published, if there is no room
     * @throws IllegalArgumentException if it has more than {@link #maxMessageBytes}
     */
    public boolean offer(BytesStore<?, ?> message) {
        Objects.requireNonNull(message, "message");
        ByteTurn turn = beginClaim(message.readRemaining(), false);
        if (turn == null) return false;
        publish(turn, message);
        return true;
    }

    /**
     * Publishes a message that is written in place: no copy and no garbage.
     *
     * @param maxBytes how many bytes the filler may write
     * @param filler writes the message; it has as many bytes as were written, up to the write position; those that it
     *     skips hold anything. If it throws, nothing is published and the exception passed on.
     * @return false, and the filler is not called, if there is no room for {@code maxBytes}
     * @throws IllegalArgumentException if those are more than {@link #maxMessageBytes}
     */
    public boolean offer(long maxBytes, Consumer<? super Bytes<?>> filler) {
        Objects.requireNonNull(filler, "filler");
        ByteTurn turn = beginClaim(maxBytes, false);
        if (turn == null) return false;
        boolean done = false;
        try {
            filler.accept(turn.bytes());
            done = true;
        } finally {
            endClaim(turn, done);
        }
        return true;
    }

    /**
     * Publishes copies of messages in their order, until all are or there is no room; each is a message by itself.
     *
     * @return how many were published; the first so many
     */
    public int offerAll(Iterable<? extends BytesStore<?, ?>> all) {
        Objects.requireNonNull(all, "all");
        int count = 0;
        for (BytesStore<?, ?> message : all) {
            if (!offer(message)) break;
            count++;
        }
        return count;
    }

    /**
     * As {@link #offer(BytesStore)}, waiting for room, and for other threads of this process where those take turns;
     * false if there is none in time.
     */
    public boolean offer(BytesStore<?, ?> message, Duration time) throws InterruptedException {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
        ByteTurn turn = beginClaim(message.readRemaining(), time);
        if (turn == null) return false;
        publish(turn, message);
        return true;
    }

    /**
     * As {@link #offer(BytesStore)}, waiting for room, and for other threads of this process where those take turns, as
     * long as it takes.
     */
    public void put(BytesStore<?, ?> message) throws InterruptedException {
        Objects.requireNonNull(message, "message");
        publish(beginPut(message.readRemaining()), message);
    }

    private void publish(ByteTurn turn, BytesStore<?, ?> message) {
        boolean done = false;
        try {
            turn.bytes().write(message, message.readPosition(), message.readRemaining());
            done = true;
        } finally {
            endClaim(turn, done);
        }
    }

    /**
     * Claims bytes for the calling thread: write the message, then {@link #commit} or {@link #abort}. A thread has one
     * claim at a time. Consumers wait for it, so be quick.
     *
     * @param maxBytes how many bytes may be written
     * @return what to write to; null, and nothing is claimed, if there is no room
     * @throws IllegalArgumentException if those are more than {@link #maxMessageBytes}
     */
    public @Nullable Bytes<?> claim(long maxBytes) {
        ByteTurn turn = beginClaim(maxBytes, true);
        return turn == null ? null : turn.bytes();
    }

    /**
     * Publishes the calling thread's claim, made through this object: what was written, up to the write position.
     *
     * @throws IllegalStateException if the thread has none
     * @throws dev.shm.RegionClosedException if the queue was closed meanwhile; the claim is given up then
     */
    public void commit() {
        endMyClaim(true);
    }

    /**
     * Gives the calling thread's claim, made through this object, up.
     *
     * @throws IllegalStateException if the thread has none
     */
    public void abort() {
        endMyClaim(false);
    }

    /** Takes the next message as a copy on the heap; null if there is none. */
    public @Nullable Bytes<byte[]> poll() {
        ByteTurn turn = beginMessage(false);
        return turn == null ? null : copy(turn);
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads of this process where those take turns; null if
     * none comes in time.
     */
    public @Nullable Bytes<byte[]> poll(Duration time) throws InterruptedException {
        Objects.requireNonNull(time, "time");
        ByteTurn turn = beginMessage(time);
        return turn == null ? null : copy(turn);
    }

    /**
     * As {@link #poll()}, waiting for a message, and for other threads of this process where those take turns, as long
     * as it takes.
     */
    public Bytes<byte[]> take() throws InterruptedException {
        return copy(beginTake());
    }

    private Bytes<byte[]> copy(ByteTurn turn) {
        boolean done = false;
        try {
            Bytes<?> message = turn.bytes();
            byte[] copy = new byte[(int) message.readRemaining()];
            message.read(copy);
            done = true;
            return Bytes.wrapForRead(copy);
        } finally {
            endMessage(turn, done);
        }
    }

    /**
     * Appends the next message to {@code target}, a copy without garbage.
     *
     * @return whether there was a message
     * @throws BufferOverflowException if the target has no room for it; the message stays the next
     */
    public boolean poll(Bytes<?> target) {
        Objects.requireNonNull(target, "target");
        ByteTurn turn = beginMessage(false);
        if (turn == null) return false;
        boolean done = false;
        try {
            Bytes<?> message = turn.bytes();
            if (message.readRemaining() > target.writeRemaining())
                throw new BufferOverflowException(); // Chronicle may not
            target.write(message, message.readPosition(), message.readRemaining());
            done = true;
        } finally {
            endMessage(turn, done);
        }
        return true;
    }

    /**
     * Shows the next message to a handler, in place: no copy and no garbage.
     *
     * @param handler must not keep the {@code Bytes}. If it throws, the message is ready again and the exception passed
     *     on.
     * @return whether there was a message
     */
    public boolean poll(Consumer<? super Bytes<?>> handler) {
        Objects.requireNonNull(handler, "handler");
        ByteTurn turn = beginMessage(true);
        if (turn == null) return false;
        boolean done = false;
        try {
            handlerOf(turn, handler).accept(turn.bytes());
            done = true;
        } finally {
            endMessage(turn, done);
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
    public int drain(Consumer<? super Bytes<?>> handler, int max) {
        Objects.requireNonNull(handler, "handler");
        int count = 0;
        ByteTurn turn = beginDrain();
        try {
            for (; count < max && nextMessage(turn); count++) {
                boolean done = false;
                try {
                    handlerOf(turn, handler).accept(turn.bytes());
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
     * Which attempt at the calling thread's message this is, for a handler: 1 the first time; as {@link
     * SharedQueue#attempts}.
     *
     * @throws IllegalStateException if the thread is in no handler of this queue
     */
    public int attempts() {
        return ring.attempts();
    }

    /**
     * Closes the queue in this process; again does nothing. What is in it stays. What is open is dealt with as {@link
     * SharedQueue#close} says.
     */
    @Override
    public void close() {
        closeRing();
    }

    @Override
    public String toString() {
        return "SharedByteQueue[" + name() + ", capacity " + capacity() + " bytes, " + ring.describeModes() + "]";
    }
}
