package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.RegionClosedException;
import dev.shm.collections.internal.CallTurn;
import dev.shm.collections.internal.Seat;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.ProbePace;
import dev.shm.spi.RegionObject;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The publishing end of a topic in one attachment, shared by all handles that this has on it.
 *
 * <pre>
 * Publish a finished message                              A crash after the step leaves
 *   P1 acquire word of the tail's slot (pairs P5):        nothing
 *      of the lap before, and settled?
 *   P2 CAS     word → WRITING, lap, me                    a claim: revoked by a subscriber or a publisher of the next
 *                                                         lap within 1 ms of its meeting it, and passed over
 *   P3 fence store-store                                  the same
 *   P4 plain   the message, a copy                        the same; nobody reads it
 *   P5 CAS     word → PUBLISHED (pairs S1)                the message; a sleeping subscriber finds it within 50 ms
 *   P6 CAS     tail hint, now and then                    the message
 *   P7 signal  message                                    the message
 * When P5 finds the claim revoked
 *   R1 CAS     word → SKIPPED, whatever its lap           a slot that is in use again
 *   R2 from P1 on, at a later position
 * When P1 finds a claim of the lap before
 *   O1 wait    at most 1 ms for its owner                 nothing
 *   O2 CAS     word → SKIPPED, if the owner is dead       a slot that is in use again
 *   O3 CAS     word → REVOKED, this lap, its owner        a position without message; on to the next
 * </pre>
 *
 * <p>SYNC: P3 keeps the message's bytes behind the mark that says they are changing (pairs S3). P5 is a compare-and-set
 * because a claim may be revoked at any time; the message is still at hand and is published again, so nothing is lost
 * and the order of one publisher's messages stays. A slot that was taken from a live owner is REVOKED until that owner
 * comes by R1 or is proven dead, so two never write into one slot.
 *
 * <p>Where one process publishes, P2 and P5 are plain stores, P5 a release: a compare-and-set would wait until all
 * stores before it have reached the other processes. Nobody else changes these words: the seat keeps other publishers
 * away, the turn other threads, and subscribers revoke no claim of a live one behind which there is nothing
 * ({@link TopicCursor}). Who takes the seat ends the claim of the one before, which is closed or dead (B1: CAS WRITING
 * → SKIPPED, of the last position).
 *
 * <p>Nobody is waited for but: the other threads of this process, for the time of a copy; an owner at O1, once; and, if
 * as many publishers as the topic has slots stand still in mid-copy, the first of them. A reliable topic's limit is
 * asked in P1.
 */
final class TopicPublisher {
    private static final int PAUSES_AFTER_LOST_CAS = 8;
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 50_000;

    private final TopicRing ring;
    private final RegionObject object;
    private final EventCount message;
    private final SubscriberTable subscribers;
    private final @Nullable PublishLimit limit;
    private final Patience patience = new Patience();
    private final ProbePace probes = ProbePace.seldom();
    private final CallTurn turn;

    /** Null where many may publish. */
    private final @Nullable Seat seat;

    /** No position before it is free. */
    private long next;

    private int spins;
    private boolean started;
    private volatile int handles;

    private TopicPublisher(RegionObject object, TopicGeometry geometry) {
        this.ring = new TopicRing(object, geometry);
        this.object = object;
        this.message = object.eventCount(MESSAGE);
        this.subscribers = new SubscriberTable(ring);
        this.limit = ring.geometry.isReliable() ? new PublishLimit(ring, subscribers) : null;
        this.turn =
                new CallTurn("topic '" + object.name() + "': a filler may not publish to the same topic: return first");
        boolean single = ring.geometry.isSinglePublisher();
        this.seat = single ? new Seat(object, ring.body + SEAT, "topic", "publishing") : null;
        object.addHolder(this::isBusy);
    }

    /** The publishing end of a topic in the attachment of an object, with one more handle. */
    static TopicPublisher of(RegionObject object, TopicGeometry geometry) {
        TopicPublisher publisher = object.companion(TopicPublisher.class, made -> new TopicPublisher(made, geometry));
        publisher.opened();
        return publisher;
    }

    private synchronized void opened() {
        handles++;
    }

    /** The topic's subscribers, as this attachment has a part in them. */
    SubscriberTable subscribers() {
        return subscribers;
    }

    /** Takes the turn of this process's publishers, and the seat where there is one. */
    void enter() {
        turn.enter();
        prepare();
    }

    /** As {@link #enter()}, until a deadline or an interrupt; false at the deadline. */
    boolean enter(Deadline deadline) throws InterruptedException {
        if (!turn.enter(deadline)) return false;
        prepare();
        return true;
    }

    /** Takes the turn alone, to {@link #leave} it. */
    void enterToLeave() {
        turn.enter();
    }

    private void prepare() {
        try {
            ring.memory.checkWritable();
            if (!started) start();
        } catch (Throwable e) {
            turn.leave();
            throw e;
        }
    }

    private void start() {
        if (handles == 0) throw new RegionClosedException("topic '" + object.name() + "' is closed. Open it again");
        if (seat != null) seat.take();
        try {
            next = ring.tail();
            if (seat != null) endClaimBefore(next - 1);
            started = true;
        } finally {
            if (!started) giveSeatBack();
        }
    }

    /** B1. */
    private void endClaimBefore(long position) {
        long word = ring.wordAcquire(position);
        boolean isOpen = ring.lapsAhead(word, position) == 0 && SlotWord.state(word) == SlotWord.WRITING;
        if (isOpen) ring.compareAndSetWord(position, word, settled(word));
    }

    void leave() {
        turn.leave(); // K1
        VarHandle.releaseFence(); // for the compiler
        if (handles == 0) giveSeatBackIfFree(); // K2
    }

    /** Whether this attachment has the seat, or subscribers, or a thread the turn and so perhaps a claim. */
    private boolean isBusy() {
        return turn.isTaken() || (seat != null && seat.isTaken()) || subscribers.holdsSomething();
    }

    /**
     * Takes a handle away. With the last goes the seat; if a thread is in the middle of something, when it has left.
     * Steps as of a queue's end.
     */
    synchronized void closed() {
        if (--handles > 0) return; // L1
        turn.raiseBarrier(); // L2
        giveSeatBackIfFree(); // L3
    }

    /** K3, L3. If somebody has the turn, he sees that there is no handle when he leaves. */
    private void giveSeatBackIfFree() {
        while (handles == 0 && turn.tryEnter()) { // again only if another handle has come and gone meanwhile
            boolean isLast = handles == 0;
            if (isLast) giveSeatBack();
            turn.leave();
            if (isLast) return;
        }
    }

    private void giveSeatBack() {
        started = false;
        if (seat != null && ring.memory.isWritable()) seat.giveBack();
    }

    /** Whether a message could be published now; always, unless the topic is reliable. For whoever has the turn. */
    boolean hasRoom() {
        return limit == null || limit.admits(next);
    }

    /**
     * Publishes a message, for whoever has the turn.
     *
     * @param from absolute address of the message, in memory of this process
     * @return false, and nothing is published, if the topic is reliable and a live subscriber would lose a message
     */
    boolean publish(long from) {
        // All steps in one: more code than the JIT takes into its callers, so that however deep these are it takes in
        // all of this (decision 24).
        long position = next;
        long passed = 0;
        for (int walked = 0; walked < TopicRing.LONGEST_WALK; ) {
            long word = ring.wordAcquire(position); // P1
            int ahead = ring.lapsAhead(word, position);
            if (ahead < -1) throw ring.corrupt(position, word);
            if (ahead >= 0) { // others have claimed it
                position = TopicRing.later(position + 1, ring.hintOpaque());
                walked++;
            } else if (limit != null && !limit.admits(position)) {
                next = position;
                return false;
            } else if (SlotWord.isSettled(word)) {
                int lap = ring.lapOf(position);
                long mine = SlotWord.of(lap, SlotWord.WRITING, object.owner());
                if (!store(position, word, mine)) { // P2
                    for (int i = 0; i < PAUSES_AFTER_LOST_CAS; i++) Thread.onSpinWait(); // for the winner to be off
                    continue;
                }
                VarHandle.storeStoreFence(); // P3
                next = position + 1;
                RawMemory.copy(from, ring.message(position), ring.geometry.messageBytes()); // P4
                if (store(position, mine, SlotWord.of(lap, SlotWord.PUBLISHED, object.owner()))) { // P5
                    ring.advanceHint(next); // P6
                    message.signal(); // P7
                    VarHandle.acquireFence(); // SYNC: what went to a closed region's zero pages did so after its flag
                    ring.memory.checkWritable();
                    return true;
                }
                settle(position); // the claim was revoked, because this thread stood still in mid-copy
                position = next;
                passed = 0;
                walked = 0;
            } else if (SlotWord.state(word) == SlotWord.WRITING && !patience.isOver(word)) { // O1
                ring.memory.checkWritable();
                pause();
            } else if (passOver(position, word, passed)) {
                passed++;
                position++;
            }
        }
        throw ring.corrupt(position, ring.wordAcquire(position));
    }

    /** P2, P5: moves a word on, unless somebody else has. */
    private boolean store(long position, long word, long next) {
        if (seat == null) return ring.compareAndSetWord(position, word, next);
        ring.releaseWord(position, next);
        return true;
    }

    /** R1. */
    private void settle(long position) {
        while (true) { // fails only if a publisher of the next lap passes over the slot
            long word = ring.wordAcquire(position);
            if (SlotWord.state(word) != SlotWord.REVOKED || SlotWord.owner(word) != object.owner()) {
                throw ring.corrupt(position, word);
            }
            if (ring.compareAndSetWord(position, word, settled(word))) return;
        }
    }

    /**
     * O2, O3: deals with a slot whose owner of the lap before is not done, and has had its time.
     *
     * @param passed how many positions this claim has passed over so far
     * @return whether the position is passed over; else look at its word again
     */
    private boolean passOver(long position, long word, long passed) {
        ring.memory.checkWritable();
        if (probes.isDue()
                && object.ifDead(
                        SlotWord.owner(word), () -> ring.compareAndSetWord(position, word, settled(word)))) { // O2
            return false;
        }
        if (passed >= ring.capacity) { // all slots are taken by owners who stand still: wait for one
            LockSupport.parkNanos(PAUSE_NANOS);
            return false;
        }
        long revoked = SlotWord.of(ring.lapOf(position), SlotWord.REVOKED, SlotWord.owner(word));
        if (!ring.compareAndSetWord(position, word, revoked)) return false; // O3
        ring.advanceHint(position + 1);
        return true;
    }

    private void pause() {
        if (++spins % SPINS == 0) LockSupport.parkNanos(PAUSE_NANOS);
        else Thread.onSpinWait();
    }

    private static long settled(long word) {
        return SlotWord.of(SlotWord.lap(word), SlotWord.SKIPPED, SlotWord.owner(word));
    }
}
