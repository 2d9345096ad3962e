package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.collections.WaitStrategy;

/**
 * What a user asks of a ring.
 *
 * @param chosen the modes that were asked for or against; others are taken as found, or as many processes
 * @param modes the modes that were asked for, which a new ring gets: many processes at each end, unless one was
 */
public record RingOptions(int chosen, int modes, WaitStrategy waitStrategy) {
    /** Nothing in particular. */
    public static final RingOptions DEFAULTS = new RingOptions(0, 0, WaitStrategy.BLOCK);

    /** With one process at a time at the producers' end, or many. */
    public RingOptions producers(boolean one) {
        return with(SINGLE_PRODUCER, one);
    }

    /** With one process at a time at the consumers' end, or many. */
    public RingOptions consumers(boolean one) {
        return with(SINGLE_CONSUMER, one);
    }

    /** With another way of waiting. */
    public RingOptions waiting(WaitStrategy strategy) {
        return new RingOptions(chosen, modes, strategy);
    }

    private RingOptions with(int mode, boolean on) {
        return new RingOptions(chosen | mode, on ? modes | mode : modes & ~mode, waitStrategy);
    }

    boolean accepts(int found) {
        return ((found ^ modes) & chosen) == 0;
    }

    /** What was asked for, for messages. */
    String describe() {
        String producers = (modes & SINGLE_PRODUCER) != 0 ? "one producer" : "many producers";
        String consumers = (modes & SINGLE_CONSUMER) != 0 ? "one consumer" : "many consumers";
        if ((chosen & SINGLE_CONSUMER) == 0) return producers;
        return (chosen & SINGLE_PRODUCER) == 0 ? consumers : producers + " and " + consumers;
    }
}
