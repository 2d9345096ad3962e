package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A reader and a writer of a map that were attached and at work before a process died in it. */
final class MapCompany<M> implements AutoCloseable {
    /**
     * What a survivor's call takes at most once the other is dead: the API promises 100 ms, and this machine has others
     * to serve.
     */
    static final long BOUND_NANOS = 1_000_000_000;

    private final M map;
    private final Runnable closer;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();

    /** When the other was known to be dead; 0 before. */
    private volatile long endedAt;

    private final Thread reader;
    private final Thread writer;

    /** Sets them to work. Each is given how often it has worked already. */
    MapCompany(M map, Runnable closer, LongConsumer read, LongConsumer write) {
        this.map = map;
        this.closer = closer;
        this.reader = new Thread(() -> work(reads, read));
        this.writer = new Thread(() -> work(writes, write));
        reader.start();
        writer.start();
    }

    M map() {
        return map;
    }

    private void work(AtomicLong done, LongConsumer step) {
        try {
            while (!stop.get()) {
                long start = System.nanoTime();
                step.accept(done.get());
                long ended = endedAt;
                if (ended != 0) { // a step that waits for the dead one had begun before
                    long since = start - ended > 0 ? start : ended;
                    slowestNanos.accumulateAndGet(System.nanoTime() - since, Math::max);
                }
                done.incrementAndGet();
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /** Sees that both do a hundred steps more now that the other is dead, and that none takes too long. */
    void goOnAndStop() throws InterruptedException {
        endedAt = System.nanoTime();
        long readsBefore = reads.get();
        long writesBefore = writes.get();
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (failure.get() == null && (reads.get() < readsBefore + 100 || writes.get() < writesBefore + 100)) {
            assertTrue(System.nanoTime() < deadline, "reads " + reads + ", writes " + writes);
            LockSupport.parkNanos(1_000_000); // for the reader and the writer
        }
        stop.set(true);
        reader.join();
        writer.join();
        Throwable thrown = failure.get();
        if (thrown != null) throw new AssertionError(thrown);
        assertTrue(slowestNanos.get() < BOUND_NANOS, slowestNanos + " ns");
    }

    @Override
    public void close() {
        stop.set(true);
        closer.run();
    }
}
