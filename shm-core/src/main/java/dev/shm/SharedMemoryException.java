package dev.shm;

/**
 * Something about shared memory that the caller could not rule out beforehand; the superclass of this library's own
 * exceptions.
 *
 * <p>The message names what was found, what was expected and what to do next.
 */
public class SharedMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SharedMemoryException(String message) {
        super(message);
    }

    public SharedMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
