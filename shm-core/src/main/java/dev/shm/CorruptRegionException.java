package dev.shm;

/** Thrown when a file is not a region, or what stands in a region cannot be right. Nothing of it was changed. */
public final class CorruptRegionException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public CorruptRegionException(String message) {
        super(message);
    }
}
