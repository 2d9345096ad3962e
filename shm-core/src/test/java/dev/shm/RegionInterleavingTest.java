package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.KillAt;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A live process stands still at each point of an operation in turn, while this one does an operation of its own. */
@NothingLeftBehind
@Timeout(300)
final class RegionInterleavingTest {
    /** For an operation to complete unless it waits for the other process. */
    private static final long UNLESS_IT_WAITS_MILLIS = 25;

    private final ChildJvm child =
            ChildJvm.of(Child.class).killAt(KillAt.COUNT_ONLY).start();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void endChild() {
        thread.shutdownNow();
        child.close();
    }

    /** Runs rounds until the child's operation is done before the point. */
    private <T> void interleave(RegionOperation theirs, Function<String, Callable<T>> ours, BiConsumer<String, T> check)
            throws Exception {
        int waited = 0;
        for (int point = 1; ; point++) {
            String name = FreshName.of("interleaved");
            Callable<T> operation = ours.apply(name);
            child.send(theirs.name() + " " + name + " " + point);
            boolean stands = child.awaitLine("at ").equals("point");
            if (!stands && point == 1) throw new AssertionError(theirs + " has no points");
            Future<T> result = thread.submit(operation);
            try {
                result.get(UNLESS_IT_WAITS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waited++; // with reason: the other holds a lock
            }
            if (stands) {
                child.send("go on");
                child.awaitLine("at end");
            }
            T answer;
            try {
                answer = result.get();
                check.accept(name, answer);
            } catch (ExecutionException | RuntimeException | AssertionError e) {
                throw new AssertionError(theirs + " at point " + point + "\n" + child.transcript(), e);
            }
            child.send("close");
            child.awaitLine("closed");
            if (!stands) {
                System.out.println("interleaved points: " + theirs + " " + (point - 1) + " (" + waited + " waited)");
                return;
            }
        }
    }

    private static void assertGone(String name) {
        assertFalse(Files.exists(FreshName.file(name)), name);
        assertFalse(Files.exists(FreshName.draft(name)), name);
    }

    private static Callable<Boolean> openOrFill(String name) {
        return () -> {
            try (SharedRegion region = SharedRegion.openOrCreate(name, RegionOperation.SIZE, Words::fill)) {
                Words.checkFilled(region);
                return region.isCreator();
            }
        };
    }

    @Test
    void twoThatCreateAtOnceMakeOneRegion() throws Exception {
        interleave(RegionOperation.CREATE, RegionInterleavingTest::openOrFill, (name, creator) -> {
            try (SharedRegion region = SharedRegion.open(name)) {
                Words.checkFilled(region);
            }
            assertTrue(SharedRegion.delete(name));
            assertGone(name);
        });
    }

    @Test
    void oneThatOpensDuringCreationFindsAWholeRegionOrNone() throws Exception {
        interleave(
                RegionOperation.CREATE,
                name -> () -> {
                    try (SharedRegion region = SharedRegion.open(name)) {
                        Words.checkFilled(region);
                        return true;
                    } catch (RegionNotFoundException e) {
                        return false;
                    }
                },
                (name, found) -> {
                    assertTrue(SharedRegion.delete(name), "found " + found);
                    assertGone(name);
                });
    }

    @Test
    void deleteDuringCreationRemovesAWholeRegionOrNone() throws Exception {
        interleave(RegionOperation.CREATE, name -> () -> SharedRegion.delete(name), (name, deleted) -> {
            assertEquals(!deleted, SharedRegion.delete(name));
            assertGone(name);
        });
    }

    @Test
    void deleteDuringJoinLeavesTheJoinerWithTheRegionOrNone() throws Exception {
        interleave(
                RegionOperation.JOIN,
                name -> {
                    SharedRegion.create(name, RegionOperation.SIZE).close();
                    return () -> SharedRegion.delete(name);
                },
                (name, deleted) -> {
                    assertTrue(deleted);
                    assertGone(name);
                });
    }

    @Test
    void replacingDuringJoinGivesTheJoinerOneOrTheOther() throws Exception {
        interleave(
                RegionOperation.JOIN,
                name -> {
                    SharedRegion.create(name, RegionOperation.SIZE).close();
                    return () -> {
                        SharedRegion.delete(name);
                        SharedRegion.create(name, RegionOperation.SIZE).close();
                        return true;
                    };
                },
                (name, done) -> {
                    assertTrue(SharedRegion.delete(name));
                    assertGone(name);
                });
    }

    @Test
    void lastOfTwoThatDetachRemovesTheName() throws Exception {
        interleave(RegionOperation.CLOSE, RegionInterleavingTest::closing, (name, done) -> assertGone(name));
    }

    private static Callable<Boolean> closing(String name) {
        var attachment = RegionOperation.openWhileAttached(name);
        return () -> {
            attachment.close();
            return true;
        };
    }

    @Test
    void lastDetachDuringJoinLeavesTheJoinerWithTheRegionOrNone() throws Exception {
        interleave(RegionOperation.JOIN, RegionInterleavingTest::closing, (name, done) -> {});
    }

    @Test
    void closeDoesNotWaitForeverForAProcessThatStandsStill() throws Exception {
        for (int point = 1; ; point++) {
            String name = FreshName.of("interleaved");
            Callable<Boolean> closing = closing(name);
            child.send("CLOSE " + name + " " + point);
            if (child.awaitLine("at ").equals("end")) break;
            Future<Boolean> closed = thread.submit(closing);
            try {
                closed.get(UNLESS_IT_WAITS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                assertTrue(closed.get(10, TimeUnit.SECONDS));
                child.send("go on");
                child.awaitLine("at end");
                assertGone(name);
                return;
            }
            child.send("go on");
            child.awaitLine("at end");
        }
        throw new AssertionError("the child never held the lock");
    }

    /** Stands at the points that it is told. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            while (true) {
                String[] command = Handshake.await().split(" ", -1);
                if (command[0].equals("close")) {
                    RegionOperation.closeOpened();
                    Handshake.say("closed");
                    continue;
                }
                Runnable operation = RegionOperation.valueOf(command[0]).prepare(command[1]);
                KillPoints.arm(Long.parseLong(command[2]), () -> {
                    Handshake.say("at point");
                    Handshake.await("go on");
                });
                try {
                    operation.run();
                } catch (RegionNotFoundException e) {
                    Handshake.say("found none");
                }
                KillPoints.disarm();
                Handshake.say("at end");
            }
        }
    }
}
