package dev.shm.internal.region;

import dev.shm.RegionAccessException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedMemoryException;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.PlatformException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** Puts space behind bytes of a file, or says how much is needed and free. */
final class SpaceReservation {
    /** Space is reserved piece by piece, so that a signal repeats little and progress is made. */
    private static final long STEP_BYTES = 64L << 20;

    /** More than anything needs. */
    private static final long UNTOLD = Long.MAX_VALUE;

    private SpaceReservation() {}

    /** Reserves the bytes of a range; those that have space already cost nothing. */
    static void reserve(Platform platform, RegionPath path, int descriptor, long from, long to) {
        // Asked first, because a reservation that fails half-way takes memory from others meanwhile. A file's space is
        // all at its beginning, so that who opens a region asks for nothing.
        long spaceBytes = platform.status(descriptor).spaceBytes();
        long missing = to - Math.max(from, Math.min(spaceBytes, to));
        if (missing > freeBytes(path)) throw noSpace(path, missing);
        try {
            for (long at = from; at < to; at += STEP_BYTES) {
                platform.reserve(descriptor, at, Math.min(STEP_BYTES, to - at));
            }
        } catch (PlatformException e) {
            throw refused(path, to - from, e);
        }
    }

    /** For more than the file system has. */
    static RegionSpaceException noSpace(RegionPath path, long neededBytes) {
        return noSpace(path, neededBytes, freeBytes(path), path.folder());
    }

    static RegionSpaceException noSpace(RegionPath path, long neededBytes, long freeBytes, Object where) {
        String free = freeBytes == UNTOLD ? "as much as the file system does not tell" : freeBytes + " bytes";
        return new RegionSpaceException(path + ": needed " + neededBytes + " bytes, free " + free + " in " + where
                + ". Make the region smaller, delete regions that nobody needs, or enlarge it"
                + " (Docker: --shm-size; or another folder with -Ddev.shm.directory)");
    }

    static SharedMemoryException refused(RegionPath path, long neededBytes, PlatformException e) {
        return switch (e.errno()) {
            case ENOSPC, EDQUOT, EFBIG -> noSpace(path, neededBytes);
            case EOPNOTSUPP, ENOSYS, ENODEV ->
                new RegionAccessException(
                        path + ": the file system cannot reserve space (" + e.getMessage()
                                + "), and without that a full disk would crash its users. Use a tmpfs, ext4 or xfs",
                        e);
            default ->
                new RegionAccessException(
                        path + ": space cannot be reserved: " + e.getMessage() + ". Try another folder with"
                                + " -Ddev.shm.directory, or builder.file",
                        e);
        };
    }

    /** Whether the file system is memory. Others read zeros where there is no space. */
    static boolean isMemory(RegionPath path) {
        try {
            return Files.getFileStore(path.folder()).type().equals("tmpfs");
        } catch (IOException e) {
            return true; // the worse case
        }
    }

    /**
     * By {@code File}, which asks the kernel; a {@code FileStore} reads the table of mounts each time. A tmpfs without
     * a limit says that it has nothing at all.
     */
    private static long freeBytes(RegionPath path) {
        File folder = path.folder().toFile();
        long free = folder.getUsableSpace();
        return free == 0 && folder.getTotalSpace() == 0 ? UNTOLD : free;
    }
}
