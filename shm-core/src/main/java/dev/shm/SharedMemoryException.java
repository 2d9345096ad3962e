package dev.shm;

/**
 * The root of all exceptions of this library. Each message names the region, what was found, what was expected and what
 * to do next; what the operating system refused carries the name of its error.
 */
public class SharedMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SharedMemoryException(String message) {
        super(message);
    }

    public SharedMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
