package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.SharedRegion;
import dev.shm.struct.StructAccess;
import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
class SharedValueTest {
    private final String name = "value-" + UUID.randomUUID();

    @AfterEach
    void deleteValue() {
        SharedRegion.delete(name);
    }

    @Test
    void isNullUntilTheFirstIsSet() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            SharedTick view = StructAccess.allocate(new SharedTick()).id(5);
            assertNull(value.get());
            assertFalse(value.get(view));
            assertEquals(5, view.id());
            assertEquals(0, value.timesSet());
        }
    }

    @Test
    void latestIsGotByAllHandles() {
        try (SharedValue<Tick> writer = SharedValue.create(name, SharedTick.TYPE);
                SharedValue<Tick> reader = SharedValue.open(name, SharedTick.TYPE)) {
            SharedTick view = StructAccess.allocate(new SharedTick());
            for (long id = 0; id < 20; id++) {
                writer.set(Tick.of(id));
                assertEquals(Tick.of(id), reader.get());
                assertTrue(reader.get(view));
                assertEquals(Tick.of(id), view.get());
                assertEquals(id + 1, reader.timesSet());
            }
        }
        try (SharedValue<Tick> later = SharedValue.openOrCreate(name, SharedTick.TYPE)) {
            assertEquals(Tick.of(19), later.get());
        }
    }

    @Test
    void flyweightIsSetAsItIs() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            SharedTick source = StructAccess.allocate(new SharedTick());
            Tick.fill(source, 8);
            value.set(source);
            Tick.fill(source, 9);
            assertEquals(Tick.of(8), value.get());
            assertThrows(IllegalArgumentException.class, () -> value.set(new Other()));
            assertThrows(IllegalArgumentException.class, () -> value.get(new Other()));
            assertThrows(IllegalStateException.class, () -> value.set(new SharedTick()));
            assertEquals(1, value.timesSet());
        }
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            value.set(Tick.of(1));
            Tick unfit = new Tick(2, 2, "x".repeat(25), 2);
            assertThrows(IllegalArgumentException.class, () -> value.set(unfit));
            assertThrows(IllegalArgumentException.class, () -> value.updateAndGet(before -> unfit));
            assertEquals(Tick.of(1), value.get());
            value.set(Tick.of(3));
            assertEquals(Tick.of(3), value.get());
        }
    }

    @Test
    void noUpdateIsLostBetweenThreadsAndHandles() throws InterruptedException {
        int threads = 4;
        int each = 2_000;
        try (SharedValue<Tick> one = SharedValue.create(name, SharedTick.TYPE);
                SharedValue<Tick> other = SharedValue.open(name, SharedTick.TYPE)) {
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                SharedValue<Tick> value = i % 2 == 0 ? one : other;
                Thread thread = new Thread(() -> {
                    for (int n = 0; n < each; n++) value.updateAndGet(SharedValueTest::next);
                });
                thread.start();
                running.add(thread);
            }
            for (Thread thread : running) thread.join();
            assertEquals((long) threads * each, Tick.idOf(one.get()));
            assertEquals((long) threads * each, other.timesSet());
        }
    }

    private static Tick next(@Nullable Tick before) {
        return Tick.of(before == null ? 1 : before.checkedId() + 1);
    }

    @Test
    void updateThatThrowsChangesNothing() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            IllegalStateException mine = new IllegalStateException("mine");
            assertSame(
                    mine,
                    assertThrows(
                            IllegalStateException.class,
                            () -> value.updateAndGet(before -> {
                                throw mine;
                            })));
            assertNull(value.get());
            assertEquals(Tick.of(1), value.updateAndGet(before -> {
                if (value.timesSet() == 0) value.set(Tick.of(0)); // a set in between is seen
                return next(before);
            }));
        }
    }

    @Test
    void placesOfARegionAreByName() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedValue<Tick> ask = SharedValue.in(region, "ask", SharedTick.TYPE);
                SharedValue<Tick> again = SharedValue.in(region, "bid", SharedTick.TYPE)) {
            try (SharedValue<Tick> bid = SharedValue.in(region, "bid", SharedTick.TYPE)) {
                bid.set(Tick.of(1));
                ask.set(Tick.of(2));
                again.set(Tick.of(3));
                assertEquals(Tick.of(3), bid.get());
                assertEquals(Tick.of(2), ask.get());
            }
            assertEquals(Tick.of(3), again.get());
        }
    }

    @Test
    void readOnlyRegionGetsAndDoesNotSet() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedValue<Tick> value = SharedValue.in(region, "last", SharedTick.TYPE);
                SharedRegion look = SharedRegion.builder(name).readOnly().open();
                SharedValue<Tick> seen = SharedValue.in(look, "last", SharedTick.TYPE)) {
            assertNull(seen.get());
            value.set(Tick.of(1));
            assertEquals(Tick.of(1), seen.get());
            assertThrows(ReadOnlyRegionException.class, () -> seen.set(Tick.of(2)));
            assertThrows(ReadOnlyRegionException.class, () -> seen.updateAndGet(before -> Tick.of(2)));
            assertEquals(Tick.of(1), seen.get());
        }
    }

    @Test
    void otherStructsAndOtherThingsAreRefused() {
        assertThrows(RegionNotFoundException.class, () -> SharedValue.open(name, SharedTick.TYPE));
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            assertThrows(RegionExistsException.class, () -> SharedValue.create(name, SharedTick.TYPE));
            LayoutMismatchException other =
                    assertThrows(LayoutMismatchException.class, () -> SharedValue.open(name, Other.TYPE));
            assertTrue(Objects.requireNonNull(other.getMessage()).contains("mixed"), other::getMessage);
            assertThrows(LayoutMismatchException.class, () -> SharedTopic.open(name, SharedTick.TYPE));
            assertEquals("SharedValue[" + name + ", tick]", value.toString());
        }
    }

    @Test
    void closedIsRefused() {
        SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE);
        value.set(Tick.of(1));
        value.close();
        value.close();
        assertThrows(RegionClosedException.class, value::get);
        assertThrows(RegionClosedException.class, () -> value.set(Tick.of(2)));
        assertThrows(RegionClosedException.class, value::timesSet);
    }

    @Test
    void closedHandleIsRefusedAlsoWhereItsRegionIsOpen() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedValue<Tick> other = SharedValue.in(region, "tick", SharedTick.TYPE)) {
            SharedValue<Tick> value = SharedValue.in(region, "tick", SharedTick.TYPE);
            value.set(Tick.of(1));
            value.close();
            assertThrows(RegionClosedException.class, value::get);
            assertThrows(RegionClosedException.class, () -> value.set(Tick.of(2)));
            assertThrows(RegionClosedException.class, () -> value.updateAndGet(before -> Tick.of(2)));
            assertThrows(RegionClosedException.class, value::timesSet);
            assertEquals(Tick.of(1), other.get());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the point of it
    void nullIsNoValue() {
        try (SharedValue<Tick> value = SharedValue.create(name, SharedTick.TYPE)) {
            assertThrows(NullPointerException.class, () -> value.set((Tick) null));
            assertThrows(NullPointerException.class, () -> value.updateAndGet(before -> null));
            assertNull(value.get());
        }
    }

    /** A value, or the exception; never zeros, and no crash. */
    @Test
    void closingBesideReadersAndWritersIsAnException() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            SharedValue<Tick> value = SharedValue.openOrCreate(name, SharedTick.TYPE);
            value.set(Tick.of(1));
            List<Throwable> wrong = new ArrayList<>();
            Thread reader = new Thread(() -> untilClosed(wrong, () -> Tick.idOf(value.get())));
            Thread writer = new Thread(() -> untilClosed(wrong, () -> value.set(Tick.of(2))));
            reader.start();
            writer.start();
            for (int i = 0; i < round * 100; i++) Thread.onSpinWait();
            value.close();
            reader.join();
            writer.join();
            assertEquals(List.of(), wrong);
        }
    }

    private static void untilClosed(List<Throwable> wrong, Runnable step) {
        try {
            while (true) step.run(); // until the region is closed
        } catch (RegionClosedException expected) {
            return;
        } catch (Throwable e) {
            synchronized (wrong) {
                wrong.add(e);
            }
        }
    }
}
