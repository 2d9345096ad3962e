package dev.shm.internal.sync;

/**
 * How a waiter spins before it sleeps: a few looks, far apart. Each look takes the word's line away from its owner, who
 * then waits for it to unlock; a waiter that looks all the time makes two processes slower than one. Measured in
 * decision 15.
 */
public final class Spinning {
    public static final int LOOKS = 4;

    /** 5 to 10 µs on today's x86 processors. */
    private static final int PAUSES = 256;

    private Spinning() {}

    /** Lets the time between two looks pass. */
    public static void pause() {
        for (int i = 0; i < PAUSES; i++) Thread.onSpinWait();
    }
}
