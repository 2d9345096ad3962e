package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.RegionObject;

/**
 * The consumers' end for many processes at a time. What is being read stays between head and tail until it is done, so
 * that a dead consumer's message is met again.
 *
 * <pre>
 * Poll                                               A crash after the step leaves
 *   M1 acquire words from where this thread was      nothing
 *      last, to the first READY one (pairs P3, Q5)
 *      or RETURNED one;
 *      a WRITING one ends the search, see below
 *   M2 CAS     word → TAKEN, me                      a claim of a dead owner: returned, step R1
 *   M3 plain   slot, a copy or a handler's           the same
 *   M4 CAS     word TAKEN → DONE                     a free slot as soon as somebody moves head
 *   M5 CAS     head over all that are done           a free slot; a sleeping producer finds it within 50 ms
 *   M6 signal not full                               the same
 * Return: the handler threw, or the owner is proven dead
 *   R1 CAS     word TAKEN → RETURNED                 a message that the next sweep finds
 *   R2 add     returned + 1: everybody looks from    the same
 *      head on once more
 *   R3 signal not empty                              the same
 * Sweep: every so often, if something is taken
 *   S1 for each TAKEN word from head on whose owner  nothing, or R1
 *      is proven dead: R1 to R3
 * </pre>
 *
 * <p>A search never passes a WRITING word: what comes after it may be the same producer's, later. It passes TAKEN ones,
 * whose messages have been delivered before.
 */
final class ManyConsumers extends RingConsumer {
    private static final long SWEEP_NANOS = 20_000_000;

    /** A consumer that is never idle looks at the clock after so many messages. */
    private static final int MESSAGES_PER_LOOK = 256;

    private final RingProducer producer;
    private final WriterWatch writers;
    private final RingPatience sweeping = new RingPatience(SWEEP_NANOS);
    private final long tries;

    /** Where this process last found nothing, and what had been returned by then; what its sleepers look at. */
    private volatile long emptyAt;

    private volatile long emptyReturned;

    ManyConsumers(RegionObject object, RingGeometry geometry, RingProducer producer) {
        super(object, geometry, -1);
        this.producer = producer;
        this.writers = new WriterWatch(producer);
        this.tries = body + RingLayout.tries(capacity);
    }

    @Override
    boolean take(RingTurn turn) {
        boolean anew = !turn.placed || returned() != turn.returnedSeen;
        if (!anew && ++turn.sinceSweep >= MESSAGES_PER_LOOK) {
            turn.sinceSweep = 0;
            anew = sweepIfDue();
        }
        if (anew) rewind(turn);
        if (search(turn) || (sweepIfDue() && rewind(turn) && search(turn))) return true;
        emptyReturned = turn.returnedSeen;
        emptyAt = turn.scan;
        return false;
    }

    /** Looks from head on; what was returned before is then seen. */
    private boolean rewind(RingTurn turn) {
        turn.returnedSeen = returned();
        turn.scan = headAcquire();
        turn.placed = true;
        return true;
    }

    /** M1, M2. */
    private boolean search(RingTurn turn) {
        long position = turn.scan;
        while (true) { // each round passes a position, or finds that another process has passed many
            long word = words.acquire(position); // M1
            if (words.isOf(word, position)) {
                int state = RingWords.state(word);
                if (RingWords.isReady(word)) {
                    if (claim(turn, position, word)) return true;
                } else if (state == RingWords.WRITING) {
                    if (!writers.skipIfDead(position, word)) break;
                } else if (state >= RingWords.SKIPPED && state <= RingWords.DONE) {
                    position++;
                } else {
                    throw damagedWord(position, word);
                }
            } else if (words.isBefore(word, position)) {
                break;
            } else {
                position = leap(position, word);
            }
        }
        turn.scan = position;
        memory.checkWritable();
        if (RingHead.advance(this)) signal();
        return false;
    }

    private boolean claim(RingTurn turn, long position, long word) {
        turn.claim(position);
        if (words.compareAndSet(position, word, words.of(position, RingWords.TAKEN, object.owner()))) { // M2
            turn.scan = position + 1;
            turn.again = RingWords.state(word) == RingWords.RETURNED;
            return true;
        }
        turn.end();
        return false;
    }

    /** On from a position whose slot is of neither lap: it lies before head, or the words are damaged. */
    private long leap(long position, long word) {
        long head = headAcquire();
        memory.checkWritable();
        if (head - position > 0) return head;
        if (words.acquire(position) != word) return position;
        throw damagedWord(position, word);
    }

    private RuntimeException damagedWord(long position, long word) {
        return damaged("the control word of position " + position + " is " + Long.toHexString(word) + " with head at "
                + headAcquire());
    }

    @Override
    void done(RingTurn turn) {
        long position = turn.position;
        long taken = words.of(position, RingWords.TAKEN, object.owner());
        boolean mine = words.compareAndSet(position, taken, words.of(position, RingWords.DONE)); // M4
        if (!mine) throw damagedWord(position, words.acquire(position));
        RingHead.advance(this); // M5
    }

    @Override
    void putBack(RingTurn turn) {
        giveBack(turn.position, words.of(turn.position, RingWords.TAKEN, object.owner()));
    }

    @Override
    void settle(RingTurn turn) {
        putBack(turn);
    }

    @Override
    boolean endOrphan(long position, long word) {
        return giveBack(position, word);
    }

    /** R1 to R3. */
    private boolean giveBack(long position, long word) {
        if (!words.compareAndSet(position, word, words.of(position, RingWords.RETURNED))) return false; // R1
        count(RETURNED); // R2
        producer.signal(); // R3
        return true;
    }

    /** S1, if it is time; whether it was. */
    private boolean sweepIfDue() {
        long head = headAcquire();
        if (!sweeping.isOver(head)) return false;
        int alive = OwnerToken.NOBODY; // whoever was just asked after
        // At most a lap, and only as far as somebody has claimed.
        for (long position = head; position - head < capacity; position++) {
            long word = words.acquire(position);
            if (!words.isOf(word, position)) break;
            int owner = RingWords.owner(word);
            if (RingWords.state(word) == RingWords.TAKEN && owner != alive && !returnIfDead(position, word, owner)) {
                alive = owner == object.owner() ? OwnerToken.NOBODY : owner;
            }
        }
        memory.checkWritable();
        return true;
    }

    private boolean returnIfDead(long position, long word, int owner) {
        if (owner == object.owner()) return endIfThreadEnded(position, word);
        return object.ifDead(owner, () -> giveBack(position, word));
    }

    private long returned() {
        return RawMemory.getLongAcquire(body + RETURNED);
    }

    @Override
    long tryAddress(long position) {
        return tries + (position & (capacity - 1)) * Long.BYTES;
    }

    @Override
    boolean mayHaveMessage() {
        memory.checkWritable();
        if (returned() != emptyReturned) return true;
        long position = emptyAt;
        long word = words.acquire(position);
        if (words.isBefore(word, position)) return position != headAcquire() && sweeping.wouldBeOver(headAcquire());
        return !words.isOf(word, position) || RingWords.state(word) != RingWords.WRITING || writers.wouldAsk(position);
    }
}
