package dev.shm.internal.sync;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each thread of this process holds something. Shared memory knows the process only; what becomes of a thread
 * in a process that lives, that process alone can tell.
 */
final class ThreadHolds {
    /** So many threads that hold nothing are remembered, to spare garbage. */
    private static final int KEPT = 64;

    private final Map<Thread, Hold> holds = new ConcurrentHashMap<>();

    /** Whether the calling thread holds something. */
    boolean has() {
        Hold hold = holds.get(Thread.currentThread());
        return hold != null && hold.count > 0;
    }

    /** Adds one for the calling thread, if it has one. */
    boolean addToFirst() {
        Hold hold = holds.get(Thread.currentThread());
        if (hold == null || hold.count == 0) return false;
        hold.count = Math.addExact(hold.count, 1);
        return true;
    }

    /** Adds the first of the calling thread. */
    void addFirst() {
        Thread me = Thread.currentThread();
        Hold hold = holds.get(me);
        if (hold == null) {
            hold = new Hold();
            holds.put(me, hold);
        }
        hold.count = 1;
    }

    /** Removes one of the calling thread; how many are left, or −1 if there was none. */
    int remove() {
        Thread me = Thread.currentThread();
        Hold hold = holds.get(me);
        if (hold == null || hold.count == 0) return -1;
        int left = --hold.count;
        if (left == 0 && holds.size() > KEPT) holds.remove(me);
        return left;
    }

    /** Forgets threads that have ended; how many of them held something. */
    int removeEnded() {
        int held = 0;
        for (Thread thread : List.copyOf(holds.keySet())) {
            if (thread.isAlive()) continue;
            Hold hold = holds.remove(thread); // null if another sweep was first
            // What a thread wrote is seen by whoever finds it ended.
            if (hold != null && hold.count > 0) held++;
        }
        return held;
    }

    private static final class Hold {
        /** Written by its thread alone. */
        private int count;
    }
}
