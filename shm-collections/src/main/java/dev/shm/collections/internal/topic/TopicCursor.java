package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.RegionClosedException;
import dev.shm.collections.WaitStrategy;
import dev.shm.collections.internal.CallTurn;
import dev.shm.collections.internal.Gathering;
import dev.shm.collections.internal.Waiter;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.ProbePace;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One subscriber's way through a topic.
 *
 * <pre>
 * Receive                                                 A crash after the step leaves
 *   S1 acquire word of the cursor's slot (pairs P5):      nothing
 *      PUBLISHED, of this lap?
 *   S2 plain   the message, a copy                        nothing
 *   S3 fence acquire                                      nothing
 *   S4 opaque  the same word: unchanged?                  nothing
 *   S5 release own entry's cursor, one further            nothing: the entry is of the dead
 *   S6 signal  room, if reliable                          the same
 * When S1 finds a claim for 1 ms; if one process publishes and there is nothing behind it, a dead one's
 *   W1 CAS     word → REVOKED                             a position without message
 * </pre>
 *
 * <p>SYNC: S3 keeps the copy before the second look; a publisher that had begun to write over the message would have
 * changed the word before (P2, P3). A word is the same again after 2^32 laps, so the tail hint is looked at as well.
 *
 * <p>Each position is either received, or lost because its slot was claimed again, or skipped because it bears no
 * message; the cursor moves over each once, so the four numbers always add up. The publishers of a reliable topic stay
 * behind S5. One who may not write has no entry, and steps over a claim in the way as over a lost message.
 *
 * <p>While messages stream it waits for some more before it goes on ({@link Gathering}), and what it then finds it
 * loads at once, before the first of it is received.
 */
public final class TopicCursor implements Gathering.Reach {
    /** How many positions without message one call steps over at most. */
    private static final int LONGEST_WALK = 10_000;

    private static final long READER_PAUSE_NANOS = 200_000;

    private final TopicRing ring;
    private final SubscriberTable subscribers;
    private final EventCount room;
    private final Waiter news;
    private final Patience patience = new Patience();
    private final Patience waitersPatience = new Patience();
    private final ProbePace probes = ProbePace.seldom();
    private final ProbePace waitersProbes = ProbePace.seldom();
    private final CallTurn turn;
    private final boolean reliable;
    private final boolean solePublisher;
    private final long entry;
    private final int messageBytes;

    // Stored by whoever has the turn, read by anybody.
    private final AtomicLong cursor;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    private volatile boolean closed;

    // Of whoever has the turn.
    private final Gathering gathering = new Gathering();
    private final long gathered;

    private boolean hasEntry;

    /** Where the messages end, as the last look found. */
    private long endSeen;

    /** Kept, so that the JIT keeps the loads that make it. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    /**
     * A cursor of a subscriber that has joined.
     *
     * @param entry absolute address; {@link SubscriberTable#NONE} if it has none
     * @param lost how many of the positions asked for are gone
     */
    TopicCursor(
            TopicRing ring, SubscriberTable subscribers, long entry, long position, long lost, WaitStrategy waiting) {
        this.ring = ring;
        this.subscribers = subscribers;
        this.entry = entry;
        this.reliable = ring.geometry.isReliable();
        this.solePublisher = ring.geometry.isSinglePublisher();
        this.messageBytes = ring.geometry.messageBytes();
        this.gathered = Gathering.enough(ring.capacity);
        this.endSeen = position;
        this.hasEntry = entry != SubscriberTable.NONE;
        this.cursor = new AtomicLong(position);
        this.lost.setPlain(lost);
        this.room = ring.object.eventCount(ROOM);
        this.news = new Waiter(waiting, ring.object.eventCount(MESSAGE), 1, this::hasNews);
        this.turn = new CallTurn("topic '" + ring.object.name()
                + "': a handler of this subscription may not poll the same subscription: return first");
    }

    /** Takes the turn of this subscription's threads. */
    public void enter() {
        turn.enter();
    }

    /** As {@link #enter()}, until a deadline or an interrupt; false at the deadline. */
    public boolean enter(Deadline deadline) throws InterruptedException {
        return turn.enter(deadline);
    }

    public void leave() {
        turn.leave(); // K1
        VarHandle.releaseFence(); // for the compiler
        if (closed) giveEntryBackIfFree(); // K2
    }

    /**
     * Receives the next message, for whoever has the turn.
     *
     * @param to absolute address in memory of this process, where the message is copied
     * @return false if there is none now
     */
    public boolean next(long to) { // long on purpose, as TopicPublisher.publish
        checkOpen();
        for (int i = 0; i < LONGEST_WALK; i++) { // over what is lost or skipped
            long position = cursor.getPlain();
            if (position - endSeen >= 0) {
                // Waits for more while they stream, and loads what there is: all at once, not one at a time between
                // handlers.
                long end = reach(position, position);
                endSeen = end == position ? end : gathering.gather(this, position, end, gathered);
            }
            long word = ring.wordAcquire(position); // S1
            int ahead = ring.lapsAhead(word, position);
            if (ahead > 0 || ring.isOverwritten(position)) {
                lose(position);
            } else if (ahead < 0) {
                if (ahead < -1) throw ring.corrupt(position, word);
                ring.memory.checkReadable();
                return false;
            } else if (SlotWord.state(word) == SlotWord.PUBLISHED) {
                RawMemory.copy(ring.message(position), to, messageBytes); // S2
                VarHandle.acquireFence(); // S3
                if (ring.wordOpaque(position) != word || ring.isOverwritten(position)) continue; // S4
                ring.memory.checkReadable();
                moveTo(position + 1);
                return true;
            } else if (SlotWord.state(word) != SlotWord.WRITING) {
                skip(position);
            } else if (isInTheWay(position) ? !patience.isOver(word) : !isOfTheDead(word)) {
                return false;
            } else if (!ring.memory.isWritable()) {
                if (ring.wordAcquire(position) == word) loseTo(position, position + 1);
            } else {
                revoke(position, word);
            }
        }
        return false;
    }

    /** Where the messages end that are published from a position on. */
    @Override
    public long reach(long from, long known) {
        long sum = 0;
        long end = known;
        for (; end - from < Gathering.MAX; end++) {
            long word = ring.wordAcquire(end);
            if (ring.lapsAhead(word, end) != 0 || SlotWord.state(word) != SlotWord.PUBLISHED) break;
            sum += RawMemory.getByte(ring.message(end) + messageBytes - 1); // may be no longer
        }
        loaded = sum;
        return end;
    }

    /** Waits for news; false at the deadline. */
    public boolean await(Deadline deadline) throws InterruptedException {
        if (ring.memory.isWritable()) return news.await(deadline);
        while (!hasNews()) { // by looking, for one who may not announce that it sleeps
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) return false;
            LockSupport.parkNanos(Math.min(remaining, READER_PAUSE_NANOS));
            if (Thread.interrupted()) throw new InterruptedException();
        }
        return true;
    }

    /** The position of the next message to receive. */
    public long position() {
        return cursor.getAcquire();
    }

    public long lost() {
        return lost.getAcquire();
    }

    public long skipped() {
        return skipped.getAcquire();
    }

    /** How many positions were claimed and not yet passed, at some moment of the call. */
    public long lag() {
        long position = position();
        return Math.max(0, ring.tail() - position);
    }

    /**
     * Gives the entry back; if a thread is in the middle of something, when it has left, for it may be about to store
     * into the entry. Steps as of a queue's end.
     */
    public void close() {
        closed = true; // L1
        turn.raiseBarrier(); // L2
        giveEntryBackIfFree(); // L3
    }

    /** K3, L3. If somebody has the turn, he sees that this is closed when he leaves. */
    private void giveEntryBackIfFree() {
        if (!turn.tryEnter()) return;
        try {
            if (hasEntry) giveEntryBack();
        } finally {
            turn.leave();
        }
    }

    /** V1; once, for the entry may be another subscriber's afterwards. */
    private void giveEntryBack() {
        hasEntry = false;
        if (!ring.memory.isWritable()) return;
        subscribers.leave(entry);
        room.signal();
    }

    /** Whether {@link #next} would move: also over what is lost or skipped. */
    private boolean hasNews() {
        checkOpen();
        long position = cursor.getAcquire();
        long word = ring.wordAcquire(position);
        int ahead = ring.lapsAhead(word, position);
        if (ahead < -1) throw ring.corrupt(position, word);
        if (ahead < 0) return ring.isOverwritten(position);
        return ahead > 0
                || SlotWord.state(word) != SlotWord.WRITING
                || (isInTheWay(position) ? waitersPatience.isOver(word) : waitersProbes.isDue());
    }

    /** Whether there may be messages behind a claim; behind that of a sole publisher there are none. */
    private boolean isInTheWay(long position) {
        return !solePublisher || ring.lapsAhead(ring.wordAcquire(position + 1), position + 1) >= 0;
    }

    private boolean isOfTheDead(long word) {
        return probes.isDue() && ring.object.ifDead(SlotWord.owner(word), () -> true);
    }

    private void checkOpen() {
        ring.memory.checkReadable();
        if (closed) {
            throw new RegionClosedException(
                    "this subscription of topic '" + ring.object.name() + "' is closed. Subscribe again");
        }
        if (reliable) subscribers.checkJoined(entry);
    }

    /** Moves to the oldest that may be there, which others may overwrite before it is received. */
    private void lose(long position) {
        long oldest = ring.hintOpaque() - ring.capacity;
        long to = TopicRing.later(position + 1, oldest);
        long word = ring.wordAcquire(to);
        if (ring.lapsAhead(word, to) < -1) throw ring.corrupt(to, word); // a hint that is no position of the topic
        loseTo(position, to);
    }

    private void loseTo(long position, long to) {
        lost.setRelease(lost.getPlain() + to - position);
        if (entry != SubscriberTable.NONE) RawMemory.putLongRelease(entry + ENTRY_LOST, lost.getPlain());
        moveTo(to);
    }

    private void skip(long position) {
        skipped.setRelease(skipped.getPlain() + 1);
        moveTo(position + 1);
    }

    /** W1; who wins or loses looks again. */
    private void revoke(long position, long word) {
        long revoked = SlotWord.of(SlotWord.lap(word), SlotWord.REVOKED, SlotWord.owner(word));
        ring.compareAndSetWord(position, word, revoked); // W1
    }

    private void moveTo(long position) {
        cursor.setRelease(position);
        if (entry == SubscriberTable.NONE) return;
        RawMemory.putLongRelease(entry + ENTRY_CURSOR, position); // S5
        if (reliable) room.signal(); // S6
    }
}
