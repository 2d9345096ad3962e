package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** How a region ends: closed, its made-up name gone with the last that had it, deleted while others open it. */
@NothingLeftBehind
@Timeout(60)
final class SharedRegionClosingTest extends RegionFixture {
    @Test
    void closeTwiceIsCloseOnce() {
        SharedRegion region = SharedRegion.create(name, SIZE);
        region.close();
        region.close();
        assertTrue(region.toString().contains("closed"));
        assertEquals(SIZE, region.size());
        assertEquals(name, region.name());
        assertTrue(region.isCreator());
    }

    @Test
    void everythingAfterCloseIsRefused() {
        SharedRegion region = SharedRegion.create(name, SIZE);
        SharedMutex mutex = region.mutex();
        region.close();
        assertRefused(region, mutex);
    }

    @Test
    @SuppressWarnings("LockNotBeforeTry") // never released: that is the point
    void everythingAfterCloseIsRefusedToTheHolderOfTheMutexToo() {
        SharedRegion region = SharedRegion.create(name, SIZE);
        SharedMutex mutex = region.mutex();
        mutex.lock();
        mutex.lock();
        region.close();
        assertRefused(region, mutex);
        assertRefused(region, mutex);
    }

    private void assertRefused(SharedRegion region, SharedMutex mutex) {
        List<Executable> calls = List.of(
                () -> region.read(0, new byte[1]),
                () -> region.read(SIZE, new byte[1]),
                () -> region.read(0, new byte[0]),
                () -> region.write(0, new byte[1]),
                () -> region.write(SIZE, new byte[1]),
                region::address,
                region::lock,
                region::tryLock,
                () -> region.tryLock(Duration.ofSeconds(1)),
                () -> region.tryLock(Duration.ZERO),
                region::unlock,
                mutex::lock,
                mutex::lockInterruptibly,
                mutex::tryLock,
                () -> mutex.tryLock(1, TimeUnit.SECONDS),
                mutex::unlock,
                () -> mutex.recover(() -> {}),
                () -> mutex.onOwnerDeath(() -> {}),
                mutex::isHeldByCurrentThread,
                mutex::newCondition);
        for (int i = 0; i < calls.size(); i++) {
            RegionClosedException refusal = assertThrows(RegionClosedException.class, calls.get(i), "call " + i);
            SharedRegionTest.assertMentions(refusal, name, "closed");
        }
    }

    @Test
    @SuppressWarnings("WaitNotInLoop") // it never waits
    void conditionIsRefusedAfterClose() {
        SharedRegion region = SharedRegion.create(name, SIZE);
        region.lock();
        var condition = region.mutex().newCondition();
        region.close();
        List<Executable> calls = List.of(
                condition::await,
                () -> condition.await(1, TimeUnit.SECONDS),
                () -> condition.awaitNanos(1),
                condition::awaitUninterruptibly,
                condition::signal,
                condition::signalAll);
        for (int i = 0; i < calls.size(); i++) {
            assertThrows(RegionClosedException.class, calls.get(i), "call " + i);
        }
    }

    @Test
    void madeUpNameIsUniqueAndGoesWithTheLastDetach() {
        SharedRegion first = SharedRegion.create(SIZE);
        SharedRegion other = SharedRegion.create(SIZE);
        assertNotEquals(first.name(), other.name());
        other.close();
        SharedRegion second = SharedRegion.open(first.name());
        first.close();
        assertTrue(Files.exists(FreshName.file(second.name())));
        try (SharedRegion third = SharedRegion.openOrCreate(second.name(), SIZE)) {
            assertFalse(third.isCreator());
            second.close();
        }
        assertFalse(Files.exists(FreshName.file(first.name())));
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(first.name()));
    }

    @Test
    void madeUpNameLeavesARegionThatGotItsNameAlone() {
        SharedRegion old = SharedRegion.create(SIZE);
        assertTrue(SharedRegion.delete(old.name()));
        try (SharedRegion fresh = SharedRegion.create(old.name(), SIZE)) {
            old.close();
            SharedRegion.open(old.name()).close();
            assertTrue(fresh.isCreator());
        } finally {
            assertTrue(SharedRegion.delete(old.name()));
        }
    }

    @Test
    void madeUpNameGoesAlsoWhenTheLastTwoDetachAtOnce() throws Exception {
        int rounds = Proof.shortOrFull(300, 5_000);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < rounds; round++) {
                SharedRegion creator = SharedRegion.create(SIZE);
                List<SharedRegion> attached =
                        List.of(creator, SharedRegion.open(creator.name()), SharedRegion.open(creator.name()));
                CyclicBarrier start = new CyclicBarrier(attached.size());
                List<? extends Future<?>> closing = attached.stream()
                        .map(region -> threads.submit(() -> {
                            start.await();
                            region.close();
                            return null;
                        }))
                        .toList();
                for (Future<?> one : closing) one.get();
                assertFalse(Files.deleteIfExists(FreshName.file(creator.name())), "round " + round);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void interruptedThreadDetachesLikeAnyOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < Proof.shortOrFull(100, 2_000); round++) {
                SharedRegion creator = SharedRegion.create(SIZE);
                SharedRegion joined = SharedRegion.open(creator.name());
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> one = threads.submit(() -> closeInterrupted(start, creator));
                Future<?> two = threads.submit(() -> closeInterrupted(start, joined));
                one.get();
                two.get();
                assertFalse(Files.deleteIfExists(FreshName.file(creator.name())), "round " + round);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static boolean closeInterrupted(CyclicBarrier start, SharedRegion region) throws Exception {
        start.await();
        Thread.currentThread().interrupt();
        region.close();
        return Thread.interrupted();
    }

    @Test
    void openingRacesWithDeleteAndEndsInARegionOrInNone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        long end = System.nanoTime()
                + Proof.shortOrFull(Duration.ofSeconds(2), Duration.ofSeconds(20))
                        .toNanos();
        try {
            Future<?> deleting = threads.submit(() -> {
                while (System.nanoTime() < end) SharedRegion.delete(name);
            });
            Future<?> making = threads.submit(() -> {
                while (System.nanoTime() < end) {
                    try (SharedRegion region = SharedRegion.openOrCreate(name, SIZE, Words::fill)) {
                        Words.checkFilled(region);
                    }
                }
            });
            Future<?> joining = threads.submit(() -> {
                while (System.nanoTime() < end) {
                    try (SharedRegion region = SharedRegion.open(name)) {
                        Words.checkFilled(region);
                    } catch (RegionNotFoundException e) {
                        Thread.onSpinWait(); // deleted just now
                    }
                }
            });
            deleting.get();
            making.get();
            joining.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
