package dev.shm;

/**
 * Thrown when there is no room for a region or a structure. The message states the bytes needed and free; nothing is
 * left behind.
 */
public final class RegionSpaceException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public RegionSpaceException(String message) {
        super(message);
    }
}
