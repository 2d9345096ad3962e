package dev.shm.internal.platform;

import com.sun.jna.Native;
import dev.shm.memory.KillPoints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Linux on x86-64 and aarch64, by the C library and three system calls.
 *
 * <p>Byte locks are open-file-description locks: they belong to a descriptor, not to the process, so they work between
 * two descriptors of one process, survive the closing of others, and are right whatever the pid namespace.
 */
final class LinuxPlatform implements Platform {
    private static final long PAGE_BYTES = 4096;

    private final boolean arm = System.getProperty("os.arch").equals("aarch64");
    private final long futex = arm ? 98 : 202;
    private final long membarrier = arm ? 283 : 324;
    private final MapAddresses addresses = new MapAddresses();

    @Override
    public int open(Path path, boolean writable) {
        int access = writable ? LibC.O_RDWR : LibC.O_RDONLY;
        int flags = access | LibC.O_NOFOLLOW | LibC.O_CLOEXEC | LibC.O_NONBLOCK;
        int descriptor;
        do {
            descriptor = LibC.open(bytes(path), flags, 0);
        } while (descriptor < 0 && interrupted());
        return checked("open " + path, descriptor);
    }

    @Override
    public int createNew(Path path) {
        effect();
        int flags = LibC.O_RDWR | LibC.O_CREAT | LibC.O_EXCL | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        int descriptor;
        do {
            descriptor = LibC.open(bytes(path), flags, 0600);
        } while (descriptor < 0 && interrupted());
        checked("create " + path, descriptor);
        effect();
        return descriptor;
    }

    @Override
    public void close(int descriptor) {
        effect();
        // Not retried and not checked: Linux has closed it whatever it answers.
        int ignored = LibC.close(descriptor);
        effect();
    }

    @Override
    public FileStatus status(int descriptor) {
        byte[] result = new byte[Statx.SIZE_BYTES];
        checked("statx", LibC.statx(descriptor, new byte[1], LibC.AT_EMPTY_PATH, LibC.STATX_BASIC_STATS, result));
        return Statx.parse(result);
    }

    @Override
    public @Nullable FileStatus status(Path path) {
        byte[] result = new byte[Statx.SIZE_BYTES];
        int done = LibC.statx(LibC.AT_FDCWD, bytes(path), LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_BASIC_STATS, result);
        if (done < 0 && Errno.of(Native.getLastError()) == Errno.ENOENT) return null;
        checked("statx " + path, done);
        return Statx.parse(result);
    }

    @Override
    public int read(int descriptor, long offset, byte[] target) {
        long count;
        do {
            count = LibC.pread(descriptor, target, target.length, offset);
        } while (count < 0 && interrupted());
        return (int) checked("pread", count);
    }

    @Override
    public void extend(int descriptor, long sizeBytes) {
        effect();
        int done;
        do {
            done = LibC.ftruncate(descriptor, sizeBytes);
        } while (done < 0 && interrupted());
        checked("ftruncate to " + sizeBytes + " bytes", done);
        effect();
    }

    @Override
    public void reserve(int descriptor, long offset, long sizeBytes) {
        effect();
        int done;
        do {
            done = LibC.fallocate(descriptor, 0, offset, sizeBytes);
        } while (done < 0 && interrupted());
        checked("fallocate of " + sizeBytes + " bytes", done);
        effect();
    }

    @Override
    public void populate(long address, long sizeBytes) {
        LibC.madvise(address, sizeBytes, LibC.MADV_POPULATE_WRITE);
    }

    @Override
    public void changeMode(int descriptor, int mode) {
        effect();
        checked("fchmod", LibC.fchmod(descriptor, mode));
        effect();
    }

    @Override
    public void rename(Path from, Path to) {
        effect();
        checked(
                "rename " + from + " to " + to,
                LibC.renameat2(LibC.AT_FDCWD, bytes(from), LibC.AT_FDCWD, bytes(to), LibC.RENAME_NOREPLACE));
        effect();
    }

    @Override
    public boolean unlink(Path path) {
        effect();
        int done = LibC.unlink(bytes(path));
        if (done < 0 && Errno.of(Native.getLastError()) == Errno.ENOENT) return false;
        checked("unlink " + path, done);
        effect();
        return true;
    }

    @Override
    public long map(int descriptor, long sizeBytes, boolean writable) {
        long wanted = addresses.next();
        int protection = writable ? LibC.PROT_READ_WRITE : LibC.PROT_READ;
        int flags = wanted == 0 ? LibC.MAP_SHARED : LibC.MAP_SHARED | LibC.MAP_FIXED_NOREPLACE;
        long address = LibC.mmap(wanted, sizeBytes, protection, flags, descriptor, 0);
        if (address == -1) throw failure("mmap of " + sizeBytes + " bytes");
        return address;
    }

    @Override
    public void replaceMapping(long address, long sizeBytes) {
        effect();
        // Without NORESERVE a range larger than the machine's memory would be refused.
        int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS | LibC.MAP_NORESERVE | LibC.MAP_FIXED;
        long result = LibC.mmap(address, sizeBytes, LibC.PROT_READ_WRITE, flags, -1, 0);
        if (result == -1) throw failure("mmap over " + sizeBytes + " bytes");
        effect();
    }

    @Override
    public void unmap(long address, long sizeBytes) {
        checked("munmap", LibC.munmap(address, sizeBytes));
    }

    @Override
    public boolean tryLockByte(int descriptor, long offset) {
        effect();
        int done = LibC.fcntl(descriptor, LibC.F_OFD_SETLK, flock(LibC.F_WRLCK, offset, 1));
        if (done < 0) {
            Errno errno = Errno.of(Native.getLastError());
            if (errno == Errno.EAGAIN || errno == Errno.EACCES) return false;
        }
        checked("fcntl F_OFD_SETLK", done);
        effect();
        return true;
    }

    @Override
    public void unlockByte(int descriptor, long offset) {
        effect();
        checked("fcntl F_OFD_SETLK", LibC.fcntl(descriptor, LibC.F_OFD_SETLK, flock(LibC.F_UNLCK, offset, 1)));
        effect();
    }

    @Override
    public boolean isAnyByteLocked(int descriptor, long offset, long count) {
        byte[] flock = flock(LibC.F_WRLCK, offset, count);
        checked("fcntl F_OFD_GETLK", LibC.fcntl(descriptor, LibC.F_OFD_GETLK, flock));
        return ByteBuffer.wrap(flock).order(ByteOrder.nativeOrder()).getShort() != LibC.F_UNLCK;
    }

    @Override
    public void awaitChange(long address, int expected, long timeoutNanos) {
        if (timeoutNanos <= 0) return;
        long[] timeout = {timeoutNanos / 1_000_000_000L, timeoutNanos % 1_000_000_000L};
        // Timed out, interrupted, changed meanwhile: the caller looks again in each case.
        long ignored = LibC.syscall(futex, address, 0 /* FUTEX_WAIT */, expected, timeout, 0, 0);
    }

    @Override
    public void wake(long address, int count) {
        effect();
        // It cannot fail in a way that the sleepers' bounded waits do not mend.
        long ignored = LibC.syscall(futex, address, 1 /* FUTEX_WAKE */, count, new long[1], 0, 0);
        effect();
    }

    @Override
    public boolean registerForBarrier() {
        if (Boolean.getBoolean("dev.shm.withoutBarrier")) return false; // for tests: as on a kernel that has none
        return LibC.syscall(membarrier, 1 << 2 /* REGISTER_GLOBAL_EXPEDITED */, 0, 0, new long[1], 0, 0) == 0;
    }

    @Override
    public boolean barrierEverywhere() {
        return LibC.syscall(membarrier, 1 << 1 /* GLOBAL_EXPEDITED */, 0, 0, new long[1], 0, 0) == 0;
    }

    @Override
    public long sizeLimit() {
        return Math.min(limit(LibC.RLIMIT_FSIZE), addressSpaceLeft()) & -PAGE_BYTES;
    }

    private static long addressSpaceLeft() {
        long limit = limit(LibC.RLIMIT_AS);
        if (limit == Long.MAX_VALUE) return limit;
        try {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
            // Half: with all of it mapped, the next thread or the next growth of the heap would fail.
            return Math.max(0, limit - Long.parseLong(pages) * PAGE_BYTES) / 2;
        } catch (IOException e) {
            return limit / 2; // no /proc: better too little than too much
        }
    }

    @Override
    public int userId() {
        return LibC.geteuid();
    }

    private static long limit(int resource) {
        long[] limits = new long[2];
        if (LibC.getrlimit(resource, limits) < 0 || limits[0] < 0) return Long.MAX_VALUE;
        return limits[0];
    }

    /** struct flock: l_type 0, l_whence 2, l_start 8, l_len 16, l_pid 24, which must be 0. */
    private static byte[] flock(short type, long start, long length) {
        byte[] flock = new byte[32];
        ByteBuffer.wrap(flock)
                .order(ByteOrder.nativeOrder())
                .putShort(0, type)
                .putLong(8, start)
                .putLong(16, length);
        return flock;
    }

    private static byte[] bytes(Path path) {
        return (path + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean interrupted() {
        return Errno.of(Native.getLastError()) == Errno.EINTR;
    }

    private static int checked(String call, int result) {
        if (result < 0) throw failure(call);
        return result;
    }

    private static long checked(String call, long result) {
        if (result < 0) throw failure(call);
        return result;
    }

    private static PlatformException failure(String call) {
        return new PlatformException(call, Native.getLastError());
    }

    /** Stands on both sides of each call that changes something outside this process. */
    private static void effect() {
        if (KillPoints.ON) KillPoints.reached();
    }
}
