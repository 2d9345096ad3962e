package dev.shm.collections;

import dev.shm.SharedMemoryException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls on a structure that somebody scribbles over: each has an answer, or an exception of ours, and soon. Anything
 * else ends this process: a call that lasts, or a thread that ends by an exception.
 */
public final class CallWatch {
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<Thread, Long> callStarts = new ConcurrentHashMap<>();

    /** Begins to watch. */
    public CallWatch(Duration longestCall) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        Thread watcher = new Thread(() -> {
            while (true) {
                callStarts.forEach((thread, start) -> {
                    if (System.nanoTime() - start < longestCall.toNanos()) return;
                    Exception where = new Exception("a call lasts for more than " + longestCall);
                    where.setStackTrace(thread.getStackTrace());
                    where.printStackTrace();
                    Runtime.getRuntime().halt(4);
                });
                LockSupport.parkNanos(20_000_000);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    /** One call. */
    public void call(Callable<Object> work) {
        try {
            count(String.valueOf(timed(work)));
        } catch (SharedMemoryException e) {
            count(e.getClass().getSimpleName());
        }
    }

    /** One call, as opening, whose answer or exception is for the caller. */
    public <T> T timed(Callable<T> work) {
        callStarts.put(Thread.currentThread(), System.nanoTime());
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            callStarts.remove(Thread.currentThread());
        }
    }

    /** Closes soon. */
    public void close(AutoCloseable structure) {
        timed(() -> {
            structure.close();
            return "closed";
        });
    }

    public void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** What the calls came to since the last question. */
    public Map<String, Integer> outcomes() {
        Map<String, Integer> sorted = new TreeMap<>(outcomes);
        outcomes.clear();
        return sorted;
    }
}
