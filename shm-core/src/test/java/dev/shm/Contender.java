package dev.shm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A live process that contends: a thread of this one, through an attachment of its own, that takes turn after turn
 * while another process is killed at the same thing.
 */
final class Contender implements AutoCloseable {
    private static final long PAUSE_NANOS = 300_000;
    private static final long PROMPTLY_NANOS = 5_000_000_000L;

    private final Runnable closing;
    private final Thread thread;
    private volatile boolean othersEnded;
    private volatile boolean ending;
    private volatile long turns;
    private volatile long told;
    private volatile @Nullable Throwable failure;

    /** What it does again and again. */
    interface Turn {
        /** Whether it got what it wanted. */
        boolean take() throws InterruptedException;
    }

    /** @param closing closes what it uses, at the end */
    Contender(Turn turn, Runnable closing) {
        this.closing = closing;
        thread = new Thread(() -> contend(turn), "contender");
        thread.start();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void contend(Turn turn) {
        try {
            while (!ending) {
                boolean isAlone = othersEnded;
                try {
                    if (turn.take()) turns++;
                } catch (OwnerDiedException e) {
                    told++; // has no repair: those who were there repair
                } catch (SharedMemoryException e) {
                    boolean hasLostPatience = e.getClass() == SharedMemoryException.class; // with one that is alive
                    if (isAlone || !hasLostPatience) throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** How many turns it has had. */
    long turns() {
        return turns;
    }

    /** How often it was told of a death. */
    long told() {
        return told;
    }

    /** Asserts that it gets its turns now that the others have ended. */
    void assertGoesOn() {
        othersEnded = true;
        long before = turns;
        long end = System.nanoTime() + PROMPTLY_NANOS;
        while (turns == before && thread.isAlive() && System.nanoTime() < end) Thread.onSpinWait();
        assertTrue(turns > before, () -> "the contender does not go on: " + failure);
    }

    /** Lets it finish its turn; the others are alone then. */
    void end() {
        ending = true;
        try {
            thread.join(ChildJvm.DEADLINE.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertTrue(!thread.isAlive(), "the contender hangs");
    }

    @Override
    public void close() {
        end();
        closing.run();
        Throwable failed = failure;
        if (failed != null) throw new AssertionError("the contender failed", failed);
    }
}
