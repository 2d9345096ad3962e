package dev.shm.struct;

import dev.shm.SharedMemoryException;

/**
 * Bytes in shared memory that no writer of this layout leaves: a text longer than its field, an enum constant that does
 * not exist, a layout text that is none. Nothing outside the field was read.
 */
public class CorruptStructException extends SharedMemoryException {
    private static final long serialVersionUID = 1;

    public CorruptStructException(String message) {
        super(message);
    }

    public CorruptStructException(String message, Throwable cause) {
        super(message, cause);
    }
}
