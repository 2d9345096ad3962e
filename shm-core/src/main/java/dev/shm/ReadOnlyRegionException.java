package dev.shm;

/** Thrown by every writing call on a region that was opened read-only. */
public final class ReadOnlyRegionException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public ReadOnlyRegionException(String message) {
        super(message);
    }
}
