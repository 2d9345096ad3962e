package dev.shm.testkit;

import com.sun.jna.Native;

/** The calls of the C library that the JDK does not offer, by JNA's direct mapping. */
final class Libc {
    static final int SIGQUIT = 3;
    static final int SIGKILL = 9;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;

    static final int O_RDONLY = 0;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int getpid();

    static native int kill(int pid, int signal);

    static native int open(String path, int flags);

    static native long lseek(int descriptor, long offset, int whence);

    static native int close(int descriptor);
}
