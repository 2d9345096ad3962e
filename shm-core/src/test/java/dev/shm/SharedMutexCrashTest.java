package dev.shm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed at each point of an operation; one that was there and one that comes then go on. */
@NothingLeftBehind
@Timeout(900)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class SharedMutexCrashTest {
    private static final long PROMPTLY_NANOS = 2_000_000_000L;

    private static void sweep(MutexOperation operation, int limit, Consumer<SharedRegion> prepare) {
        Deque<SharedRegion> regions = new ArrayDeque<>();
        try (Peer newcomer = Peer.start()) {
            KillSweep.of("mutex " + operation)
                    .limit(limit)
                    .run(
                            number -> {
                                SharedRegion region = SharedRegion.create(256);
                                prepare.accept(region);
                                regions.add(region);
                                return operation.child(region.name());
                            },
                            (number, died) -> {
                                try (SharedRegion survivor = regions.remove()) {
                                    assertWorks(survivor, newcomer);
                                }
                            });
        }
    }

    /** The same while a live process locks, waits and signals all the time; it has no repair. */
    private static void sweepContended(MutexOperation operation, int limit, Consumer<SharedRegion> prepare) {
        Deque<SharedRegion> regions = new ArrayDeque<>();
        Deque<Contender> contenders = new ArrayDeque<>();
        long[] sums = new long[2];
        try (Peer newcomer = Peer.start()) {
            KillSweep.of("mutex " + operation + ", contended")
                    .limit(limit)
                    .run(
                            number -> {
                                SharedRegion region = SharedRegion.create(256);
                                prepare.accept(region);
                                regions.add(region);
                                contenders.add(MutexOperation.contender(region.name()));
                                return operation.child(region.name());
                            },
                            (number, died) -> {
                                try (SharedRegion survivor = regions.remove();
                                        Contender contender = contenders.remove()) {
                                    assertWorks(survivor, newcomer);
                                    contender.assertGoesOn();
                                    sums[0] += contender.turns();
                                    sums[1] += contender.told();
                                }
                            });
        }
        System.out.println("mutex " + operation + ", contended: the other locked " + sums[0] + " times and was told "
                + sums[1] + " times of a death");
    }

    /** One that was there, one that comes, and the first again. */
    private static void assertWorks(SharedRegion survivor, Peer newcomer) {
        long start = System.nanoTime();
        MutexOperation.incrementRepairing(survivor);
        newcomer.expect("ok", "open " + survivor.name());
        newcomer.expect("ok", "increment");
        newcomer.expect("ok", "close");
        MutexOperation.incrementRepairing(survivor);
        assertTrue(System.nanoTime() - start < PROMPTLY_NANOS);
    }

    /** Leaves the lock in the hands of a dead owner, with the words unequal. */
    private static void ownerDies(SharedRegion region) {
        SharedRegion dying = SharedRegion.open(region.name());
        dying.lock();
        Words.add(dying, MutexOperation.FIRST, 1);
        dying.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = MutexOperation.class,
            names = {"INCREMENT", "REENTER", "AWAIT", "CLOSE_HOLDING"})
    void deathBesideALiveContenderIsSurvived(MutexOperation operation) {
        sweepContended(operation, 4, region -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = MutexOperation.class,
            names = {"RECOVER", "REPAIR"})
    void deathInRepairBesideALiveContenderIsSurvived(MutexOperation operation) {
        sweepContended(operation, 4, SharedMutexCrashTest::ownerDies);
    }

    @Test
    void deathInLockAndUnlockIsSurvived() {
        sweep(MutexOperation.INCREMENT, 5, region -> {});
    }

    @Test
    void deathInReentrantUseIsSurvived() {
        sweep(MutexOperation.REENTER, 4, region -> {});
    }

    @Test
    void deathInAwaitAndSignalIsSurvived() {
        sweep(MutexOperation.AWAIT, 5, region -> {});
    }

    @Test
    void deathInRecoverIsSurvived() {
        sweep(MutexOperation.RECOVER, 5, SharedMutexCrashTest::ownerDies);
    }

    @Test
    void deathInARepairWhileLockingIsSurvived() {
        sweep(MutexOperation.REPAIR, 5, SharedMutexCrashTest::ownerDies);
    }

    @Test
    void deathInClosingWithTheLockHeldIsSurvived() {
        sweep(MutexOperation.CLOSE_HOLDING, 4, region -> {});
    }

    @Test
    void deathOfASleeperIsSurvived() {
        sweep(MutexOperation.CONTENDED, 4, region -> {
            CountDownLatch locked = new CountDownLatch(1);
            Thread holder = new Thread(() -> {
                region.lock();
                locked.countDown();
                awaitWaiters(region);
                region.unlock();
            });
            holder.start();
            try {
                locked.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Until the child has said in the word that it waits, which is its first point. */
    private static void awaitWaiters(SharedRegion region) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!MutexWord.of(region).hasWaiters() && System.nanoTime() < end) Thread.onSpinWait();
    }
}
