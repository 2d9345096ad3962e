package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.spi.RegionObject;

/**
 * The consumers' end where one process consumes what many produce. Steps C1 to C6 of {@link PairedConsumer}, but that
 * C1 acquires the control word at head (pairs Q5), and that it does more:
 *
 * <pre>
 *   C1a the word is SKIPPED: head goes on            the same word at head
 *   C1b it is WRITING for some time, its owner is    the same, or a skipped position
 *       proven dead: CAS → SKIPPED
 * </pre>
 */
final class SoleConsumer extends StreamingConsumer {
    private final WriterWatch writers;

    SoleConsumer(RegionObject object, RingGeometry geometry, RingProducer producer) {
        super(object, geometry);
        this.writers = new WriterWatch(producer);
    }

    @Override
    boolean take(RingTurn turn) {
        while (seesMessage()) { // each round passes a position that was skipped
            long word = words.acquire(head); // C1
            if (!words.isOf(word, head)) throw damagedUnlessClosed(word);
            switch (RingWords.state(word)) {
                case RingWords.READY -> {
                    turn.claim(head);
                    return true;
                }
                case RingWords.SKIPPED -> { // C1a
                    done(turn);
                    count(SKIPPED);
                    signal();
                }
                case RingWords.WRITING -> {
                    if (!writers.skipIfDead(head, word)) return isAtHead(); // C1b
                }
                default -> throw damagedUnlessClosed(word);
            }
        }
        return false;
    }

    @Override
    public long reach(long from, long known) {
        return words.claimedEnd(from, known, gathered); // what is claimed will be published
    }

    /** The word of each position says by itself what can be done with it. */
    @Override
    void check(long end) {}

    /** False, after a look at what waiters go by; a closed region says nothing at all. */
    private boolean isAtHead() {
        memory.checkWritable();
        checkOwn(headAcquire(), head);
        return false;
    }

    private RuntimeException damagedUnlessClosed(long word) {
        return damaged("the control word of position " + head + " is " + Long.toHexString(word));
    }

    @Override
    boolean mayHaveMessage() {
        memory.checkWritable();
        long position = headAcquire();
        long word = words.acquire(position);
        if (words.isBefore(word, position)) return false;
        return RingWords.state(word) != RingWords.WRITING || writers.wouldAsk(position);
    }
}
