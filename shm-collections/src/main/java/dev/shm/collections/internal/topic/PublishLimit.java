package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.LIMIT;

import dev.shm.CorruptRegionException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.ProbePace;

/**
 * How far the publishers of a reliable topic may go: to where the slowest live subscriber would lose something.
 *
 * <pre>
 * Go on                                                   A crash after the step leaves
 *   G1 acquire limit; past the position? then go          nothing
 *   G2 acquire entries: the slowest                       nothing
 *   G3 CAS     limit, from what G1 saw                    a limit moved on, as good for everybody else
 * </pre>
 *
 * <p>Everything before the limit may be claimed at any time, so a subscriber is safe from {@code limit - capacity} on.
 * The limit grows by some messages at a time, so that entries are looked at once for many. Who is blocked frees the
 * entries of the dead, asking the kernel every 100 ms. Confined to whoever has the publisher's turn, but for
 * {@link #hold}.
 */
final class PublishLimit {
    private static final int VERSION_BITS = 16;
    private static final long VERSION_MASK = (1 << VERSION_BITS) - 1;
    private static final long MAX_AT_ONCE = 64;

    private final TopicRing ring;
    private final SubscriberTable subscribers;
    private final ProbePace probes = ProbePace.seldom();
    private final long address;
    private final long atOnce;

    PublishLimit(TopicRing ring, SubscriberTable subscribers) {
        this.ring = ring;
        this.subscribers = subscribers;
        this.address = ring.body + LIMIT;
        this.atOnce = Math.max(1, Math.min(MAX_AT_ONCE, ring.capacity / 8));
    }

    /** Whether a position may be claimed, which everything before it is. Frees the dead who are in the way. */
    boolean admits(long position) {
        if (distance(RawMemory.getLongAcquire(address), position) > 0) return true; // G1
        if (advance(position)) return true;
        return probes.isDue() && subscribers.freeDead() && advance(position);
    }

    /** T3 of {@link SubscriberTable}, after T2: the limit, which nobody moves until the joining is done. */
    static long hold(TopicRing ring, long tail) {
        long address = ring.body + LIMIT;
        long word;
        long held;
        do { // fails only if others move it or join
            word = RawMemory.getLongVolatile(address);
            held = (word & ~VERSION_MASK) | ((word + 1) & VERSION_MASK);
        } while (!RawMemory.compareAndSetLong(address, word, held));
        return tail + distance(held, tail);
    }

    private boolean advance(long position) {
        long word = RawMemory.getLongAcquire(address); // G1
        if (distance(word, position) > 0) return true;
        long lag = subscribers.lag(position); // G2
        if (lag == SubscriberTable.HELD) return false;
        if (lag > ring.capacity) throw corrupt(position, lag);
        // With nobody there, no further than needed: then all that is kept is safe for the next to join.
        long more = lag == SubscriberTable.NOBODY ? 1 : Math.min(ring.capacity - lag, atOnce);
        if (more == 0) return false;
        long moved = ((position + more) << VERSION_BITS) | (word & VERSION_MASK);
        return RawMemory.compareAndSetLong(address, word, moved) // G3
                || distance(RawMemory.getLongAcquire(address), position) > 0;
    }

    /** How far the limit is beyond a position, of which it has the low bits. */
    private static long distance(long word, long position) {
        return ((word & ~VERSION_MASK) - (position << VERSION_BITS)) >> VERSION_BITS;
    }

    private RuntimeException corrupt(long position, long lag) {
        ring.memory.checkReadable();
        return new CorruptRegionException("topic '" + ring.object.name() + "': a subscriber is " + lag
                + " messages behind position " + position + ", more than the " + ring.capacity
                + " there are, so another process has written over its entry. Delete the region");
    }
}
