package dev.shm.collections;

import dev.shm.collections.internal.queue.RingHandle;
import dev.shm.collections.internal.queue.RingTurn;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of queues are made of. Nothing here depends on the type of message, so each step stays small and
 * monomorphic however many queues a program has.
 */
abstract class QueueSteps<S extends Struct> {
    final RingHandle ring;
    private final int maxAttempts;
    private final @Nullable Consumer<? super S> deadLetters;
    private final PerTurn<QueueTurn<S>> claims;
    private final PerTurn<QueueTurn<S>> messages;

    @SuppressWarnings("unchecked") // see QueueOptions.maxAttempts
    QueueSteps(QueuePlace place, StructType<?, S> type) {
        this.ring = place.ring();
        this.maxAttempts = place.options().maxAttempts();
        this.deadLetters = (Consumer<? super S>) place.options().deadLetters();
        this.claims = new PerTurn<>(turn -> new QueueTurn<>(turn, type));
        this.messages = new PerTurn<>(turn -> new QueueTurn<>(turn, type));
    }

    /**
     * Claims a slot for this thread, who then writes all of {@link QueueTurn#draft} and calls {@link #endOffer}. For
     * generated queues.
     *
     * @return null, and nothing is claimed, if the queue is full
     */
    protected final @Nullable QueueTurn<S> beginOffer() {
        RingTurn claim = ring.claim(false);
        return claim == null ? null : draft(claim);
    }

    /** As {@link #beginOffer()}, waiting for this thread's turn and for room; null if there is none in time. */
    final @Nullable QueueTurn<S> beginOffer(Duration time) throws InterruptedException {
        RingTurn claim = ring.claim(time);
        return claim == null ? null : draft(claim);
    }

    /**
     * As {@link #beginOffer()}, waiting for this thread's turn and for room as long as it takes. For generated queues.
     */
    protected final QueueTurn<S> beginPut() throws InterruptedException {
        return draft(ring.awaitClaim());
    }

    private QueueTurn<S> draft(RingTurn claim) {
        boolean done = false;
        try {
            QueueTurn<S> turn = claims.of(claim);
            turn.draft().bind(ring.memory(), ring.claimedSlot(claim));
            done = true;
            return turn;
        } finally {
            if (!done) ring.endClaim(claim, false);
        }
    }

    /** Ends an offer, publishing it or not. For generated queues. */
    protected final void endOffer(QueueTurn<S> turn, boolean publish) {
        ring.endClaim(turn.ring, publish);
    }

    /** Begins a series of offers of this thread, until {@link #endOffers}. For generated queues. */
    protected final QueueTurn<S> beginOffers() {
        RingTurn series = ring.beginClaims();
        boolean done = false;
        try {
            QueueTurn<S> turn = claims.of(series);
            done = true;
            return turn;
        } finally {
            if (!done) ring.endClaims(series);
        }
    }

    /** As {@link #beginOffer()}, in a series; false if the queue is full. For generated queues. */
    protected final boolean nextOffer(QueueTurn<S> turn) {
        if (!ring.claimNext(turn.ring)) return false;
        boolean done = false;
        try {
            turn.draft().bind(ring.memory(), ring.nextClaimedSlot(turn.ring));
            done = true;
        } finally {
            if (!done) ring.endNextClaim(turn.ring, false);
        }
        return true;
    }

    /** As {@link #endOffer}, in a series: published now or with those after it. For generated queues. */
    protected final void endNextOffer(QueueTurn<S> turn, boolean publish) {
        ring.endNextClaim(turn.ring, publish);
    }

    /** Ends a series of offers, all of which are published then. For generated queues. */
    protected final void endOffers(QueueTurn<S> turn) {
        ring.endClaims(turn.ring);
    }

    /**
     * As {@link #beginOffer()}, for who fills {@link QueueTurn#view}, which is all zero, and calls {@link #endFilling}.
     */
    protected final @Nullable QueueTurn<S> beginFilling() {
        return begin(false);
    }

    /** Ends a filling, publishing it or not. For generated queues. */
    protected final void endFilling(QueueTurn<S> turn, boolean publish) {
        StructAccess.unbind(turn.view());
        ring.endClaim(turn.ring, publish);
    }

    /** Claims a slot of zeros, until {@link #endClaim}. For generated queues. */
    protected final @Nullable S beginClaim() {
        QueueTurn<S> turn = begin(true);
        return turn == null ? null : turn.view();
    }

    /** Ends this thread's claim, publishing it or not. For generated queues. */
    protected final void endClaim(boolean publish) {
        QueueTurn<S> turn = claims.of(ring.myClaim());
        StructAccess.unbind(turn.view());
        ring.endMyClaim(turn.ring, publish);
    }

    /**
     * Finds the next message for this thread, which is then in {@link QueueTurn#view}; until {@link #endMessage}. For
     * generated queues.
     *
     * @param handled whether a handler is to see it in place
     * @return null if there is none
     */
    protected final @Nullable QueueTurn<S> beginMessage(boolean handled) {
        RingTurn message = ring.take(handled);
        return message == null ? null : show(message);
    }

    /**
     * As {@link #beginMessage(boolean)} for a copy, waiting for this thread's turn and for a message; null if none in
     * time.
     */
    final @Nullable QueueTurn<S> beginMessage(Duration time) throws InterruptedException {
        RingTurn message = ring.take(time);
        return message == null ? null : show(message);
    }

    /**
     * As {@link #beginMessage(boolean)} for a copy, waiting for this thread's turn and for a message as long as it
     * takes. For generated queues.
     */
    protected final QueueTurn<S> beginTake() throws InterruptedException {
        return show(ring.awaitTake());
    }

    private QueueTurn<S> show(RingTurn message) {
        boolean done = false;
        try {
            QueueTurn<S> turn = messages.of(message);
            turn.view().bind(ring.memory(), ring.messageSlot(message));
            done = true;
            return turn;
        } finally {
            if (!done) ring.endMessage(message, false);
        }
    }

    /** Who is to see a message: the handler, or the one for dead letters. For generated queues. */
    protected final Consumer<? super S> handlerOf(QueueTurn<S> turn, Consumer<? super S> handler) {
        return deadLetters == null || turn.ring.attempt() <= maxAttempts ? handler : deadLetters;
    }

    /** Ends a message, freeing its slot or leaving it ready. For generated queues. */
    protected final void endMessage(QueueTurn<S> turn, boolean free) {
        StructAccess.unbind(turn.view());
        ring.endMessage(turn.ring, free);
    }

    /** Begins a series of messages of this thread, until {@link #endDrain}. For generated queues. */
    protected final QueueTurn<S> beginDrain() {
        RingTurn series = ring.beginMessages();
        boolean done = false;
        try {
            QueueTurn<S> turn = messages.of(series);
            done = true;
            return turn;
        } finally {
            if (!done) ring.endMessages(series);
        }
    }

    /** As {@link #beginMessage(boolean)} for a handler, in a series; false if there is none. For generated queues. */
    protected final boolean nextMessage(QueueTurn<S> turn) {
        if (!ring.takeNext(turn.ring)) return false;
        boolean done = false;
        try {
            turn.view().bind(ring.memory(), ring.messageSlot(turn.ring));
            done = true;
        } finally {
            if (!done) ring.endNextMessage(turn.ring, false);
        }
        return true;
    }

    /** As {@link #endMessage}, in a series. For generated queues. */
    protected final void endNextMessage(QueueTurn<S> turn, boolean free) {
        StructAccess.unbind(turn.view());
        ring.endNextMessage(turn.ring, free);
    }

    /** Ends a series. For generated queues. */
    protected final void endDrain(QueueTurn<S> turn) {
        ring.endMessages(turn.ring);
    }

    /** Closes the ring, and gives a claim of this thread up. */
    final void closeRing() {
        ring.close(claim -> StructAccess.unbind(claims.of(claim).view()));
    }

    private @Nullable QueueTurn<S> begin(boolean byProgram) {
        RingTurn claim = ring.claim(byProgram);
        if (claim == null) return null;
        boolean done = false;
        try {
            QueueTurn<S> turn = claims.of(claim);
            ring.zero(claim);
            turn.view().bind(ring.memory(), ring.claimedSlot(claim));
            done = true;
            return turn;
        } finally {
            if (!done) ring.endClaim(claim, false);
        }
    }
}
