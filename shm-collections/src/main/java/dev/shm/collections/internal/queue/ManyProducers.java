package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.collections.internal.queue.RingArena.Room;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.RegionObject;
import java.util.Objects;

/**
 * The producers' end for many processes at a time. A claim is made on the slot's own word, so there is no moment when a
 * slot is taken and nobody knows by whom.
 *
 * <pre>
 * Offer                                              A crash after the step leaves
 *   Q1 acquire words from where this thread was      nothing
 *      last, to the first of the lap before
 *   Q2 acquire head (pairs C5, M4), if the last      nothing
 *      one seen says full: room?
 *   Q3 CAS     word → WRITING, me                    a claim of a dead owner: consumers skip it
 *   Q4 plain   slot; see RingArena                   the same
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

    /** How often to look for an extent that is about to be written before pausing. */
    private static final int LOOKS = 200;

    private static final long PAUSE_NANOS = 50_000;

    /** A claim between its word and its extent for so long is of a process that is stopped. */
    private static final long STANDSTILL_NANOS = 50_000_000;

    /** Tail is stored for every so many positions. */
    private static final int TAIL_STEP = 32;

    private final boolean oneConsumer;
    private final WriterWatch writers = new WriterWatch(this);

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
            } else {
                Room room = place(turn, position); // A1, A2
                if (room == Room.NONE || (room == Room.UNSETTLED && !awaitSettled(position))) {
                    turn.scan = position;
                    return false;
                }
                if (room == Room.FOUND && take(turn, position, word)) {
                    turn.scan = position + 1;
                    return true;
                }
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
        if (words.compareAndSet(position, word, words.of(position, RingWords.WRITING, object.owner()))) {
            if (arena != null) arena.reserve(turn); // A4
            return true;
        }
        turn.end();
        for (int i = 0; i < PAUSES; i++) Thread.onSpinWait(); // for the one who was faster
        return false;
    }

    private Room place(RingTurn turn, long position) {
        RingArena bytes = arena;
        if (bytes == null) return Room.FOUND;
        Room room = bytes.place(turn, position);
        if (room != Room.NONE) return room;
        memory.checkWritable();
        return !oneConsumer && RingHead.advance(this) ? bytes.place(turn, position) : room;
    }

    /**
     * Waits for the extent of the position before, which whoever has just claimed that writes next, unless it died.
     *
     * @return whether to look again; false if it stands still
     */
    private boolean awaitSettled(long position) {
        RingArena bytes = Objects.requireNonNull(arena);
        long before = position - 1;
        long start = System.nanoTime();
        for (int looks = 0; ; looks++) { // for the owner of the position before, or its death, or that it stands still
            long word = words.acquire(before);
            boolean isWriting = words.isOf(word, before) && RingWords.state(word) == RingWords.WRITING;
            boolean settled = bytes.look(position, 0) != Room.UNSETTLED;
            if (settled || !words.isBefore(words.acquire(position), position)) return true;
            if (looks < LOOKS) {
                Thread.onSpinWait();
                continue;
            }
            memory.checkWritable();
            if (!isWriting) throw damaged("the extents around position " + position + " are not there");
            if (writers.skipIfDead(before, word)) continue;
            if (System.nanoTime() - start > STANDSTILL_NANOS) return false;
            Deadline.pauseAnyhow(PAUSE_NANOS);
        }
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
    long claimed(RingTurn turn) {
        return turn.position;
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
    boolean claimInSeries(RingTurn series) {
        return claim(series);
    }

    /** Each by itself: a word names one message and its owner, and others publish between. */
    @Override
    boolean publishInSeries(RingTurn series) {
        publish(series);
        series.end();
        return true;
    }

    @Override
    void giveUpInSeries(RingTurn series) {
        giveUp(series);
        series.end();
    }

    @Override
    void publishSeries(RingTurn series) {}

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
        if (arena != null && words.acquire(position) == word) arena.reserveNothing(position);
        if (!words.compareAndSet(position, word, words.of(position, RingWords.SKIPPED))) return false;
        signal();
        return true;
    }

    @Override
    boolean mayHaveRoom(long reserve) {
        memory.checkWritable();
        if (!oneConsumer) RingHead.advance(this);
        if (arena != null) return mayHaveRoom(arena, reserve);
        long position = fullAt;
        long ahead = position - headAcquire();
        return ahead < capacity || !words.isBefore(words.acquire(position), position);
    }

    private boolean mayHaveRoom(RingArena bytes, long reserve) {
        long position = end();
        Room room = bytes.look(position, reserve);
        return room == Room.UNSETTLED ? writers.wouldAsk(position - 1) : room == Room.FOUND;
    }

    @Override
    long end() {
        return RingHead.end(this);
    }
}
