package dev.shm;

/** Thrown by {@code create} where a region of that name is there already, attached or not. */
public final class RegionExistsException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public RegionExistsException(String message) {
        super(message);
    }
}
