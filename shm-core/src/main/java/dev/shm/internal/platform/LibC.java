package dev.shm.internal.platform;

import com.sun.jna.Native;

/**
 * The functions of the C library that are called, in JNA's direct mapping.
 *
 * <p>Several take a variable number of arguments in C. Declared with a fixed number they are called rightly on Linux on
 * x86-64 and aarch64, whose calling conventions do not tell the two apart. {@code size_t} and {@code off_t} are 64 bits
 * there. Arrays are copied in and out.
 *
 * <p>Read {@code Native.getLastError} only after a failing result: success does not clear it.
 */
final class LibC {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    /** Differs between processors, alone of the flags here. */
    static final int O_NOFOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_BASIC_STATS = 0x7ff;
    static final int RENAME_NOREPLACE = 1;

    static final int PROT_READ = 1;
    static final int PROT_READ_WRITE = 3;
    static final int MAP_SHARED = 1;
    static final int MADV_POPULATE_WRITE = 23;
    static final int MAP_PRIVATE = 2;
    static final int MAP_FIXED = 0x10;
    static final int MAP_ANONYMOUS = 0x20;
    static final int MAP_NORESERVE = 0x4000;
    static final int MAP_FIXED_NOREPLACE = 0x100000;

    static final int F_OFD_GETLK = 36;
    static final int F_OFD_SETLK = 37;
    static final short F_WRLCK = 1;
    static final short F_UNLCK = 2;

    static final int RLIMIT_FSIZE = 1;
    static final int RLIMIT_AS = 9;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    /** Loads the library, unless that is done. */
    static void load() {}

    static native int open(byte[] path, int flags, int mode);

    static native int close(int descriptor);

    static native int statx(int directory, byte[] path, int flags, int mask, byte[] result);

    static native long pread(int descriptor, byte[] target, long count, long offset);

    static native int ftruncate(int descriptor, long size);

    static native int fallocate(int descriptor, int mode, long offset, long size);

    static native int fchmod(int descriptor, int mode);

    static native int renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

    static native int unlink(byte[] path);

    static native long mmap(long address, long size, int protection, int flags, int descriptor, long offset);

    static native int munmap(long address, long size);

    static native int madvise(long address, long size, int advice);

    static native int fcntl(int descriptor, int command, byte[] argument);

    static native int getrlimit(int resource, long[] limits);

    static native int geteuid();

    static native long syscall(long number, long a, long b, long c, long[] d, long e, long f);
}
