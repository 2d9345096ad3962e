package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The consumers' end where one process consumes what many produce. Steps C1 to C5 of {@link PairedConsumer}, but that
 * C1 acquires the control word at head (pairs Q5), and that it does more:
 *
 * <pre>
 *   C1a the word is SKIPPED: head goes on            the same word at head
 *   C1b it is WRITING for some time, its owner is    the same, or a skipped position
 *       proven dead: CAS → SKIPPED
 * </pre>
 */
final class SoleConsumer extends RingConsumer {
    private final WriterWatch writers;

    /** Position of the next message to take; this process alone stores it while it has the seat. */
    private long head;

    SoleConsumer(RegionObject object, RingGeometry geometry, RingProducer producer) {
        super(object, geometry, CONSUMER_SEAT);
        this.writers = new WriterWatch(producer);
    }

    @Override
    void sit() {
        head = headAcquire();
    }

    @Override
    boolean take(RingTurn turn) {
        while (true) { // each round passes a position that was skipped
            long word = words.acquire(head); // C1
            if (words.isBefore(word, head)) return isAtHead();
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
    }

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
    void done(RingTurn turn) {
        head++;
        RawMemory.putLongRelease(body + HEAD, head); // C4
    }

    @Override
    void putBack(RingTurn turn) {}

    @Override
    long tryAddress(long position) {
        return body + TRY;
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
