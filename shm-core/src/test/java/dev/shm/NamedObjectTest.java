package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
final class NamedObjectTest {
    private static final long PAGE_BYTES = 4096;

    private final String name = FreshName.of("named");
    private final List<SharedRegion> opened = new ArrayList<>();
    private SharedRegion region;

    @BeforeEach
    void createRegion() {
        region = keep(SharedRegion.create(name, 100));
    }

    @AfterEach
    void deleteRegion() {
        opened.forEach(SharedRegion::close);
        SharedRegion.delete(name);
    }

    private SharedRegion keep(SharedRegion one) {
        opened.add(one);
        return one;
    }

    private static RegionObjectSpec blob(long bytes, Runnable initializing) {
        return new RegionObjectSpec("TESTBLOB", 1, null, bytes, made -> initializing.run());
    }

    @Test
    void structIsZeroOnFirstUseAndSharedFromThenOn() {
        Counter mine = region.struct("hits", Counter.TYPE);
        assertEquals(0, mine.count());
        mine.count(42);
        assertEquals(42, region.struct("hits", Counter.TYPE).count());
        assertEquals(
                42, keep(SharedRegion.open(name)).struct("hits", Counter.TYPE).count());
        assertEquals(0, region.struct("misses", Counter.TYPE).count());
    }

    @Test
    void structOutlivesAllWhoUsedIt() {
        region.struct("hits", Counter.TYPE).count(7);
        region.close();
        assertEquals(
                7, keep(SharedRegion.open(name)).struct("hits", Counter.TYPE).count());
    }

    @Test
    void eachStructCallGivesAFlyweightOfItsOwn() {
        assertNotSame(region.struct("hits", Counter.TYPE), region.struct("hits", Counter.TYPE));
    }

    @Test
    void mutexIsOneObjectForEachName() {
        assertSame(region.mutex("a"), region.mutex("a"));
        SharedRegion other = keep(SharedRegion.open(name));
        assertTrue(region.mutex("a").tryLock());
        assertFalse(other.mutex("a").tryLock());
        assertTrue(other.mutex("b").tryLock());
        assertTrue(other.tryLock());
        region.mutex("a").unlock();
        assertTrue(other.mutex("a").tryLock());
    }

    @Test
    void eachKindOfLockIsOneObjectForEachNameAndSharedBetweenAttachments() throws InterruptedException {
        SharedRegion other = keep(SharedRegion.open(name));
        assertSame(region.readWriteLock("rw"), region.readWriteLock("rw"));
        assertTrue(region.readWriteLock("rw").readLock().tryLock());
        assertTrue(other.readWriteLock("rw").readLock().tryLock());
        assertFalse(other.readWriteLock("rw").writeLock().tryLock());
        assertSame(region.semaphore("s", 2), region.semaphore("s", 2));
        assertTrue(region.semaphore("s", 2).tryAcquire(2));
        assertFalse(other.semaphore("s", 2).tryAcquire());
        region.semaphore("s", 2).release();
        assertTrue(other.semaphore("s", 2).tryAcquire());
        assertThrows(LayoutMismatchException.class, () -> region.semaphore("s", 3));
        assertThrows(LayoutMismatchException.class, () -> other.semaphore("s", 3));
        region.latch("l", 1).countDown();
        other.latch("l", 1).await();
        assertThrows(LayoutMismatchException.class, () -> region.latch("l", 2));
        assertThrows(LayoutMismatchException.class, () -> region.mutex("l"));
    }

    @Test
    void nameThatStandsForSomethingElseIsRefused() {
        region.struct("hits", Counter.TYPE);
        region.mutex("guard");
        SharedRegionTest.assertMentions(
                assertThrows(LayoutMismatchException.class, () -> region.mutex("hits")), "hits", name, "SHMSTRCT");
        assertThrows(LayoutMismatchException.class, () -> region.struct("guard", Counter.TYPE));
    }

    @Test
    void structOfAnotherLayoutIsRefusedFieldByField() {
        region.struct("hits", Counter.TYPE);
        SharedRegionTest.assertMentions(
                assertThrows(LayoutMismatchException.class, () -> region.struct("hits", Counter.OTHER_TYPE)),
                "hits",
                name,
                "count",
                "total");
    }

    @Test
    void badNamesAreRefused() {
        for (String bad : List.of("", ".hidden", "a b", "a/b", "x".repeat(201))) {
            assertThrows(IllegalArgumentException.class, () -> region.struct(bad, Counter.TYPE), bad);
            assertThrows(IllegalArgumentException.class, () -> region.mutex(bad), bad);
        }
    }

    @Test
    void objectsDoNotReachIntoOneAnother() {
        List<Counter> counters = new ArrayList<>();
        for (int i = 0; i < 1000; i++)
            counters.add(region.struct("c" + i, Counter.TYPE).count(i));
        SharedRegion other = keep(SharedRegion.open(name));
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, counters.get(i).count());
            assertEquals(i, other.struct("c" + i, Counter.TYPE).count());
        }
        assertEquals(100, region.size());
        assertEquals(0, Words.get(region, 0));
    }

    @Test
    void manyThreadsAndAttachmentsMakeEachObjectOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                String object = "o" + round;
                List<Callable<Long>> openers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    SharedRegion one = i % 2 == 0 ? region : keep(SharedRegion.open(name));
                    openers.add(() -> RegionObject.in(one, object, blob(5000, made::incrementAndGet))
                            .bodyOffset());
                }
                List<Long> offsets = new ArrayList<>();
                for (Future<Long> opener : threads.invokeAll(openers)) offsets.add(opener.get());
                assertEquals(1, offsets.stream().distinct().count());
                assertEquals(round + 1, made.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void regionGrowsToItsMaxSizeAndNoFurther() {
        SharedRegion small = keep(
                SharedRegion.builder(name + "-small").size(100).maxSize(1 << 20).create());
        try {
            int count = 0;
            RegionSpaceException refusal = null;
            while (refusal == null) {
                try {
                    small.struct("c" + count, Counter.TYPE).count(count);
                    count++;
                } catch (RegionSpaceException e) {
                    refusal = e;
                }
            }
            SharedRegionTest.assertMentions(refusal, small.name(), "maxSize is 1048576");
            assertTrue(count > 2000, count + " objects");
            for (int i = 0; i < count; i++)
                assertEquals(i, small.struct("c" + i, Counter.TYPE).count());
            assertThrows(RegionSpaceException.class, () -> small.struct("another", Counter.TYPE));
            small.lock();
            small.unlock();
        } finally {
            SharedRegion.delete(small.name());
        }
    }

    @Test
    void throwingInitializerLeavesTheNameFreeAndTheSpaceZero() {
        assertThrows(
                IllegalStateException.class,
                () -> RegionObject.in(region, "blob", new RegionObjectSpec("TESTBLOB", 1, null, 64, made -> {
                    RawMemory.putLong(made.memory().addressOf(made.bodyOffset(), Long.BYTES), -1);
                    throw new IllegalStateException("on purpose");
                })));
        assertEquals(0, region.struct("blob", Counter.TYPE).count());
        assertEquals(
                0, keep(SharedRegion.open(name)).struct("blob", Counter.TYPE).count());
    }

    @Test
    void readerFindsWhatIsThereAndMakesNothing() {
        region.struct("hits", Counter.TYPE).count(3);
        SharedRegion reader = keep(SharedRegion.builder(name).readOnly().open());
        Counter hits = reader.struct("hits", Counter.TYPE);
        assertEquals(3, hits.count());
        assertThrows(ReadOnlyRegionException.class, () -> hits.count(4));
        assertThrows(ReadOnlyRegionException.class, () -> reader.struct("misses", Counter.TYPE));
        for (int i = 0; i < 100; i++) region.struct("later" + i, Counter.TYPE).count(i);
        assertEquals(99, reader.struct("later99", Counter.TYPE).count());
    }

    @Test
    void closedRegionRefuses() {
        Counter hits = region.struct("hits", Counter.TYPE);
        SharedMutex guard = region.mutex("guard");
        region.close();
        assertThrows(RegionClosedException.class, hits::count);
        assertThrows(RegionClosedException.class, () -> hits.count(1));
        assertThrows(RegionClosedException.class, guard::lock);
        assertThrows(RegionClosedException.class, () -> region.struct("hits", Counter.TYPE));
        assertThrows(RegionClosedException.class, () -> region.mutex("other"));
    }

    @Test
    void objectsLieApartByWholeLines() {
        long first = RegionObject.in(region, "a", blob(1, () -> {})).bodyOffset();
        long second = RegionObject.in(region, "b", blob(1, () -> {})).bodyOffset();
        assertEquals(0, first % 128);
        assertEquals(0, second % 128);
        assertTrue(second - first >= 128 && second - first < PAGE_BYTES);
    }
}
