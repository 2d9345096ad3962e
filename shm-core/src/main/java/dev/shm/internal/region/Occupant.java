package dev.shm.internal.region;

/**
 * What an attachment said of itself when it took its slot; for people.
 *
 * @param isAlive what the kernel says, without touching the lock
 */
public record Occupant(long pid, long pidNamespace, boolean isAlive) {
    /** Of an owner whose slot somebody else has by now. */
    static final Occupant FORGOTTEN = new Occupant(0, 0, false);
}
