package dev.shm.internal.region;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds, within {@value #INTERVAL_MILLIS} ms, what threads of this process held in shared memory when they ended.
 *
 * <p>To other processes such a thread is alive as long as its process, and they would wait as long. Its own process
 * sees the end when it next wants the lock, but it may never want it. So one daemon thread of the JVM looks at all
 * locks of all open attachments. Taking and releasing know nothing of it. It ends when no attachment is left.
 */
final class EndedThreads {
    static final long INTERVAL_MILLIS = 500;

    /** Weak, so that a region that was dropped without closing is still given back. Guarded by itself. */
    private static final Set<Attachment> OPEN = Collections.newSetFromMap(new WeakHashMap<>());

    private static boolean running; // guarded by OPEN

    private EndedThreads() {}

    static void watch(Attachment attachment) {
        synchronized (OPEN) {
            OPEN.add(attachment);
            if (running) return;
            Thread thread = new Thread(null, EndedThreads::run, "dev.shm ended threads", 0, false);
            thread.setDaemon(true);
            thread.start();
            running = true;
        }
    }

    static void forget(Attachment attachment) {
        synchronized (OPEN) {
            OPEN.remove(attachment);
        }
    }

    private static void run() {
        do {
            boolean ignored = Thread.interrupted(); // else it would not pause any more
            LockSupport.parkNanos(INTERVAL_MILLIS * 1_000_000);
        } while (look());
    }

    /** A method of its own, so that no attachment is referred to during the pause. */
    private static boolean look() {
        List<Attachment> open;
        synchronized (OPEN) {
            running = !OPEN.isEmpty();
            if (!running) return false;
            open = List.copyOf(OPEN);
        }
        for (Attachment attachment : open) {
            try {
                attachment.checkEndedThreads();
            } catch (RuntimeException | Error e) {
                // It concerns that region alone, also if its file was cut off, and whoever uses it will be told.
            }
        }
        return true;
    }
}
