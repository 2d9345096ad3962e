package dev.shm.collections.internal.topic;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionClosedException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.TopicSubscriber;
import dev.shm.collections.WaitStrategy;
import dev.shm.collections.internal.Waiter;
import dev.shm.spi.Deadline;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** One opened topic: its ring, this process's publishing end and its subscribers. */
public final class Topic implements AutoCloseable {
    private final RegionObject object;
    private final TopicRing ring;
    private final SubscriberTable subscribers;
    private final TopicPublisher publisher;
    private final WaitStrategy waiting;
    private final Waiter room;
    private final List<TopicCursor> cursors = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Topic(RegionObject object, TopicGeometry geometry, WaitStrategy waiting) {
        this.object = object;
        this.ring = new TopicRing(object, geometry);
        this.publisher = TopicPublisher.of(object, geometry);
        this.subscribers = publisher.subscribers();
        this.waiting = waiting;
        this.room = new Waiter(waiting, object.eventCount(TopicLayout.ROOM), 1, this::seesRoom);
    }

    /** Creates a topic in a region of its own. */
    public static Topic create(String name, long capacity, StructLayout layout, int modes, WaitStrategy waiting) {
        TopicGeometry wanted = TopicGeometry.of(capacity, layout, modes);
        return checked(RegionObject.create(name, spec(wanted, layout)), layout, wanted, waiting);
    }

    /** Joins or creates a topic in a region of its own. */
    public static Topic openOrCreate(String name, long capacity, StructLayout layout, int modes, WaitStrategy waiting) {
        TopicGeometry wanted = TopicGeometry.of(capacity, layout, modes);
        return checked(RegionObject.openOrCreate(name, spec(wanted, layout)), layout, wanted, waiting);
    }

    /** Joins a topic in a region of its own. */
    public static Topic open(String name, StructLayout layout, WaitStrategy waiting) {
        RegionObject object = RegionObject.open(name, TopicLayout.KIND, TopicLayout.VERSION, layout);
        return checked(object, layout, null, waiting);
    }

    /** Joins or creates a topic as a named object of a region. */
    public static Topic in(
            SharedRegion region, String name, long capacity, StructLayout layout, int modes, WaitStrategy waiting) {
        TopicGeometry wanted = TopicGeometry.of(capacity, layout, modes);
        return checked(RegionObject.in(region, name, spec(wanted, layout)), layout, wanted, waiting);
    }

    private static RegionObjectSpec spec(TopicGeometry wanted, StructLayout layout) {
        return new RegionObjectSpec(TopicLayout.KIND, TopicLayout.VERSION, layout, wanted.bodyBytes(), wanted::write);
    }

    private static Topic checked(
            RegionObject object, StructLayout layout, @Nullable TopicGeometry wanted, WaitStrategy waiting) {
        try {
            TopicGeometry found = TopicGeometry.read(object, layout);
            if (wanted != null && !found.equals(wanted)) {
                throw new LayoutMismatchException(
                        "topic '" + object.name() + "' has " + found.describe() + "; asked for is " + wanted.describe()
                                + ". Ask for the same, use open(name), or delete the region");
            }
            return new Topic(object, found, waiting);
        } catch (Throwable e) {
            object.close();
            throw e;
        }
    }

    public String name() {
        return object.name();
    }

    /** In messages. */
    public long capacity() {
        return ring.capacity;
    }

    public boolean isReliable() {
        return ring.geometry.isReliable();
    }

    /** The position that is published next, at some moment of the call. */
    public long tail() {
        checkOpen();
        return ring.tail();
    }

    /** The oldest position that is kept, at some moment of the call. */
    public long oldest() {
        return ring.oldest(tail());
    }

    /** Takes the turn of this process's publishers once there is room, also if interrupted. */
    public void enter() {
        if (!tryEnter()) enterOnceThereIsRoom();
    }

    private void enterOnceThereIsRoom() {
        boolean interrupted = false;
        try {
            do { // for room
                try {
                    awaitRoom(Deadline.WHEN_INTERRUPTED);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            } while (!tryEnter());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /**
     * For whoever has the turn and found that others have taken the room: leaves the turn to others until there is
     * some. Whether this returns or throws, the caller has the turn then.
     */
    public void enterAgain() {
        publisher.leave();
        boolean entered = false;
        try {
            enter();
            entered = true;
        } finally {
            if (!entered) publisher.enterToLeave();
        }
    }

    /** Takes the turn of this process's publishers if there is room. */
    public boolean tryEnter() {
        checkOpen();
        publisher.enter();
        return staysIfRoom();
    }

    /** As {@link #tryEnter()}, waiting for other threads of this process until a deadline. */
    public boolean tryEnter(Deadline deadline) throws InterruptedException {
        checkOpen();
        return publisher.enter(deadline) && staysIfRoom();
    }

    private boolean staysIfRoom() {
        boolean room = false;
        try {
            room = publisher.hasRoom();
        } finally {
            if (!room) publisher.leave();
        }
        return room;
    }

    /** Publishes, for whoever has the turn; false if others have taken the room. */
    public boolean publish(long from) {
        return publisher.publish(from);
    }

    /** Waits for room; false at the deadline. Room seen may be gone when it is used. Not for whoever has the turn. */
    public boolean awaitRoom(Deadline deadline) throws InterruptedException {
        return room.await(deadline);
    }

    private boolean seesRoom() {
        checkOpen();
        ring.memory.checkWritable();
        return publisher.hasRoom();
    }

    public void leave() {
        publisher.leave();
    }

    /** A subscriber that receives what is published from now on. */
    public TopicCursor subscribe() {
        return subscribe((tail, safe) -> tail);
    }

    /** A subscriber that receives the oldest that is kept, and what follows. */
    public TopicCursor subscribeFromOldest() {
        return subscribe((tail, safe) -> TopicRing.later(ring.oldest(tail), safe));
    }

    /** A subscriber that starts at a position; what of it is not kept any more is lost. */
    public TopicCursor subscribeAt(long position) {
        return subscribe((tail, safe) -> {
            // Of a topic that was not round 2^63 yet, no position is negative.
            if (position < 0 && tail >= 0) throw new IllegalArgumentException("position " + position + " is negative");
            if (tail - position >= 0) return position;
            throw new IllegalArgumentException("position " + position + " of topic '" + name()
                    + "' is yet to come: the next to be published is " + tail);
        });
    }

    /**
     * Joins.
     *
     * @param start the position to start at, of the tail and of the oldest that publishers will not overwrite
     */
    private TopicCursor subscribe(LongBinaryOperator start) {
        checkOpen();
        boolean listed = isReliable() || ring.memory.isWritable(); // one who only looks writes nothing
        if (listed) ring.memory.checkWritable();
        long entry = listed ? subscribers.take() : SubscriberTable.NONE;
        if (entry == SubscriberTable.NONE && isReliable()) throw full();
        boolean joined = false;
        try {
            long tail = ring.tail();
            long safe = ring.oldest(isReliable() ? PublishLimit.hold(ring, tail) : tail); // T3
            long wanted = start.applyAsLong(tail, safe);
            long position = isReliable() ? TopicRing.later(wanted, safe) : wanted;
            if (entry != SubscriberTable.NONE) subscribers.join(entry, position);
            TopicCursor cursor = new TopicCursor(ring, subscribers, entry, position, position - wanted, waiting);
            cursors.add(cursor);
            joined = true;
            if (closed) unsubscribe(cursor); // whoever closes may not have seen it
            checkOpen();
            return cursor;
        } finally {
            if (!joined && entry != SubscriberTable.NONE) subscribers.leave(entry);
        }
    }

    /** Ends a subscription; again does nothing. */
    public void unsubscribe(TopicCursor cursor) {
        cursor.close();
        cursors.remove(cursor);
    }

    /** Who subscribes, for people; those without an entry are not among them. */
    public List<TopicSubscriber> subscribers() {
        long tail = tail();
        List<TopicSubscriber> found = new ArrayList<>();
        for (int i = 0; i < subscribers.reach(); i++) {
            int owner = subscribers.owner(i);
            if (owner == OwnerToken.NOBODY) continue;
            long cursor = subscribers.cursor(i);
            found.add(
                    new TopicSubscriber(object.pidOf(owner), cursor, Math.max(0, tail - cursor), subscribers.lost(i)));
        }
        return found;
    }

    /** Ends this process's subscriptions and closes the region, if it is the topic's own; again does nothing. */
    @Override
    public void close() {
        boolean first = closes();
        cursors.forEach(this::unsubscribe);
        if (first) publisher.closed();
        object.close();
    }

    private synchronized boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private void checkOpen() {
        ring.memory.checkReadable();
        if (closed) throw new RegionClosedException("topic '" + name() + "' is closed. Open it again");
    }

    private RegionSpaceException full() {
        return new RegionSpaceException("topic '" + name() + "' has room for " + TopicLayout.ENTRY_COUNT
                + " subscribers and all are in use: needed 1, free 0. Close some");
    }
}
