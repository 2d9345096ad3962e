package dev.shm.internal.platform;

/** The errors of Linux that matter here, by name. Their numbers are the same on x86-64 and aarch64. */
public enum Errno {
    EPERM(1, "operation not permitted"),
    ENOENT(2, "no such file"),
    EINTR(4, "interrupted"),
    EIO(5, "input/output error"),
    ENXIO(6, "not openable"),
    EBADF(9, "bad descriptor"),
    EAGAIN(11, "taken, try again"),
    ENOMEM(12, "out of memory or address space"),
    EACCES(13, "permission denied"),
    EFAULT(14, "bad address"),
    EEXIST(17, "exists"),
    ENODEV(19, "not supported by this file system"),
    ENOTDIR(20, "a folder of the path is not one"),
    EISDIR(21, "is a directory"),
    EINVAL(22, "invalid argument"),
    ENFILE(23, "too many open files in the system"),
    EMFILE(24, "too many open files in this process"),
    EFBIG(27, "larger than a file may be"),
    ENOSPC(28, "no space left"),
    EROFS(30, "read-only file system"),
    ENAMETOOLONG(36, "name too long"),
    ENOLCK(37, "no locks left"),
    ENOSYS(38, "not implemented by this kernel"),
    ELOOP(40, "a symbolic link"),
    EOPNOTSUPP(95, "not supported by this file system"),
    ETIMEDOUT(110, "timed out"),
    EDQUOT(122, "disk quota exceeded"),
    OTHER(0, "unexpected error");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    static Errno of(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) return errno;
        }
        return OTHER;
    }

    /** Whether it says nothing of the file, but that this process or the system is short of something. */
    public boolean isShortage() {
        return this == EMFILE || this == ENFILE || this == ENOMEM;
    }

    String describe(int found) {
        return this == OTHER ? "errno " + found : name() + " (" + text + ")";
    }
}
