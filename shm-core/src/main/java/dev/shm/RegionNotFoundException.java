package dev.shm;

/** Thrown by {@code open} where there is no region of that name. */
public final class RegionNotFoundException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public RegionNotFoundException(String message) {
        super(message);
    }
}
