package dev.shm;

/** Thrown by every access through a region, or a view of one, that this process has closed. */
public final class RegionClosedException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public RegionClosedException(String message) {
        super(message);
    }
}
