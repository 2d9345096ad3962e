package dev.shm;

/**
 * Thrown when the operating system refuses access to a region's file, or the file is none that may be trusted: another
 * user's, a link, a directory.
 */
public final class RegionAccessException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public RegionAccessException(String message) {
        super(message);
    }

    public RegionAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
