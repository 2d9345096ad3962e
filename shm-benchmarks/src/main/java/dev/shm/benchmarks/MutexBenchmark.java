package dev.shm.benchmarks;

import dev.shm.SharedMutex;
import dev.shm.SharedRegion;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** One thread alone: acquire, add one to a field, release. Nobody else wants the lock. */
public class MutexBenchmark extends Defaults {
    private final SharedRegion region = SharedRegion.create(64);
    private final SharedMutex mutex = region.mutex();
    private final Lock reentrant = new ReentrantLock();
    private final Object monitor = new Object();
    private long counter;

    @TearDown
    public void close() {
        region.close();
    }

    @Benchmark
    public long sharedMutex() {
        mutex.lock();
        try {
            return ++counter;
        } finally {
            mutex.unlock();
        }
    }

    @Benchmark
    public long reentrantLock() {
        reentrant.lock();
        try {
            return ++counter;
        } finally {
            reentrant.unlock();
        }
    }

    @Benchmark
    public long synchronizedBlock() {
        synchronized (monitor) {
            return ++counter;
        }
    }
}
