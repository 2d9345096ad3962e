package dev.shm;

/**
 * Thrown when a region or structure is there but has another size, kind or struct layout than asked for. The message
 * states both.
 */
public final class LayoutMismatchException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public LayoutMismatchException(String message) {
        super(message);
    }
}
