package dev.shm.benchmarks.mutex;

import dev.shm.Lifetime;
import dev.shm.SharedMutex;
import dev.shm.SharedRegion;
import dev.shm.benchmarks.pair.Side;
import dev.shm.benchmarks.pair.Work;
import java.util.concurrent.TimeUnit;

/** One of two JVMs: acquire the region's mutex, change both counters, release, work alone; for a given time. */
final class MutexSide {
    /** Operations between two looks at the clock. */
    private static final int BATCH = 64;

    private final SharedMutex mutex;
    private final SharedCounters counters;
    private final Work work;

    private MutexSide(SharedRegion region, Work work) {
        mutex = region.mutex();
        counters = region.struct("counters", SharedCounters.TYPE);
        this.work = work;
    }

    /** Arguments of its own: the region's name, steps of work, milliseconds of warm-up, milliseconds of measurement. */
    public static void main(String[] args) {
        Side side = Side.of(args);
        Work work = new Work(Integer.parseInt(side.arg(1)));
        try (SharedRegion region = SharedRegion.builder(side.arg(0))
                .size(64)
                .lifetime(Lifetime.WHILE_ATTACHED)
                .openOrCreate()) {
            new MutexSide(region, work).run(side);
        }
        side.report("unused", work.result());
    }

    private void run(Side side) {
        side.meeting().await();
        long before = contend(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(side.arg(2))));
        side.report("workNanos", work.nanosAlone());
        side.report("roundTripNanos", side.meeting().roundTripNanos());
        side.meeting().await();
        long start = System.nanoTime();
        long ops = contend(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(side.arg(3))));
        side.report("nanos", System.nanoTime() - start);
        side.report("ops", ops);
        side.report("all", before + ops);
        side.meeting().await();
        side.report("first", counters.first());
        side.report("second", counters.second());
        side.meeting().await();
    }

    private long contend(long nanos) {
        long ops = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            for (int i = 0; i < BATCH; i++) operate();
            ops += BATCH;
        }
        return ops;
    }

    private void operate() {
        mutex.lock();
        try {
            counters.first(counters.first() + 1);
            counters.second(counters.second() + 1);
        } finally {
            mutex.unlock();
        }
        work.run();
    }
}
