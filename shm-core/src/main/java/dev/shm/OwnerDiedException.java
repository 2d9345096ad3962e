package dev.shm;

/**
 * Thrown by acquiring a lock whose owner died while holding it, as long as nobody has repaired what the lock guards.
 * The lock is <em>not</em> held.
 */
public final class OwnerDiedException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public OwnerDiedException(String message) {
        super(message);
    }
}
