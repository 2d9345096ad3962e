package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Many virtual threads on one carrier. If those who wait kept the carrier, the holder, who sleeps while it holds, would
 * get it back only after all of them had slept in turn: a second for each hold instead of a few milliseconds.
 */
@NothingLeftBehind
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21)
final class SharedLocksVirtualThreadTest {
    private static final int THREADS = 40;
    private static final int ROUNDS = 5;

    @Test
    void waitersDoNotKeepTheirCarrier() {
        try (TestLocks locks = TestLocks.create();
                ChildJvm child = ChildJvm.of(Child.class)
                        .args(locks.name())
                        .jvmArgs(
                                "-Djdk.virtualThreadScheduler.parallelism=1",
                                "-Djdk.virtualThreadScheduler.maxPoolSize=1")
                        .start()) {
            for (String what : new String[] {"mutex", "write lock", "permits", "latch"}) {
                String millis = child.awaitLine(what);
                System.out.println("locks: " + THREADS + " virtual threads on one carrier, " + what + ": "
                        + THREADS * ROUNDS + " turns in " + millis + " ms");
            }
            child.awaitSuccess();
            assertEquals(3L * THREADS * ROUNDS, locks.word(0));
            assertEquals(0, locks.lock.readerCount());
            assertEquals(TestLocks.PERMITS, locks.semaphore.availablePermits());
        }
    }

    interface Turn {
        void run() throws InterruptedException;
    }

    @SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            TestLocks locks = TestLocks.open(args[0]);
            time("mutex", () -> {
                locks.region.lock();
                useAlone(locks);
                locks.region.unlock();
            });
            time("write lock", () -> {
                locks.lock.readLock().lock();
                Thread.sleep(0, 100_000); // gives the carrier to others, who read too
                locks.lock.readLock().unlock();
                locks.lock.writeLock().lock();
                useAlone(locks);
                locks.lock.writeLock().unlock();
            });
            time("permits", () -> {
                locks.semaphore.acquire(TestLocks.PERMITS);
                useAlone(locks);
                locks.semaphore.release(TestLocks.PERMITS);
            });
            List<Thread> waiters = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) waiters.add(start(locks.latch::await));
            for (int i = 0; i < TestLocks.COUNT; i++)
                start(locks.latch::countDown).join();
            long start = System.nanoTime();
            for (Thread waiter : waiters) waiter.join();
            Handshake.say("latch " + (System.nanoTime() - start) / 1_000_000);
        }

        private static void useAlone(TestLocks locks) throws InterruptedException {
            long before = locks.word(0);
            Thread.sleep(0, 100_000); // gives the carrier to others
            locks.put(0, before + 1);
        }

        private static void time(String what, Turn turn) throws Exception {
            long start = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(start(() -> {
                    for (int round = 0; round < ROUNDS; round++) turn.run();
                }));
            }
            for (Thread thread : threads) thread.join();
            Handshake.say(what + " " + (System.nanoTime() - start) / 1_000_000);
        }

        private static Thread start(Turn turn) throws Exception {
            Method startVirtualThread = Thread.class.getMethod("startVirtualThread", Runnable.class);
            Runnable task = () -> {
                try {
                    turn.run();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            };
            return (Thread) startVirtualThread.invoke(null, task);
        }
    }
}
