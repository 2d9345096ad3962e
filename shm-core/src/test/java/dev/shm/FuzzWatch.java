package dev.shm;

import dev.shm.testkit.Proof;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Counts what calls end with, and ends this process when one does not end. */
final class FuzzWatch {
    private static final long TICK_NANOS = 20_000_000;

    /**
     * When a call has not ended in time: in full after the promised second, in ticks of this process, for a machine may
     * give it no time; ten times that in builds, which share their machine with others. What lasts for more than a
     * second is counted and shown.
     */
    private static final int HANGING_TICKS = Proof.shortOrFull(500, 50);

    private static final long PROMISED_NANOS = 1_000_000_000;

    private static final class Call {
        final String what;
        int ticks;

        Call(String what) {
            this.what = what;
        }
    }

    private final Map<Thread, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile String slowest = "none";

    /** @param where for the report of a call that hangs: seed and round */
    FuzzWatch(Supplier<String> where) {
        Thread watcher = new Thread(() -> watch(where), "watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(Supplier<String> where) {
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            calls.forEach((thread, call) -> {
                if (++call.ticks < HANGING_TICKS) return;
                Exception stack = new Exception(
                        where.get() + ": " + call.what + " has not ended after " + HANGING_TICKS + " ticks");
                stack.setStackTrace(thread.getStackTrace());
                stack.printStackTrace();
                Runtime.getRuntime().halt(4);
            });
        }
    }

    /** What a call does. */
    interface Body {
        void run() throws Exception;
    }

    /** Runs one call under watch. */
    void run(String what, Body body) throws Exception {
        calls.put(Thread.currentThread(), new Call(what));
        long start = System.nanoTime();
        try {
            body.run();
        } finally {
            long nanos = System.nanoTime() - start;
            calls.remove(Thread.currentThread());
            if (nanos > PROMISED_NANOS) count("call: longer than a second");
            if (nanos > slowestNanos.getAndAccumulate(nanos, Math::max)) slowest = what;
        }
    }

    void count(String outcome) {
        counts.computeIfAbsent(outcome, absent -> new AtomicLong()).incrementAndGet();
    }

    /** The counts, in one line; the slowest call with it. */
    @Override
    public String toString() {
        return new TreeMap<>(counts) + " slowest call " + slowestNanos.get() / 1_000_000 + " ms (" + slowest + ")";
    }
}
