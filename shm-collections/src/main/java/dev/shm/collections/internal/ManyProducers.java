package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The producers' end for many processes at a time. A claim is made on the slot's own word, so there is no moment when a
 * slot is taken and nobody knows by whom.
 *
 * <pre>
 * Offer                                              A crash after the step leaves
 *   Q1 acquire words from where this thread was      nothing
 *      last, to the first of the lap before
 *   Q2 acquire head (pairs C4, M4), if the last      nothing
 *      one seen says full: room?
 *   Q3 CAS     word → WRITING, me                    a claim of a dead owner: consumers skip it
 *   Q4 plain   slot                                  the same
 *   Q5 release word READY (pairs C1, M1), or given   a message, or nothing; a sleeping consumer finds it
 *      up, CAS → SKIPPED                             within 50 ms
 *   Q6 opaque  tail, now and then; for who comes     the same
 *   Q7 signal not empty                              the same
 * </pre>
 *
 * <p>Q4 needs no fence after Q3: nobody reads the slot before Q5, and whoever read the lap before is done, as Q2 says.
 */
final class ManyProducers extends RingProducer {
    /** How many words to pass before asking where the end is. */
    private static final int PASSED = 64;

    /** A loser who comes back at once would lose again. */
    private static final int PAUSES = 8;

    /** Tail is stored for every so many positions. */
    private static final int TAIL_STEP = 32;

    private final boolean oneConsumer;

    /** Where this process last found the ring full; what its sleepers look at. */
    private volatile long fullAt;

    ManyProducers(RegionObject object, RingGeometry geometry) {
        super(object, geometry, -1);
        this.oneConsumer = geometry.hasOneConsumer();
    }

    @Override
    boolean claim(RingTurn turn) {
        if (!turn.placed) place(turn);
        long position = turn.scan;
        int passed = 0;
        while (true) { // each round finds a word that another process has just moved on, or the end
            long word = words.acquire(position); // Q1
            if (words.isOf(word, position)) {
                position++;
                if (++passed % PASSED == 0) position = catchUp(position);
            } else if (!words.isBefore(word, position)) {
                position = leap(turn, position, word);
            } else if (position - turn.headSeen >= capacity) {
                turn.headSeen = head(position); // Q2
                long ahead = position - turn.headSeen;
                if (ahead < 0) position = turn.headSeen; // others went on since the word was read
                if (ahead >= capacity) {
                    turn.scan = position;
                    fullAt = position;
                    return false;
                }
            } else if (take(turn, position, word)) {
                turn.scan = position + 1;
                return true;
            }
        }
    }

    private void place(RingTurn turn) {
        turn.headSeen = headAcquire();
        turn.scan = RingHead.end(this);
        turn.placed = true;
        memory.checkWritable();
    }

    /** Q2. */
    private long head(long position) {
        if (!oneConsumer) RingHead.advance(this);
        long head = headAcquire();
        memory.checkWritable();
        if (position - head > capacity) checkPositions(head, position);
        return head;
    }

    /** Q3. */
    private boolean take(RingTurn turn, long position, long word) {
        turn.claim(position);
        if (words.compareAndSet(position, word, words.of(position, RingWords.WRITING, object.owner()))) return true;
        turn.end();
        for (int i = 0; i < PAUSES; i++) Thread.onSpinWait(); // for the one who was faster
        return false;
    }

    /** On from a position that others have passed long ago. */
    private long catchUp(long position) {
        memory.checkWritable();
        long end = RingHead.end(this);
        return end - position > 0 ? end : position;
    }

    /** On from a position whose slot is of neither lap: it lies before head, or the words are damaged. */
    private long leap(RingTurn turn, long position, long word) {
        turn.headSeen = headAcquire();
        memory.checkWritable();
        if (turn.headSeen - position > 0) return turn.headSeen;
        if (words.acquire(position) != word) return position;
        throw damaged("the control word of position " + position + " is " + Long.toHexString(word) + " with head at "
                + turn.headSeen);
    }

    @Override
    void publish(RingTurn turn) {
        long position = turn.position;
        words.release(position, words.of(position, RingWords.READY)); // Q5
        if (position % TAIL_STEP == 0) RawMemory.putLongOpaque(body + TAIL, position + 1); // Q6
    }

    @Override
    void giveUp(RingTurn turn) {
        skip(turn.position, words.of(turn.position, RingWords.WRITING, object.owner()));
    }

    @Override
    void settle(RingTurn turn) {
        giveUp(turn);
    }

    @Override
    boolean skipIfDead(long position, long word) {
        int owner = RingWords.owner(word);
        if (owner == object.owner()) return endIfThreadEnded(position, word);
        return object.ifDead(owner, () -> skip(position, word));
    }

    @Override
    boolean endOrphan(long position, long word) {
        return skip(position, word);
    }

    /** A consumer may wait for what comes after, so this wakes as a message does. */
    private boolean skip(long position, long word) {
        if (!words.compareAndSet(position, word, words.of(position, RingWords.SKIPPED))) return false;
        signal();
        return true;
    }

    @Override
    boolean mayHaveRoom() {
        memory.checkWritable();
        if (!oneConsumer) RingHead.advance(this);
        long position = fullAt;
        long ahead = position - headAcquire();
        return ahead < capacity || !words.isBefore(words.acquire(position), position);
    }

    @Override
    long end() {
        return RingHead.end(this);
    }
}
