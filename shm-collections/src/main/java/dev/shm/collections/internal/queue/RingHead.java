package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.memory.RawMemory;

/**
 * The two borders of a ring whose control words say what is in between: where they stand, and moving head on.
 *
 * <p>With many consumers whoever frees a position, or wants room, moves head over all that are done. SYNC: one who
 * frees makes his word DONE by compare-and-set and then looks at head and at the word there; of two who free
 * neighbours, one at least sees both, because these accesses are in one order.
 */
final class RingHead {
    private RingHead() {}

    /**
     * Moves head over every position with which nothing is left to do; many consumers only.
     *
     * @return whether it has moved
     */
    static boolean advance(RingEnd end) {
        long first = RawMemory.getLongVolatile(end.body + HEAD);
        long head = first;
        int skipped = 0;
        // At most a lap: the word of a position that far on is of the position itself.
        for (; head - first < end.capacity; head++) {
            long word = end.words.getVolatile(head);
            if (!end.words.isFinal(word, head)) break;
            if (RingWords.state(word) == RingWords.SKIPPED) skipped++;
        }
        if (head == first || !RawMemory.compareAndSetLong(end.body + HEAD, first, head)) return false;
        if (skipped > 0) RawMemory.getAndAddLong(end.body + SKIPPED, skipped);
        return true;
    }

    /** The position after the last that is claimed or published, at some moment of the call; found by the words. */
    static long end(RingEnd end) {
        long head = end.headAcquire();
        long position = end.tailAcquire();
        long ahead = position - head;
        if (ahead < 0 || ahead > end.capacity) position = head; // the hint is old, or damaged
        while (position - head < end.capacity && end.words.isOf(end.words.acquire(position), position)) position++;
        return position;
    }
}
