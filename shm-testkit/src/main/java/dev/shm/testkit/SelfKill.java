package dev.shm.testkit;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends the calling process as {@code kill -9} does: no shutdown hook, no {@code finally}, no further instruction of the
 * calling thread.
 *
 * <p>Used in children, by any thread. Call {@link #prepare} first, so that the moment of death costs one native call
 * and loads nothing.
 */
public final class SelfKill {
    private static final int PID = Libc.getpid();

    private SelfKill() {}

    /** Loads JNA and binds the call, ~150 ms the first time. */
    public static void prepare() {
        // Signal 0 checks and sends nothing.
        if (Libc.kill(PID, 0) != 0) throw new IllegalStateException("this process cannot signal itself, pid " + PID);
    }

    /** Sends SIGKILL to this process. Does not return; the parent sees exit code {@link ChildJvm#KILLED}. */
    public static void now() {
        Libc.kill(PID, Libc.SIGKILL);
        while (true) LockSupport.park();
    }
}
