package dev.shm.collections;

import dev.shm.collections.internal.queue.RingBytes;
import dev.shm.collections.internal.queue.RingHandle;
import dev.shm.collections.internal.queue.RingTurn;
import dev.shm.spi.BytesView;
import java.time.Duration;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of {@link SharedByteQueue} are made of: a turn is taken, its bytes are shown, and it is ended. The steps
 * of {@link QueueSteps} once more, for what shows a message is of another class here: one shared by both would be called
 * through a type that the JIT cannot tell, in each message.
 */
abstract class ByteQueueSteps {
    final RingHandle ring;
    final RingBytes bytes;
    private final int maxAttempts;
    private final @Nullable Consumer<? super Bytes<?>> deadLetters;
    private final PerTurn<ByteTurn> claims;
    private final PerTurn<ByteTurn> messages;

    @SuppressWarnings("unchecked") // see QueueOptions.maxAttempts
    ByteQueueSteps(RingHandle ring, QueueOptions options) {
        this.ring = ring;
        this.bytes = ring.bytes();
        this.maxAttempts = options.maxAttempts();
        this.deadLetters = (Consumer<? super Bytes<?>>) options.deadLetters();
        this.claims = views("a claim");
        this.messages = views("a message");
    }

    /**
     * Claims bytes for this thread, until {@link #endClaim}.
     *
     * @return null, and nothing is claimed, if there is no room
     */
    final @Nullable ByteTurn beginClaim(long maxBytes, boolean byProgram) {
        checkLength(maxBytes);
        RingTurn claim = ring.claim(byProgram, maxBytes);
        return claim == null ? null : show(claim, maxBytes);
    }

    /**
     * As {@link #beginClaim(long, boolean)}, waiting for this thread's turn and for room; null if there is none in
     * time.
     */
    final @Nullable ByteTurn beginClaim(long maxBytes, Duration time) throws InterruptedException {
        checkLength(maxBytes);
        RingTurn claim = ring.claim(time, maxBytes);
        return claim == null ? null : show(claim, maxBytes);
    }

    /** As {@link #beginClaim(long, boolean)}, waiting for this thread's turn and for room as long as it takes. */
    final ByteTurn beginPut(long maxBytes) throws InterruptedException {
        checkLength(maxBytes);
        return show(ring.awaitClaim(maxBytes), maxBytes);
    }

    private void checkLength(long length) {
        if (length >= 0 && length <= bytes.maxMessageBytes()) return;
        throw new IllegalArgumentException("queue '" + ring.name() + "': a message of " + length
                + " bytes, and it takes 0 to " + bytes.maxMessageBytes() + ", half of its capacity");
    }

    private ByteTurn show(RingTurn claim, long maxBytes) {
        boolean done = false;
        try {
            ByteTurn turn = claims.of(claim);
            turn.view().toWrite(bytes.offsetOfClaim(claim), maxBytes);
            done = true;
            return turn;
        } finally {
            if (!done) ring.endClaim(claim, false);
        }
    }

    /** Ends a claim, publishing what was written or not. */
    final void endClaim(ByteTurn turn, boolean publish) {
        if (publish) bytes.length(turn.ring(), turn.bytes().writePosition());
        turn.view().close();
        ring.endClaim(turn.ring(), publish);
    }

    /** Ends the claim that this thread's program made. */
    final void endMyClaim(boolean publish) {
        ByteTurn turn = claims.of(ring.myClaim());
        if (publish) bytes.length(turn.ring(), turn.bytes().writePosition());
        turn.view().close();
        ring.endMyClaim(turn.ring(), publish);
    }

    /** Closes the ring, and gives a claim of this thread up. */
    final void closeRing() {
        ring.close(claim -> claims.of(claim).view().close());
    }

    /**
     * Finds the next message for this thread, until {@link #endMessage}.
     *
     * @param handled whether a handler is to see it in place
     * @return null if there is none
     */
    final @Nullable ByteTurn beginMessage(boolean handled) {
        RingTurn message = ring.take(handled);
        return message == null ? null : show(message);
    }

    /**
     * As {@link #beginMessage(boolean)} for a copy, waiting for this thread's turn and for a message; null if none in
     * time.
     */
    final @Nullable ByteTurn beginMessage(Duration time) throws InterruptedException {
        RingTurn message = ring.take(time);
        return message == null ? null : show(message);
    }

    /**
     * As {@link #beginMessage(boolean)} for a copy, waiting for this thread's turn and for a message as long as it
     * takes.
     */
    final ByteTurn beginTake() throws InterruptedException {
        return show(ring.awaitTake());
    }

    private ByteTurn show(RingTurn message) {
        boolean done = false;
        try {
            ByteTurn turn = messages.of(message);
            show(turn);
            done = true;
            return turn;
        } finally {
            if (!done) ring.endMessage(message, false);
        }
    }

    private void show(ByteTurn turn) {
        turn.view().toRead(bytes.offsetOf(turn.ring()), bytes.lengthOf(turn.ring()));
    }

    /** Who is to see a message: the handler, or the one for dead letters. */
    final Consumer<? super Bytes<?>> handlerOf(ByteTurn turn, Consumer<? super Bytes<?>> handler) {
        return deadLetters == null || turn.ring().attempt() <= maxAttempts ? handler : deadLetters;
    }

    /** Ends a message, freeing its bytes or leaving it ready. */
    final void endMessage(ByteTurn turn, boolean free) {
        turn.view().close();
        ring.endMessage(turn.ring(), free);
    }

    /** Begins a series of messages of this thread, until {@link #endDrain}. */
    final ByteTurn beginDrain() {
        RingTurn series = ring.beginMessages();
        boolean done = false;
        try {
            ByteTurn turn = messages.of(series);
            done = true;
            return turn;
        } finally {
            if (!done) ring.endMessages(series);
        }
    }

    /** As {@link #beginMessage(boolean)} for a handler, in a series; false if there is none. */
    final boolean nextMessage(ByteTurn turn) {
        if (!ring.takeNext(turn.ring())) return false;
        boolean done = false;
        try {
            show(turn);
            done = true;
        } finally {
            if (!done) ring.endNextMessage(turn.ring(), false);
        }
        return true;
    }

    /** As {@link #endMessage}, in a series. */
    final void endNextMessage(ByteTurn turn, boolean free) {
        turn.view().close();
        ring.endNextMessage(turn.ring(), free);
    }

    /** Ends a series. */
    final void endDrain(ByteTurn turn) {
        ring.endMessages(turn.ring());
    }

    private PerTurn<ByteTurn> views(String what) {
        String described = what + " of queue '" + ring.name() + "'";
        return new PerTurn<>(
                turn -> new ByteTurn(turn, new BytesView(ring.memory(), bytes.offset(), bytes.capacity(), described)));
    }

    /** A turn at an end of the queue, and what shows its bytes. */
    record ByteTurn(RingTurn ring, BytesView view) {
        Bytes<?> bytes() {
            return view.bytes();
        }
    }
}
