package dev.shm.tools;

import dev.shm.CorruptRegionException;
import dev.shm.RegionNotFoundException;
import dev.shm.SharedMemoryException;
import dev.shm.struct.CorruptStructException;
import picocli.CommandLine.ParameterException;

/** What the command ends with. Scripts rely on these numbers. */
final class ExitCode {
    static final int OK = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int DAMAGED = 4;
    static final int REFUSED = 5;
    static final int FAILED = 6;
    static final int BUG = 70;

    static final String HEADING = "%nExit codes:%n";

    private ExitCode() {}

    static int of(Throwable error) {
        if (error instanceof RegionNotFoundException || error instanceof NoSuchObjectException) return NOT_FOUND;
        if (error instanceof CorruptRegionException || error instanceof CorruptStructException) return DAMAGED;
        if (error instanceof SharedMemoryException) return FAILED;
        if (error instanceof ParameterException || error instanceof IllegalArgumentException) return USAGE;
        return BUG;
    }

    /** A region has no object of that name. */
    static final class NoSuchObjectException extends SharedMemoryException {
        private static final long serialVersionUID = 1L;

        NoSuchObjectException(String message) {
            super(message);
        }
    }
}
