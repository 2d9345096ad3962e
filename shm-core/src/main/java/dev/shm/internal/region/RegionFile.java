package dev.shm.internal.region;

import dev.shm.RegionAccessException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedMemoryException;
import dev.shm.internal.platform.Errno;
import dev.shm.internal.platform.FileStatus;
import dev.shm.internal.platform.FileStatus.Kind;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.PlatformException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An open file of a region, or of one in the making: found to be one that may be trusted, and never truncated.
 *
 * <p>Its descriptor is for byte locks and is never mapped, because a mapping would keep the locks of a closed
 * descriptor alive; {@link #map} opens the file once more.
 */
final class RegionFile {
    private static final long FIRST_PAUSE_NANOS = 50_000;
    private static final long LAST_PAUSE_NANOS = 2_000_000;
    private static final long DETACH_PATIENCE_NANOS = 1_000_000_000;

    private final Platform platform;
    private final RegionPath path;
    private Path file;
    private final Access access;
    private final int descriptor;
    private final FileStatus status;
    private boolean closed;

    /**
     * How a file is opened.
     *
     * @param trustsOthers whether it may belong to another user
     */
    record Access(boolean writable, boolean trustsOthers) {
        /** For one's own regions. */
        static final Access OWN = new Access(true, false);

        static Access of(RegionRequest request) {
            return new Access(!request.readOnly, request.trustsOthers());
        }
    }

    private RegionFile(
            Platform platform, RegionPath path, Path file, Access access, int descriptor, FileStatus status) {
        this.platform = platform;
        this.path = path;
        this.file = file;
        this.access = access;
        this.descriptor = descriptor;
        this.status = status;
    }

    /** Opens a file; null where there is none. */
    static @Nullable RegionFile open(Platform platform, RegionPath path, Path file, Access access) {
        FileStatus named;
        try {
            named = platform.status(file);
        } catch (PlatformException e) {
            throw refused(path, e);
        }
        if (named == null) return null;
        // Looked at before it is opened: opening a device could have effects.
        checkTrusted(platform, path, file, access, named);
        int descriptor;
        try {
            descriptor = platform.open(file, access.writable());
        } catch (PlatformException e) {
            if (e.errno() == Errno.ENOENT) return null;
            throw refused(path, e);
        }
        return of(platform, path, file, access, descriptor);
    }

    /** Creates a file; null where there is one by now. */
    static @Nullable RegionFile create(Platform platform, RegionPath path, Path file, Access access) {
        int descriptor;
        try {
            descriptor = platform.createNew(file);
        } catch (PlatformException e) {
            if (e.errno() == Errno.EEXIST) return null;
            throw refused(path, e);
        }
        return of(platform, path, file, access, descriptor);
    }

    private static RegionFile of(Platform platform, RegionPath path, Path file, Access access, int descriptor) {
        try {
            FileStatus status = platform.status(descriptor);
            checkTrusted(platform, path, file, access, status);
            return new RegionFile(platform, path, file, access, descriptor, status);
        } catch (Throwable e) {
            platform.close(descriptor);
            throw e;
        }
    }

    /** The descriptor for byte locks. */
    int descriptor() {
        return descriptor;
    }

    /** The length now. */
    long sizeBytes() {
        return platform.status(descriptor).sizeBytes();
    }

    /** How much space it takes now. */
    long spaceBytes() {
        return platform.status(descriptor).spaceBytes();
    }

    /** Reads and checks the header. */
    RegionGeometry readGeometry() {
        byte[] header = new byte[RegionLayout.HEADER_BYTES];
        int found = platform.read(descriptor, 0, header);
        return RegionGeometry.read(header, found, sizeBytes(), path);
    }

    /** Reads bytes of the file as they are at some moment; those beyond its end are 0. */
    byte[] read(long offset, int count) {
        byte[] bytes = new byte[count];
        platform.read(descriptor, offset, bytes);
        return bytes;
    }

    boolean isWritable() {
        return access.writable();
    }

    /** Gives the file another name, if nobody has that; whether it was done. */
    boolean rename(Path to) {
        try {
            platform.rename(file, to);
        } catch (PlatformException e) {
            if (e.errno() == Errno.EEXIST) return false;
            throw refused(path, e);
        }
        file = to;
        return true;
    }

    /** Removes the name that it was opened by. */
    void unlink() {
        platform.unlink(file);
    }

    /** Whether the name it was opened by still stands for this file. */
    boolean isStillNamed() {
        FileStatus now = platform.status(file);
        return now != null && now.isSameFile(status);
    }

    /** Maps the file through a descriptor of its own. */
    long map(long sizeBytes) {
        int mapped;
        try {
            mapped = platform.open(file, access.writable());
        } catch (PlatformException e) {
            if (e.errno() == Errno.ENOENT) throw new FileReplacedException(path); // deleted meanwhile
            throw refused(path, e);
        }
        try {
            if (!platform.status(mapped).isSameFile(status)) throw new FileReplacedException(path);
            return platform.map(mapped, sizeBytes, access.writable());
        } catch (PlatformException e) {
            if (e.errno() == Errno.ENOMEM) {
                throw new RegionSpaceException(
                        path + " needs " + sizeBytes + " bytes of address space, and this process"
                                + " has not as many free: " + e.getMessage()
                                + ". Ask for less (a smaller size, maxSize or capacity), raise ulimit -v, or"
                                + " use more processes");
            }
            throw new RegionAccessException(
                    path + " cannot be mapped with " + sizeBytes + " bytes: " + e.getMessage()
                            + ". See the limits of this process (ulimit -v) and its free address space",
                    e);
        } finally {
            platform.close(mapped);
        }
    }

    /** Waits for the lock of creation and of last detach, which its holder's death frees. */
    void lockCreation() {
        long pause = FIRST_PAUSE_NANOS;
        while (!platform.tryLockByte(descriptor, RegionLayout.CREATION_LOCK)) {
            pause = pause(path, pause);
        }
    }

    void unlockCreation() {
        if (!closed) platform.unlockByte(descriptor, RegionLayout.CREATION_LOCK);
    }

    /** Takes the lock of creation if it is free. */
    boolean tryLockCreation() {
        return platform.tryLockByte(descriptor, RegionLayout.CREATION_LOCK);
    }

    /** Whether somebody else holds the lock of creation. */
    boolean isCreationLocked() {
        return platform.isAnyByteLocked(descriptor, RegionLayout.CREATION_LOCK, 1);
    }

    /** Whether the attachment of a slot lives, if it is not this descriptor's. */
    boolean isSlotLocked(int slot) {
        return platform.isAnyByteLocked(descriptor, RegionLayout.slotLock(slot), 1);
    }

    /** Whether any process is attached through another descriptor. */
    boolean isAttached(int slotCount) {
        return platform.isAnyByteLocked(descriptor, RegionLayout.slotLock(1), slotCount);
    }

    /**
     * Waits for that lock as a thread that closes the region: it goes on waiting when interrupted, but not for ever,
     * because the holder may be a stopped process; whether it has the lock. Without it the name stays, at worst, until
     * somebody opens it.
     */
    boolean lockCreationToDetach() {
        long end = System.nanoTime() + DETACH_PATIENCE_NANOS;
        boolean interrupted = false;
        try {
            while (!tryLockCreation()) {
                if (System.nanoTime() - end > 0) return false;
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(FIRST_PAUSE_NANOS);
            }
            return true;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Removes the name if it stands for this file and nobody else is attached. */
    void unlinkIfUnattached(int slotCount) {
        if (!isAttached(slotCount) && isStillNamed()) unlink();
    }

    /** Closes the descriptor and so drops its locks; again does nothing. */
    void close() {
        if (closed) return;
        closed = true;
        platform.close(descriptor);
    }

    /**
     * Waits a little for another process.
     *
     * @return how long to wait next time
     */
    static long pause(RegionPath path, long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new SharedMemoryException(
                    path + ": interrupted while waiting for another process that is creating it");
        }
        return Math.min(nanos * 2, LAST_PAUSE_NANOS);
    }

    private static void checkTrusted(Platform platform, RegionPath path, Path file, Access access, FileStatus status) {
        if (status.kind() != Kind.FILE) {
            throw new RegionAccessException(path + ": " + file + " is " + status.kind()
                    + ", where a plain file is expected. Remove it or choose another name");
        }
        if (status.userId() != platform.userId() && !access.trustsOthers()) {
            throw new RegionAccessException(path + ": " + file + " belongs to user " + status.userId()
                    + " and this process runs as user " + platform.userId()
                    + "; only one's own regions are opened. Choose another name, run as that user, or say with"
                    + " SharedRegion.builder(name).permissions(…) that others' are welcome");
        }
    }

    private static RegionAccessException refused(RegionPath path, PlatformException e) {
        String advice = e.errno().isShortage()
                ? "Close regions or files, or raise the limits of this process (ulimit -n, -v)"
                : "Check that " + path.folder()
                        + " is there and may be written, or name another folder with -Ddev.shm.directory";
        return new RegionAccessException(path + " cannot be opened: " + e.getMessage() + ". " + advice, e);
    }
}
