package dev.shm;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;

/** A region, attached twice, and what tests of its mutex need. */
abstract class MutexFixture {
    final SharedRegion region = SharedRegion.create(256);
    final SharedRegion other = SharedRegion.open(region.name());
    final SharedMutex mutex = region.mutex();
    final SharedMutex peer = other.mutex();
    final MutexWord word = MutexWord.of(region);

    @AfterEach
    void close() {
        region.close();
        other.close();
    }

    long word() {
        return word.get();
    }

    static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Until the waiter has announced itself in the word. */
    void awaitWaiter() {
        while (!word.hasWaiters()) Thread.onSpinWait();
    }
}
