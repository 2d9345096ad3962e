package dev.shm.internal.platform;

import dev.shm.SharedMemoryException;

/** An error of the operating system, by its number and name. The region code says what it means for a region. */
public final class PlatformException extends SharedMemoryException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    PlatformException(String call, int number) {
        super(call + ": " + Errno.of(number).describe(number));
        this.errno = Errno.of(number);
    }

    /** Which error it is. */
    public Errno errno() {
        return errno;
    }
}
