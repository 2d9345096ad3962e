package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.Waiter;
import dev.shm.collections.internal.topic.Topic;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A stream of structs between processes: a ring in shared memory, of which each subscriber sees every message.
 *
 * <p>Annotate a struct with {@link GenerateTopic} and use the generated subclass, which has this class's methods with
 * its own types. This class itself serves types that are chosen at run time.
 *
 * <pre>{@code
 * try (TradeTopic topic = TradeTopic.openOrCreate("ticks", 65_536)) {           // in one process
 *     topic.publish(trade);
 * }
 * try (TradeTopic topic = TradeTopic.openOrCreate("ticks", 65_536);             // in any number of others
 *         TradeTopic.Subscription s = topic.subscribe()) {
 *     while (running) s.poll(t -> show(t.price()));
 * }
 * }</pre>
 *
 * <p>The topic keeps the last {@link #capacity} messages, the power of two at or above what was asked for. It has a
 * region of exactly its name, which lasts until {@code SharedRegion.delete(name)}, or is a named object of another
 * ({@link #in}). Publishing and receiving make no garbage but the objects that a copying poll returns, and no system
 * call while nobody sleeps.
 *
 * <p><b>Lossy or reliable.</b> A lossy topic (the default) never lets a publisher wait for a subscriber; one that falls
 * behind by more than the capacity loses the oldest, and {@link TopicSubscription#lost} says exactly how many. In a
 * reliable topic ({@link TopicOptions#reliable}) the slowest live subscriber holds the publishers back; one that died
 * does not, from 100 ms after its death on. A stopped process is alive.
 *
 * <p><b>Positions.</b> Each message has a position, the number of positions given before it. Positions grow by one; few
 * bear no message, because a publisher died or stood still in the middle of it. Messages of one publisher arrive in its
 * order, and all subscribers see all messages in one order.
 *
 * <p><b>Processes and threads.</b> Any thread of any process may publish and subscribe (unless
 * {@link TopicOptions#singlePublisher}). The threads of a process take turns, whichever handle they use, for the time
 * of one call, filler or handler included. A read-only process ({@link #in} a region opened so) may subscribe to a
 * lossy topic.
 *
 * <p><b>When a process dies.</b> A publisher killed in the middle of a message loses that message only, and nobody
 * waits for it: subscribers step over what it left after 1 ms, or at the end of a sleep of 50 ms; where one process
 * publishes, and nothing is behind it, within 300 ms. Sleepers that nobody wakes look for themselves every 50 ms.
 * Publishing waits neither for a publisher that died nor for one that stands still, but for up to 1 ms once; only if as
 * many publishers as the topic has slots stand still in mid-copy, it waits for one of them. So give a topic more
 * messages of capacity than it has publishers.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public class SharedTopic<T, S extends Struct> implements AutoCloseable {
    private final StructType<T, S> type;
    private final Topic topic;

    /** The message that is being filled, in memory of this process; used by the thread whose turn it is. */
    private final S draft;

    private final long draftAddress;

    /** For generated subclasses. */
    protected SharedTopic(TopicPlace place, StructType<T, S> type) {
        this.type = type;
        this.topic = place.topic();
        this.draft = StructAccess.allocate(type.newFlyweight());
        this.draftAddress = StructAccess.writeAddress(draft);
    }

    /** As {@link #create(String, long, StructType, TopicOptions)}, lossy and for many publishers. */
    public static <T, S extends Struct> SharedTopic<T, S> create(String name, long capacity, StructType<T, S> type) {
        return create(name, capacity, type, TopicOptions.defaults());
    }

    /**
     * Creates a topic in a region of its own.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.RegionExistsException if a region of that name is there
     * @throws dev.shm.RegionSpaceException if there is no room; nothing is left behind
     */
    public static <T, S extends Struct> SharedTopic<T, S> create(
            String name, long capacity, StructType<T, S> type, TopicOptions options) {
        return new SharedTopic<>(TopicPlace.create(name, capacity, type.layout(), options), type);
    }

    /**
     * Joins a topic, whatever its capacity and options.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws dev.shm.LayoutMismatchException if the region holds something else, or another struct; the message says
     *     which fields differ
     */
    public static <T, S extends Struct> SharedTopic<T, S> open(String name, StructType<T, S> type) {
        return open(name, type, WaitStrategy.BLOCK);
    }

    /** As {@link #open(String, StructType)}, and waits as told. */
    public static <T, S extends Struct> SharedTopic<T, S> open(
            String name, StructType<T, S> type, WaitStrategy waiting) {
        return new SharedTopic<>(TopicPlace.open(name, type.layout(), waiting), type);
    }

    /** As {@link #openOrCreate(String, long, StructType, TopicOptions)}, lossy and for many publishers. */
    public static <T, S extends Struct> SharedTopic<T, S> openOrCreate(
            String name, long capacity, StructType<T, S> type) {
        return openOrCreate(name, capacity, type, TopicOptions.defaults());
    }

    /**
     * Joins a topic, or creates it where there is none.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.LayoutMismatchException if it is there with another capacity, other options or another struct;
     *     the message states both
     */
    public static <T, S extends Struct> SharedTopic<T, S> openOrCreate(
            String name, long capacity, StructType<T, S> type, TopicOptions options) {
        return new SharedTopic<>(TopicPlace.openOrCreate(name, capacity, type.layout(), options), type);
    }

    /** As {@link #in(SharedRegion, String, long, StructType, TopicOptions)}, lossy and for many publishers. */
    public static <T, S extends Struct> SharedTopic<T, S> in(
            SharedRegion region, String name, long capacity, StructType<T, S> type) {
        return in(region, name, capacity, type, TopicOptions.defaults());
    }

    /**
     * A topic as a named object of a region: created on first use, joined afterwards. Closing it leaves the region
     * open.
     *
     * @param capacity in messages, at least; rounded up to a power of two
     * @throws dev.shm.LayoutMismatchException if something else is there; the message states both
     * @throws dev.shm.RegionSpaceException if the region has no room for it
     */
    public static <T, S extends Struct> SharedTopic<T, S> in(
            SharedRegion region, String name, long capacity, StructType<T, S> type, TopicOptions options) {
        return new SharedTopic<>(TopicPlace.in(region, name, capacity, type.layout(), options), type);
    }

    /** The topic's name. */
    public final String name() {
        return topic.name();
    }

    /** How many messages are kept. */
    public final long capacity() {
        return topic.capacity();
    }

    /** Whether the slowest live subscriber holds publishers back. */
    public final boolean isReliable() {
        return topic.isReliable();
    }

    /**
     * The position that is published next, at some moment of the call. Positions count from 0; after
     * {@link Long#MAX_VALUE} comes {@link Long#MIN_VALUE}, and all goes on as before.
     */
    public final long position() {
        return topic.tail();
    }

    /** The oldest position that is kept, at some moment of the call. */
    public final long oldestPosition() {
        return topic.oldest();
    }

    /**
     * Who subscribes, in all processes but those that only read, as it was at some moment of the call; of a lossy topic
     * the first 64.
     */
    public final List<TopicSubscriber> subscribers() {
        return topic.subscribers();
    }

    /**
     * Publishes a copy of a value. In a lossy topic it never waits for a subscriber; in a reliable one it waits for
     * room, also if interrupted: {@link #publish(Object, Duration)} and {@link #tryPublish(Object)} do not.
     *
     * @throws IllegalArgumentException if a text of the value does not fit; nothing is published
     */
    public void publish(T value) {
        Objects.requireNonNull(value, "value");
        S target = startDraft();
        try {
            type.write(target, value);
            sendDraft();
        } finally {
            endDraft();
        }
    }

    /**
     * Publishes a message that a filler fills: no garbage. What it does not set is zero or null. It fills memory of
     * this process, so however long it takes nobody waits for it but this process's other publishing threads.
     *
     * @param filler sets the fields; if it throws, nothing is published and the exception passed on. It must not
     *     publish to the same topic.
     */
    public void publish(Consumer<? super S> filler) {
        Objects.requireNonNull(filler, "filler");
        S target = startDraft();
        try {
            zeroDraft();
            filler.accept(target);
            sendDraft();
        } finally {
            endDraft();
        }
    }

    /**
     * As {@link #publish(Object)}, waiting for room, and for other publishing threads of this process, no longer than
     * that; false if there is none in time.
     */
    public boolean publish(T value, Duration time) throws InterruptedException {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(time, "time");
        Waiter.checkInterrupt();
        if (tryPublish(value, Deadline.NOW)) return true;
        Deadline deadline = Deadline.in(time);
        do { // for room
            if (tryPublish(value, deadline)) return true;
        } while (topic.awaitRoom(deadline));
        return false;
    }

    private boolean tryPublish(T value, Deadline deadline) throws InterruptedException {
        if (!topic.tryEnter(deadline)) return false;
        try {
            type.write(draft, value);
            return trySendDraft();
        } finally {
            endDraft();
        }
    }

    /**
     * As {@link #publish(Object)}, without waiting for room: false, and nothing is published, if there is none. It
     * waits for a publish of another thread of this process that is in progress, its filler included.
     */
    public boolean tryPublish(T value) {
        Objects.requireNonNull(value, "value");
        if (!tryStartDraft()) return false;
        try {
            type.write(draft, value);
            return trySendDraft();
        } finally {
            endDraft();
        }
    }

    /** As {@link #publish(Consumer)}, without waiting for room; as {@link #tryPublish(Object)}. */
    public boolean tryPublish(Consumer<? super S> filler) {
        Objects.requireNonNull(filler, "filler");
        if (!tryStartDraft()) return false;
        try {
            zeroDraft();
            filler.accept(draft);
            return trySendDraft();
        } finally {
            endDraft();
        }
    }

    /**
     * Subscribes: receives every message that is published from now on.
     *
     * @throws dev.shm.RegionSpaceException if the topic is reliable and has 64 live subscribers already
     */
    public TopicSubscription<T, S> subscribe() {
        return new TopicSubscription<>(startNow(), type);
    }

    /** Subscribes from now on, or from the oldest message that is kept. */
    public TopicSubscription<T, S> subscribe(Start start) {
        return new TopicSubscription<>(startFrom(start), type);
    }

    /**
     * Subscribes from a position on: replays what is kept from there. Positions that are not kept any more count as
     * lost.
     *
     * @param position from {@link TopicSubscription#position} of this or an earlier subscription, say; not a count of
     *     messages, for a position that its publisher gave up has none
     * @throws IllegalArgumentException if it is negative in a topic whose positions are not, or beyond
     *     {@link #position}
     */
    public TopicSubscription<T, S> subscribeAt(long position) {
        return new TopicSubscription<>(startAt(position), type);
    }

    /** Closes the topic and its subscriptions in this process; again does nothing. What is in it stays. */
    @Override
    public void close() {
        topic.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name() + ", " + type.layout().name() + ", capacity " + capacity()
                + (isReliable() ? ", reliable]" : "]");
    }

    /** Where a new subscription starts. */
    public enum Start {
        /** At what is published next. */
        NOW,

        /** At the oldest message that is kept; of a reliable topic, that no publisher may overwrite meanwhile. */
        OLDEST
    }

    // What the bodies of generated topics are made of: nothing here depends on the type of message, so each stays small
    // and monomorphic however many topics a program has.

    /** Takes the turn of this process's publishers, once there is room. For generated topics. */
    protected final S startDraft() {
        topic.enter();
        return draft;
    }

    /** Takes the turn of this process's publishers, if there is room. For generated topics. */
    protected final boolean tryStartDraft() {
        return topic.tryEnter();
    }

    /** The flyweight for drafts. For generated topics. */
    protected final S draft() {
        return draft;
    }

    /** Zeroes the draft. For generated topics. */
    protected final void zeroDraft() {
        RawMemory.zero(draftAddress, type.layout().sizeBytes());
    }

    /** Publishes the draft, if there is still room. For generated topics. */
    protected final boolean trySendDraft() {
        return topic.publish(draftAddress);
    }

    /** Publishes the draft. For generated topics. */
    protected final void sendDraft() {
        if (!topic.publish(draftAddress)) sendDraftLater();
    }

    /**
     * Others have taken the room that there was. Who waits for more has not the turn, so the draft is others'
     * meanwhile.
     */
    private void sendDraftLater() {
        S mine = StructAccess.allocate(type.newFlyweight());
        StructAccess.copy(draft, mine);
        do { // for room
            topic.enterAgain();
        } while (!topic.publish(StructAccess.writeAddress(mine)));
        Reference.reachabilityFence(mine);
    }

    /** Ends this thread's turn. For generated topics. */
    protected final void endDraft() {
        topic.leave();
    }

    /** For generated topics. */
    protected final SubscriptionPlace startNow() {
        return new SubscriptionPlace(topic, topic.subscribe());
    }

    /** For generated topics. */
    protected final SubscriptionPlace startFrom(Start start) {
        Objects.requireNonNull(start, "start");
        return start == Start.NOW ? startNow() : new SubscriptionPlace(topic, topic.subscribeFromOldest());
    }

    /** For generated topics. */
    protected final SubscriptionPlace startAt(long position) {
        return new SubscriptionPlace(topic, topic.subscribeAt(position));
    }
}
