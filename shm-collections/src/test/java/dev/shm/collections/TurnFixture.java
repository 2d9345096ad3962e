package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.collections.SharedTopicContract.Started;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A thread that has the turn of its process until it is told to go on. */
abstract class TurnFixture {
    static final int PROMPTLY_SECONDS = 10;

    final CountDownLatch isIn = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Starts some work, and waits until it has come in. */
    final Started<Object> holding(Runnable work) throws InterruptedException {
        Started<Object> holder = started(work);
        assertTrue(isIn.await(PROMPTLY_SECONDS, TimeUnit.SECONDS));
        return holder;
    }

    /** Starts some work, whose result is an empty text. */
    static Started<Object> started(Runnable work) {
        return SharedTopicContract.started(() -> {
            work.run();
            return "";
        });
    }

    /** Of the holder: waits where it is. */
    final void comeIn() {
        isIn.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the holder come to its end. */
    final void goOn(Started<?> holder) throws Exception {
        goOn.countDown();
        assertEquals("", holder.get(PROMPTLY_SECONDS, TimeUnit.SECONDS));
    }

    static void assertEndsByInterrupt(Callable<Object> call) {
        Started<Object> waiting = SharedTopicContract.started(call);
        waiting.thread.interrupt();
        Exception e = assertThrows(ExecutionException.class, () -> waiting.get(PROMPTLY_SECONDS, TimeUnit.SECONDS));
        assertTrue(e.getCause() instanceof InterruptedException, e::toString);
    }
}
