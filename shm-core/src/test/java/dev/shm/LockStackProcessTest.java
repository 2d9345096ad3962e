package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A thread that runs out of stack anywhere in {@code lock} or {@code unlock}, compiled in each way, loses no lock: when
 * it has ended, whatever it held is found.
 */
@NothingLeftBehind
@Timeout(300)
final class LockStackProcessTest {
    private static final int ROUNDS = Proof.shortOrFull(60, 600);

    @ParameterizedTest
    @CsvSource({"mutex, 1", "mutex, 4", "write, 1", "write, 4"})
    void threadThatRunsOutOfStackLosesNoLock(String which, String tier) {
        try (ChildJvm child = ChildJvm.of(Deep.class)
                .jvmArgs("-XX:TieredStopAtLevel=" + tier)
                .args(which, Integer.toString(ROUNDS))
                .start()) {
            assertEquals("all", child.awaitLine("taken after: "));
            child.awaitSuccess();
        }
    }

    /** Has one thread after another run out of stack, each with more of it, and takes the lock after each. */
    static final class Deep {
        private static final int MIN_STACK_BYTES = 200 << 10;
        private static final int STEP_BYTES = 1032;

        private Deep() {}

        public static void main(String[] args) throws InterruptedException {
            try (TestLocks locks = TestLocks.create()) {
                locks.lock.onOwnerDeath(() -> {});
                locks.region.mutex().onOwnerDeath(() -> {});
                Lock lock = args[0].equals("mutex") ? locks.region.mutex() : locks.lock.writeLock();
                int rounds = Integer.parseInt(args[1]);
                for (int round = 0; round < rounds; round++) {
                    Thread thread = new Thread(null, () -> runOut(lock), "deep", MIN_STACK_BYTES + round * STEP_BYTES);
                    thread.start();
                    thread.join();
                    if (!lock.tryLock(10, TimeUnit.SECONDS)) {
                        Handshake.say("taken after: all but round " + round);
                        return;
                    }
                    lock.unlock();
                }
                Handshake.say("taken after: all");
            }
        }

        private static void runOut(Lock lock) {
            try {
                lockDeeper(lock, Integer.MAX_VALUE);
            } catch (StackOverflowError e) {
                return; // wherever it was
            }
            throw new AssertionError("the stack did not end");
        }

        @SuppressWarnings("LockNotBeforeTry") // a call more for the stack to end in
        private static void lockDeeper(Lock lock, int levels) {
            if (levels == 0) return;
            lock.lock();
            lock.unlock();
            lockDeeper(lock, levels - 1);
        }
    }
}
