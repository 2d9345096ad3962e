package dev.shm.internal.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the library needs of an operating system, and nothing more. Everything above this interface is portable.
 *
 * <p>A method that fails throws {@link PlatformException} with the system's error, unless it says otherwise. Any thread
 * may call any method. File descriptors are plain numbers: whoever opened one closes it once, and lets no other thread
 * use it at that time.
 */
public interface Platform {
    /** Opens an existing file, not following a link in the last place, and never blocking. */
    int open(Path path, boolean writable);

    /** Creates a file that only this user may use. Fails with EEXIST where the name is taken. */
    int createNew(Path path);

    /** Closes a descriptor, and with it the byte locks that were taken through it. */
    void close(int descriptor);

    /** What the descriptor refers to. */
    FileStatus status(int descriptor);

    /** What stands under a name, a link itself and not its target; null where there is nothing. */
    @Nullable
    FileStatus status(Path path);

    /** Reads up to {@code target.length} bytes; how many there were. */
    int read(int descriptor, long offset, byte[] target);

    /** Makes a file longer, without space behind the new bytes. */
    void extend(int descriptor, long sizeBytes);

    /** Reserves the space behind a range of bytes, so that touching them cannot fail. ENOSPC where there is none. */
    void reserve(int descriptor, long offset, long sizeBytes);

    /**
     * Gets pages of a mapping ready for writing, all in one call: a fault for each costs many times as much. Only a
     * hint: where the kernel cannot (before Linux 5.14), each is made when it is touched.
     */
    void populate(long address, long sizeBytes);

    /** Sets the permission bits. */
    void changeMode(int descriptor, int mode);

    /** Renames; fails with EEXIST where the new name is taken. */
    void rename(Path from, Path to);

    /** Removes a name; false where there was none. */
    boolean unlink(Path path);

    /** Maps a file shared, from its start; the address. */
    long map(int descriptor, long sizeBytes, boolean writable);

    /** Puts private zero pages in the place of a mapping, so that a late access harms nobody. */
    void replaceMapping(long address, long sizeBytes);

    /** Gives a range of addresses back. */
    void unmap(long address, long sizeBytes);

    /**
     * Takes an exclusive lock on one byte, which need not exist, for this descriptor; false if it is taken through
     * another. The kernel drops it when the process dies. Taking it again through the same descriptor succeeds.
     */
    boolean tryLockByte(int descriptor, long offset);

    /** Drops a byte lock. */
    void unlockByte(int descriptor, long offset);

    /** Whether any byte of a range is locked through another descriptor. */
    boolean isAnyByteLocked(int descriptor, long offset, long count);

    /**
     * Sleeps while the 32-bit word at an address has the expected value, until woken or for a time; returns early at
     * will. The time is bounded by the caller always: the waker may be dead.
     */
    void awaitChange(long address, int expected, long timeoutNanos);

    /** Wakes up to {@code count} sleepers on a word, in any process. */
    void wake(long address, int count);

    /** Registers this process for {@link #barrierEverywhere()}; false where the system has none. */
    boolean registerForBarrier();

    /** Makes every running thread of every registered process pass a full fence; false where the system has none. */
    boolean barrierEverywhere();

    /**
     * The bytes that this process may write into one file and map: the smaller of its limits, less what of its address
     * space it has in use or will need itself.
     */
    long sizeLimit();

    /** The effective user of this process. */
    int userId();
}
