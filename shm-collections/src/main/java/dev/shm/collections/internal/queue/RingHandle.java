package dev.shm.collections.internal.queue;

import dev.shm.RegionClosedException;
import dev.shm.collections.WaitStrategy;
import dev.shm.collections.internal.ClosedHandle;
import dev.shm.collections.internal.Waiter;
import dev.shm.memory.MemoryScope;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import dev.shm.spi.RegionObject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One opened queue's grip on its ring: what it asked for, how it waits, and its own end.
 *
 * <p>Turns go by threads: between beginning and ending, the calling thread's turn is found by the thread.
 */
public final class RingHandle implements AutoCloseable {
    /** A producer that waits for room leaves the consumer's line alone for a while between two looks. */
    private static final int PAUSES_PER_LOOK_FOR_ROOM = 32;

    private final Ring ring;
    private final MemoryScope memory;
    private final RingProducer producer;
    private final RingConsumer consumer;
    private final WaitStrategy strategy;
    private final EventCount roomEvents;
    private final Waiter notFull;
    private final Waiter notEmpty;

    // Plain, as the closed flag of a region: a thread may see it late, and then finds a ring that is still there.
    private boolean closed;

    private boolean hasEnded; // guarded by the ring

    RingHandle(Ring ring, WaitStrategy strategy) {
        this.ring = ring;
        this.memory = ring.object().memory();
        this.producer = ring.producer();
        this.consumer = ring.consumer();
        RegionObject object = ring.object();
        this.strategy = strategy;
        this.roomEvents = object.eventCount(RingLayout.NOT_FULL);
        this.notFull = waitForRoom(0);
        this.notEmpty = new Waiter(strategy, object.eventCount(RingLayout.NOT_EMPTY), 1, this::mayHaveMessage);
    }

    public String name() {
        return ring.object().name();
    }

    /** In messages. */
    public long capacity() {
        return ring.geometry().capacity();
    }

    /** What slot offsets are offsets in. */
    public MemoryScope memory() {
        return memory;
    }

    /** Messages that are ready, at some moment of the call; no more are counted than is asked. */
    public long ready(long most) {
        checkOpen();
        return ring.ready(most);
    }

    /** Positions claimed ever. */
    public long end() {
        checkOpen();
        return ring.end();
    }

    /** Positions freed ever. */
    public long head() {
        checkOpen();
        return ring.head();
    }

    /** Positions that head has passed and that never held a message: given up, or their producer died. */
    public long skipped() {
        checkOpen();
        return ring.skipped();
    }

    /** Messages made ready again. */
    public long returned() {
        checkOpen();
        return ring.returned();
    }

    /** How often a producer found no room. */
    public long timesFull() {
        checkOpen();
        return ring.timesFull();
    }

    /** The modes, for messages. */
    public String describeModes() {
        return RingGeometry.describe(ring.geometry().modes());
    }

    /**
     * Claims the next slot for the calling thread, which then fills it and calls {@link #endClaim}.
     *
     * @param byProgram whether that is to be found by {@link #myClaim}
     * @return null, and nothing is claimed, if the ring is full
     */
    public @Nullable RingTurn claim(boolean byProgram) {
        checkOpen();
        return producer.claim(this, 0, byProgram);
    }

    /**
     * As {@link #claim(boolean)}, with so many bytes of the arena.
     *
     * @param bytes at most {@link RingBytes#maxMessageBytes}
     */
    public @Nullable RingTurn claim(boolean byProgram, long bytes) {
        checkOpen();
        return producer.claim(this, ArenaLayout.reserved(bytes), byProgram);
    }

    /** As {@link #claim(boolean)}, waiting for a turn and for room; null if there is none in time. */
    public @Nullable RingTurn claim(Duration time) throws InterruptedException {
        checkOpen();
        Waiter.checkInterrupt();
        RingTurn claim = producer.claim(this, 0, Deadline.NOW);
        return claim != null ? claim : awaitClaim(Deadline.in(time), 0, notFull);
    }

    /** As {@link #claim(Duration)}, with so many bytes of the arena. */
    public @Nullable RingTurn claim(Duration time, long bytes) throws InterruptedException {
        checkOpen();
        Waiter.checkInterrupt();
        long reserve = ArenaLayout.reserved(bytes);
        RingTurn claim = producer.claim(this, reserve, Deadline.NOW);
        return claim != null ? claim : awaitClaim(Deadline.in(time), reserve, waitForRoom(reserve));
    }

    /** As {@link #claim(boolean)}, waiting for a turn and for room as long as it takes. */
    public RingTurn awaitClaim() throws InterruptedException {
        Waiter.checkInterrupt();
        return Objects.requireNonNull(awaitClaim(Deadline.WHEN_INTERRUPTED, 0, notFull), "never");
    }

    /** As {@link #awaitClaim()}, with so many bytes of the arena. */
    public RingTurn awaitClaim(long bytes) throws InterruptedException {
        checkOpen();
        Waiter.checkInterrupt();
        long reserve = ArenaLayout.reserved(bytes);
        RingTurn claim = producer.claim(this, reserve, Deadline.WHEN_INTERRUPTED);
        if (claim != null) return claim;
        return Objects.requireNonNull(awaitClaim(Deadline.WHEN_INTERRUPTED, reserve, waitForRoom(reserve)), "never");
    }

    private @Nullable RingTurn awaitClaim(Deadline deadline, long reserve, Waiter room) throws InterruptedException {
        do { // for room
            checkOpen();
            RingTurn claim = producer.claim(this, reserve, deadline);
            if (claim != null) return claim;
        } while (room.await(deadline));
        return null;
    }

    /**
     * Begins a series of messages that the calling thread publishes: {@link #claimNext} and {@link #endNextClaim}, then
     * {@link #endClaims}. Not in a ring with an arena.
     */
    public RingTurn beginClaims() {
        checkOpen();
        return producer.beginSeries(this);
    }

    /** Claims the next slot in a series; false if the ring is full. */
    public boolean claimNext(RingTurn series) {
        checkOpen();
        return producer.claimNext(series);
    }

    /** Offset of the slot of a claim of a series in the ring's memory. */
    public long nextClaimedSlot(RingTurn series) {
        return producer.slotOf(series.position);
    }

    /** Ends a claim of a series, which is published with those after it, or given up. */
    public void endNextClaim(RingTurn series, boolean publish) {
        producer.endNext(series, publish);
    }

    /** Publishes what of a series is not yet, and ends it. */
    public void endClaims(RingTurn series) {
        producer.endSeries(series);
    }

    /** Offset of the slot of a claim in the ring's memory. */
    public long claimedSlot(RingTurn claim) {
        return producer.slotOf(producer.claimed(claim));
    }

    /** Offset of the slot of a message in the ring's memory. */
    public long messageSlot(RingTurn message) {
        return consumer.slotOf(message.position);
    }

    /** The arena of a ring that has one. */
    public RingBytes bytes() {
        return new RingBytes(this, ring.geometry().arenaBytes(), Objects.requireNonNull(consumer.arena, "arena"));
    }

    /** Zeroes the slot of a claim, so that a message filled in place has nothing of the one before. */
    public void zero(RingTurn claim) {
        producer.zero(claimedSlot(claim));
    }

    /**
     * The calling thread's claim, which the program made to end it itself.
     *
     * @throws IllegalStateException if it has none, or made it through another handle
     */
    public RingTurn myClaim() {
        RingTurn turn = producer.mine();
        if (turn != null && turn.claimant == this) return turn;
        boolean isElsewhere = turn != null && turn.claimant != null;
        throw without(
                isElsewhere
                        ? "its claim through another object of this queue: commit() or abort() it there"
                        : "no claim: call claim() first");
    }

    /**
     * Ends the claim of {@link #myClaim}, publishing it or not.
     *
     * @throws RegionClosedException if it is to be published and this handle was closed meanwhile; it is given up then
     */
    public void endMyClaim(RingTurn claim, boolean publish) {
        boolean isRefused = publish && closed;
        endClaim(claim, publish && !isRefused);
        if (isRefused) throw ClosedHandle.refusal("queue '" + name() + "'", memory());
    }

    /** Ends the calling thread's claim, publishing it or not. */
    public void endClaim(RingTurn claim, boolean publish) {
        if (publish) producer.commit(claim);
        else producer.abort(claim);
    }

    /**
     * Finds the next message for the calling thread, which then reads it and calls {@link #endMessage}.
     *
     * @param handled whether a handler is to see it in place
     * @return null, and nothing is to be ended, if the ring is empty
     */
    public @Nullable RingTurn take(boolean handled) {
        checkOpen();
        return consumer.take(this, handled);
    }

    /** As {@link #take(boolean)} for a copy, waiting for a turn and for a message; null if there is none in time. */
    public @Nullable RingTurn take(Duration time) throws InterruptedException {
        checkOpen();
        Waiter.checkInterrupt();
        RingTurn message = consumer.take(this, Deadline.NOW);
        return message != null ? message : awaitTake(Deadline.in(time));
    }

    /** As {@link #take(boolean)} for a copy, waiting for a turn and for a message as long as it takes. */
    public RingTurn awaitTake() throws InterruptedException {
        Waiter.checkInterrupt();
        return Objects.requireNonNull(awaitTake(Deadline.WHEN_INTERRUPTED), "never");
    }

    private @Nullable RingTurn awaitTake(Deadline deadline) throws InterruptedException {
        do { // for a message
            checkOpen();
            RingTurn message = consumer.take(this, deadline);
            if (message != null) return message;
        } while (notEmpty.await(deadline));
        return null;
    }

    /** Begins a series of messages for the calling thread: {@link #takeNext} and {@link #endNextMessage}, then {@link
     * #endMessages}. */
    public RingTurn beginMessages() {
        checkOpen();
        return consumer.enter(this);
    }

    /** As {@link #take(boolean)} for a handler; false if the ring is empty. */
    public boolean takeNext(RingTurn series) {
        checkOpen();
        memory().checkWritable();
        return consumer.takeNext(series, true);
    }

    /** As {@link #endMessage}; the series goes on. */
    public void endNextMessage(RingTurn series, boolean free) {
        if (free) consumer.freeNext(series);
        else consumer.keepNext(series);
    }

    /** Ends a series. */
    public void endMessages(RingTurn series) {
        consumer.leave(series);
    }

    /**
     * The calling thread's message.
     *
     * @throws IllegalStateException if it has none
     */
    private RingTurn myMessage() {
        RingTurn turn = consumer.mine();
        if (turn != null && turn.isOpen()) return turn;
        throw without("no message open");
    }

    /**
     * Which try of a handler the calling thread's message is at.
     *
     * @throws IllegalStateException if it has none, or is not a handler's
     */
    public int attempts() {
        int attempt = myMessage().attempt();
        if (attempt > 0) return attempt;
        throw new IllegalStateException("queue '" + name() + "': a copying poll counts no attempts");
    }

    /** Ends the calling thread's message, freeing its slot or leaving it ready. */
    public void endMessage(RingTurn message, boolean free) {
        if (free) consumer.free(message);
        else consumer.keep(message);
    }

    private RuntimeException without(String what) {
        checkOpen();
        memory().checkReadable();
        return new IllegalStateException("queue '" + name() + "': this thread has " + what);
    }

    private Waiter waitForRoom(long reserve) {
        return new Waiter(strategy, roomEvents, PAUSES_PER_LOOK_FOR_ROOM, () -> mayHaveRoom(reserve));
    }

    private boolean mayHaveRoom(long reserve) {
        checkOpen();
        return producer.mayHaveRoom(reserve);
    }

    private boolean mayHaveMessage() {
        checkOpen();
        return consumer.mayHaveMessage();
    }

    /**
     * Refuses a closed handle.
     *
     * @throws RegionClosedException if it is
     */
    void checkOpen() {
        if (closed) throw ClosedHandle.refusal("queue '" + name() + "'", memory());
    }

    /**
     * As {@link #close()}, and gives a claim that the calling thread made through this handle up: nobody could end it
     * any more, and others would wait for it.
     *
     * @param unbinder unbinds what shows the claim
     */
    public void close(Consumer<? super RingTurn> unbinder) {
        RingTurn turn = producer.mine();
        closed = true; // first: who waits for this thread's turn is not to publish
        try {
            if (turn != null && turn.claimant == this) giveUp(turn, unbinder);
        } finally {
            close();
        }
    }

    private void giveUp(RingTurn claim, Consumer<? super RingTurn> unbinder) {
        if (!ring.object().isOwnRegion()) unbinder.accept(claim); // else it says that its region is closed
        endClaim(claim, false);
    }

    /** Ends this handle; with the last one of the attachment its seats. Again does nothing. */
    @Override
    public void close() {
        synchronized (ring) {
            closed = true;
            if (hasEnded) return;
            hasEnded = true;
        }
        ring.closed();
    }
}
