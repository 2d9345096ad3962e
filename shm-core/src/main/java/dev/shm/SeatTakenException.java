package dev.shm;

/** Thrown when a live process already holds the one end of a queue that was asked for. */
public final class SeatTakenException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    public SeatTakenException(String message) {
        super(message);
    }
}
