package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.shm.LayoutMismatchException;
import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.RegionSpaceException;
import dev.shm.SharedRegion;
import dev.shm.collections.MapOptions;
import dev.shm.collections.MapStatistics;
import dev.shm.collections.StructCursor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a generated map with a primitive key does; other keys are {@link KeyedMapTest}'s. */
class HoldingMapTest {
    private final String name = "holdings-" + UUID.randomUUID();
    private final HoldingMap map = HoldingMap.create(name);

    @AfterEach
    void deleteMap() {
        map.close();
        SharedRegion.delete(name);
    }

    @Test
    void putSaysWhetherThereWasOneAndGetCopies() {
        assertFalse(map.put(Holding.of(7, 10)));
        assertTrue(map.put(Holding.of(7, 20)));
        assertEquals(20, map.get(7).quantity);
        assertEquals(10.0, map.get(7).cost);
        assertNull(map.get(8));
        assertEquals(1, map.size());
    }

    @Test
    void getIntoAFlyweightFillsItWholly() {
        map.put(Holding.of(-1, 7));
        SharedHolding view = SharedHolding.allocate();
        assertTrue(map.get(-1, view));
        assertEquals(7, view.quantity());
        assertEquals(3.5, view.cost());
        assertEquals(Holding.Kind.CASH, view.kind());
        assertTrue(view.ownerEquals("owner 7"));
        assertFalse(map.get(1, view));
    }

    @Test
    void putTakesWhatAFlyweightShows() {
        SharedHolding mine = SharedHolding.allocate().set(Holding.of(3, 7));
        assertFalse(map.put(mine));
        assertTrue(map.put(mine.quantity(8)));
        assertEquals(8, map.get(3).quantity);
        assertEquals("owner 7", map.get(3).owner);
        assertThrows(IllegalStateException.class, () -> map.put(new SharedHolding()));
    }

    @Test
    void unboundFlyweightIsRefused() {
        map.put(Holding.of(1, 1));
        assertThrows(IllegalStateException.class, () -> map.get(1, new SharedHolding()));
    }

    @Test
    void putIfAbsentAndReplaceDoWhatTheySay() {
        assertFalse(map.replace(Holding.of(1, 1)));
        assertTrue(map.putIfAbsent(Holding.of(1, 2)));
        assertFalse(map.putIfAbsent(Holding.of(1, 3)));
        assertEquals(2, map.get(1).quantity);
        assertTrue(map.replace(Holding.of(1, 4)));
        assertEquals(4, map.get(1).quantity);
    }

    @Test
    void conditionalChangesCompareFields() {
        map.put(Holding.of(1, 2));
        assertFalse(map.replace(Holding.of(1, 3), Holding.of(1, 4)));
        assertTrue(map.replace(Holding.of(1, 2), Holding.of(1, 5)));
        assertEquals(5, map.get(1).quantity);
        assertFalse(map.remove(Holding.of(1, 2)));
        assertTrue(map.remove(Holding.of(1, 5)));
        assertFalse(map.remove(Holding.of(1, 5)));
        assertFalse(map.replace(Holding.of(1, 5), Holding.of(1, 6)));
    }

    @Test
    void replacingByAnotherKeyIsRefused() {
        map.put(Holding.of(1, 2));
        assertThrows(IllegalArgumentException.class, () -> map.replace(Holding.of(1, 2), Holding.of(2, 2)));
        assertEquals(2, map.get(1).quantity);
        assertEquals(1, map.size());
    }

    @Test
    void removeSaysWhetherThereWasOne() {
        map.put(Holding.of(1, 2));
        assertTrue(map.remove(1));
        assertFalse(map.remove(1));
        assertFalse(map.containsKey(1));
        assertEquals(0, map.size());
        assertTrue(map.isEmpty());
    }

    @Test
    void removeIfAsksOnlyWhereThereIsOne() {
        map.put(Holding.of(1, 2));
        assertFalse(map.removeIf(1, v -> v.quantity() > 2));
        assertTrue(map.removeIf(1, v -> v.quantity() == 2));
        assertFalse(map.removeIf(1, v -> {
            throw new AssertionError();
        }));
    }

    @Test
    void updateChangesWhatIsThereOnly() {
        assertFalse(map.update(1, v -> {
            throw new AssertionError();
        }));
        map.put(Holding.of(1, 2));
        assertTrue(map.update(1, v -> v.quantity(v.quantity() + 10).owner("new")));
        assertEquals(12, map.get(1).quantity);
        assertEquals("new", map.get(1).owner);
        assertEquals(1.0, map.get(1).cost);
    }

    @Test
    void computeStartsFromZeroWhereThereIsNone() {
        map.put(Holding.of(9, 9)); // leaves something in this thread's draft
        assertFalse(map.compute(1, v -> v.quantity(v.quantity() + 1)));
        assertTrue(map.compute(1, v -> v.quantity(v.quantity() + 1)));
        assertEquals(2, map.get(1).quantity);
        assertNull(map.get(1).owner);
        assertEquals(1, map.get(1).accountId);
    }

    @Test
    void computeIfAbsentFillsOnce() {
        assertTrue(map.computeIfAbsent(1, v -> v.quantity(5)));
        assertFalse(map.computeIfAbsent(1, v -> {
            throw new AssertionError();
        }));
        assertEquals(5, map.get(1).quantity);
        assertEquals(0, map.get(1).cost);
    }

    @Test
    void exceptionOfAFunctionLeavesTheMapAsItWas() {
        map.put(Holding.of(1, 2));
        assertThrows(
                ArithmeticException.class,
                () -> map.update(1, v -> {
                    v.quantity(99);
                    throw new ArithmeticException();
                }));
        assertThrows(
                ArithmeticException.class,
                () -> map.computeIfAbsent(2, v -> {
                    throw new ArithmeticException();
                }));
        assertThrows(IllegalArgumentException.class, () -> map.update(1, v -> v.owner("x".repeat(17))));
        assertEquals(2, map.get(1).quantity);
        assertEquals(1, map.size());
        assertEquals(List.of(), map.verify());
    }

    @Test
    void valueThatDoesNotFitLeavesTheMapAsItWas() {
        map.put(Holding.of(1, 2));
        Holding holding = Holding.of(1, 3);
        holding.owner = "x".repeat(17);
        assertThrows(IllegalArgumentException.class, () -> map.put(holding));
        assertEquals(2, map.get(1).quantity);
        assertTrue(map.put(Holding.of(1, 4)));
    }

    @Test
    void changingTheKeyIsRefused() {
        map.put(Holding.of(1, 2));
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> map.update(1, v -> v.accountId(2)));
        assertTrue(refused.getMessage().contains("accountId"), refused.getMessage());
        assertThrows(IllegalStateException.class, () -> map.computeIfAbsent(3, v -> v.accountId(4)));
        assertEquals(2, map.get(1).quantity);
        assertEquals(1, map.size());
    }

    @Test
    void changingTheMapInAFunctionIsRefusedAndReadingIsNot() {
        map.put(Holding.of(1, 2));
        map.put(Holding.of(5, 6));
        List<Runnable> changes = List.of(
                () -> map.put(Holding.of(1, 3)),
                () -> map.put(Holding.of(9, 3)),
                () -> map.update(5, v -> {}),
                () -> map.remove(1),
                () -> map.asMap().remove(5L),
                map::clear,
                map::compact);
        for (Runnable change : changes) {
            assertThrows(IllegalStateException.class, () -> map.update(1, v -> change.run()));
        }
        assertTrue(map.update(1, v -> v.quantity(map.get(5).quantity + v.quantity())));
        assertEquals(8, map.get(1).quantity);
        assertEquals(2, map.size());
        assertEquals(List.of(), map.verify());
    }

    /** Both handles are on one map, in one attachment. */
    @Test
    void changingTheMapThroughAnotherHandleInAFunctionIsRefusedAndTheLockIsKept() throws Exception {
        String regionName = name + "-region";
        try (SharedRegion region = SharedRegion.openOrCreate(regionName, 256);
                HoldingMap one = HoldingMap.in(region, "holdings");
                HoldingMap same = HoldingMap.in(region, "holdings")) {
            one.put(Holding.of(1, 2));
            List<Runnable> changes = List.of(
                    () -> same.put(Holding.of(1, 3)),
                    () -> same.put(Holding.of(9, 3)),
                    () -> same.update(1, v -> v.quantity(7)),
                    () -> same.compute(1, v -> v.quantity(7)),
                    () -> same.remove(1),
                    () -> same.replace(Holding.of(1, 2), Holding.of(1, 3)),
                    () -> same.asMap().remove(1L),
                    same::clear,
                    same::compact);
            CompletableFuture<Boolean> another = new CompletableFuture<>();
            assertTrue(one.update(1, v -> {
                for (Runnable change : changes) assertThrows(IllegalStateException.class, change::run);
                another.completeAsync(() -> one.update(1, w -> w.quantity(w.quantity() + 1)));
                assertThrows(TimeoutException.class, () -> another.get(100, TimeUnit.MILLISECONDS));
                v.quantity(100);
            }));
            assertTrue(another.get(10, TimeUnit.SECONDS));
            assertEquals(101, same.get(1).quantity);
            assertEquals(1, same.size());
            assertEquals(List.of(), same.verify());
        } finally {
            SharedRegion.delete(regionName);
        }
    }

    @Test
    void flyweightOfAFunctionIsUnboundAfterwards() {
        List<SharedHolding> kept = new ArrayList<>();
        map.computeIfAbsent(1, kept::add);
        map.update(1, kept::add);
        for (SharedHolding view : kept) assertThrows(IllegalStateException.class, view::quantity);
    }

    @Test
    void forEachMayChangeTheMap() {
        for (int i = 0; i < 5_000; i++) map.put(Holding.of(i, i));
        Set<Long> seen = new HashSet<>();
        map.forEach(v -> {
            assertTrue(seen.add(v.accountId()));
            if (v.accountId() % 2 == 0) map.remove(v.accountId());
            else map.put(Holding.of(v.accountId() + 100_000, 1)); // splits segments on the way
        });
        assertTrue(seen.containsAll(keys(0, 5_000)), "one was missed");
        assertEquals(List.of(), map.verify());
    }

    private static Set<Long> keys(long from, long to) {
        Set<Long> keys = new HashSet<>();
        for (long key = from; key < to; key++) keys.add(key);
        return keys;
    }

    @Test
    void cursorGoesOverAllAndIsOnNoneAtItsEnds() {
        for (int i = 0; i < 1_000; i++) map.put(Holding.of(i, i));
        StructCursor<Holding, SharedHolding> cursor = map.cursor();
        assertThrows(IllegalStateException.class, cursor::value);
        long sum = 0;
        while (cursor.next()) {
            assertEquals(cursor.value().accountId(), cursor.get().quantity);
            sum += cursor.value().quantity();
        }
        assertEquals(499_500, sum);
        assertThrows(IllegalStateException.class, cursor::get);
    }

    @Test
    void getAllTellsWhichWereFound() {
        for (int i = 0; i < 100; i += 2) map.put(Holding.of(i, i));
        long[] keys = new long[100];
        SharedHolding[] views = new SharedHolding[100];
        boolean[] found = new boolean[100];
        for (int i = 0; i < 100; i++) {
            keys[i] = i;
            views[i] = SharedHolding.allocate();
        }
        assertEquals(50, map.getAll(keys, views, found));
        for (int i = 0; i < 100; i++) {
            assertEquals(i % 2 == 0, found[i]);
            if (found[i]) assertEquals(i, views[i].quantity());
        }
        assertThrows(IllegalArgumentException.class, () -> map.getAll(keys, new SharedHolding[99], found));
    }

    @Test
    void growsWithoutSizingAndCompactsAndTellsFigures() {
        for (int i = 0; i < 20_000; i++) map.put(Holding.of(i, i));
        MapStatistics full = map.statistics();
        assertEquals(20_000, full.entries());
        assertTrue(full.segments() > 8 && full.splits() == full.segments() - 1, full.toString());
        assertTrue(full.load() > 0.3 && full.load() <= 1, full.toString());
        assertTrue(full.meanProbes() >= 1 && full.meanProbes() <= full.longestProbe(), full.toString());
        assertTrue(full.usedBytes() <= full.reservedBytes(), full.toString());
        for (int i = 100; i < 20_000; i++) assertTrue(map.remove(i));
        int merged = map.compact();
        MapStatistics after = map.statistics();
        assertTrue(merged > 0);
        assertEquals(full.segments() - merged, after.segments());
        assertTrue(after.freeBytes() > full.freeBytes());
        assertEquals(100, map.size());
        for (int i = 0; i < 100; i++) assertEquals(i, map.get(i).quantity);
        assertEquals(List.of(), map.verify());
    }

    @Test
    void clearRemovesAll() {
        for (int i = 0; i < 3_000; i++) map.put(Holding.of(i, i));
        map.clear();
        assertEquals(0, map.size());
        assertNull(map.get(1));
        map.put(Holding.of(1, 1));
        assertEquals(1, map.size());
    }

    @Test
    void fullMapRefusesAndStaysUsable() {
        String small = name + "-small";
        try (HoldingMap full = HoldingMap.create(small, MapOptions.defaults().maxSize(1 << 20))) {
            long count = 0;
            RegionSpaceException refused = null;
            while (refused == null && count < 1_000_000) {
                try {
                    full.put(Holding.of(count, count));
                    count++;
                } catch (RegionSpaceException e) {
                    refused = e;
                }
            }
            long last = count;
            assertThrows(RegionSpaceException.class, () -> full.put(Holding.of(last, 1)));
            assertThrows(RegionSpaceException.class, () -> full.computeIfAbsent(last, v -> v.quantity(1)));
            assertEquals(last, full.size());
            assertNull(full.get(last));
            for (long i = 0; i < last; i++) assertEquals(i, full.get(i).quantity);
            assertTrue(full.update(0, v -> v.quantity(77)));
            assertTrue(full.remove(1));
            assertEquals(List.of(), full.verify());
        } finally {
            SharedRegion.delete(small);
        }
    }

    @Test
    void secondAttachmentSharesIt() {
        map.put(Holding.of(1, 2));
        try (HoldingMap other = HoldingMap.open(name);
                HoldingMap third = HoldingMap.openOrCreate(name)) {
            assertEquals(2, other.get(1).quantity);
            other.update(1, v -> v.quantity(3));
            assertEquals(3, third.get(1).quantity);
        }
        assertEquals(3, map.get(1).quantity);
        assertThrows(RegionExistsException.class, () -> HoldingMap.create(name));
        assertThrows(RegionNotFoundException.class, () -> HoldingMap.open(name + "-none"));
    }

    @Test
    void readerReadsAndMayNotWrite() {
        map.put(Holding.of(1, 2));
        try (HoldingMap reader = HoldingMap.openReadOnly(name)) {
            assertEquals(2, reader.get(1).quantity);
            assertEquals(1, reader.size());
            assertEquals(1, reader.statistics().entries());
            List<Long> keys = new ArrayList<>();
            reader.forEach(v -> keys.add(v.accountId()));
            assertEquals(List.of(1L), keys);
            assertThrows(ReadOnlyRegionException.class, () -> reader.put(Holding.of(2, 3)));
            assertThrows(ReadOnlyRegionException.class, () -> reader.update(1, v -> {}));
            assertThrows(ReadOnlyRegionException.class, reader::clear);
        }
        assertEquals(1, map.size());
    }

    @Test
    void mapInARegionGrowsWithItAndClosesByHandle() {
        String regionName = name + "-region";
        try (SharedRegion region = SharedRegion.openOrCreate(regionName, 256)) {
            HoldingMap one = HoldingMap.in(region, "holdings");
            HoldingMap same = HoldingMap.in(region, "holdings");
            for (int i = 0; i < 5_000; i++) one.put(Holding.of(i, i));
            assertEquals(5_000, same.size());
            one.close();
            one.close();
            assertThrows(RegionClosedException.class, () -> one.get(1));
            assertThrows(RegionClosedException.class, () -> one.put(Holding.of(1, 1)));
            assertEquals(7, same.get(7).quantity);
            assertThrows(LayoutMismatchException.class, () -> Keyed_ByLongMap.in(region, "holdings"));
        } finally {
            SharedRegion.delete(regionName);
        }
    }

    @Test
    void closedMapRefuses() {
        map.put(Holding.of(1, 1));
        StructCursor<Holding, SharedHolding> cursor = map.cursor();
        map.close();
        map.close();
        assertThrows(RegionClosedException.class, () -> map.get(1));
        assertThrows(RegionClosedException.class, () -> map.get(1, SharedHolding.allocate()));
        assertThrows(RegionClosedException.class, () -> map.put(Holding.of(1, 1)));
        assertThrows(RegionClosedException.class, map::size);
        assertThrows(RegionClosedException.class, cursor::next);
    }

    @Test
    void getPutAndUpdateMakeNoGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SharedHolding view = SharedHolding.allocate();
        Holding[] holdings = new Holding[512];
        for (int i = 0; i < holdings.length; i++) holdings[i] = Holding.of(i, i);
        Consumer<SharedHolding> raise = v -> v.quantity(v.quantity() + 1).owner("somebody");
        long before = 0;
        for (int i = 0; i < 80_000; i++) {
            if (i == 40_000) before = threads.getCurrentThreadAllocatedBytes(); // by then all is loaded and compiled
            int key = i % holdings.length;
            map.put(holdings[key]);
            map.update(key, raise);
            map.get(key, view);
            map.put(view);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 40_000, bytes + " bytes for 160,000 calls");
    }

    @Test
    void threadsOfOneJvmAddUp() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) map.compute(i % 700, v -> v.quantity(v.quantity() + 1));
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        long[] sum = {0};
        map.forEach(v -> sum[0] += v.quantity());
        assertEquals(80_000, sum[0]);
        assertEquals(700, map.size());
    }
}
