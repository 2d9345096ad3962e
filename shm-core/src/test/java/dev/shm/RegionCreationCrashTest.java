package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(600)
final class RegionCreationCrashTest {
    private static final long PROMPTLY_NANOS = 2_000_000_000L;

    private final String name = FreshName.of("crash");

    @AfterEach
    void removeName() {
        SharedRegion.delete(name);
    }

    private FrozenSweep sweep(String operation) {
        return FrozenSweep.of(operation).files(Path.of("/dev/shm"), name, "." + name);
    }

    private static boolean exists(String name) {
        return Files.exists(FreshName.file(name));
    }

    private static void assertNothingLeft(String name) {
        assertFalse(exists(name));
        assertFalse(Files.exists(FreshName.draft(name)));
    }

    /** Opens, or finds none, in the time that a live creator is not waited for. */
    private static void openPromptly(String name, boolean expected) {
        long start = System.nanoTime();
        if (expected) {
            try (SharedRegion region = SharedRegion.open(name)) {
                assertFalse(region.isCreator());
                Words.checkFilled(region);
            }
        } else {
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
        }
        assertTrue(System.nanoTime() - start < PROMPTLY_NANOS);
    }

    private static void openOrFill(String name, boolean creating) {
        try (SharedRegion region = SharedRegion.openOrCreate(name, RegionOperation.SIZE, Words::fill)) {
            assertEquals(creating, region.isCreator());
            Words.checkFilled(region);
            region.lock();
            region.unlock();
        }
    }

    private static void assertDeletes(String name, boolean expected) {
        assertEquals(expected, SharedRegion.delete(name));
        assertNothingLeft(name);
        assertFalse(SharedRegion.delete(name));
    }

    @Test
    void openersAfterACreatorsDeathGetAWholeRegion() {
        sweep("creation, then openOrCreate").run(RegionOperation.CREATE.child(name), point -> {
            boolean complete = exists(name);
            openPromptly(name, complete);
            openOrFill(name, !complete);
            assertDeletes(name, true);
        });
    }

    @Test
    void createAfterACreatorsDeathSucceedsUnlessTheRegionIsWhole() {
        sweep("creation, then create").run(RegionOperation.CREATE.child(name), point -> {
            if (exists(name)) {
                assertThrows(RegionExistsException.class, () -> SharedRegion.create(name, RegionOperation.SIZE));
            } else {
                SharedRegion.create(name, RegionOperation.SIZE).close();
            }
            assertDeletes(name, true);
        });
    }

    @Test
    void deleteAfterACreatorsDeathLeavesNothing() {
        sweep("creation, then delete")
                .run(RegionOperation.CREATE.child(name), point -> assertDeletes(name, exists(name)));
    }

    @Test
    void regionThatLastsWhileAttachedIsGoneAfterItsCreatorsDeath() {
        sweep("creation while attached, then open").run(RegionOperation.CREATE_WHILE_ATTACHED.child(name), point -> {
            openPromptly(name, false);
            assertFalse(exists(name));
            openOrFill(name, true);
            assertDeletes(name, true);
        });
        // The child completed and ended; nobody came by since.
        openPromptly(name, false);
    }

    @Test
    void joinersDeathLeavesTheRegionWhole() {
        SharedRegion.openOrCreate(name, RegionOperation.SIZE, Words::fill).close();
        sweep("join").run(RegionOperation.JOIN.child(name), point -> {
            openPromptly(name, true);
            openOrFill(name, false);
            assertDeletes(name, true);
        });
    }

    @Test
    void closersDeathLeavesTheRegionWhole() {
        SharedRegion.openOrCreate(name, RegionOperation.SIZE, Words::fill).close();
        sweep("close").run(RegionOperation.CLOSE.child(name), point -> {
            openPromptly(name, true);
            openOrFill(name, false);
            assertDeletes(name, true);
        });
    }

    @Test
    void deletersDeathLeavesTheRegionWholeOrNone() {
        SharedRegion.openOrCreate(name, RegionOperation.SIZE, Words::fill).close();
        sweep("delete").run(RegionOperation.DELETE.child(name), point -> {
            boolean there = exists(name);
            openPromptly(name, there);
            openOrFill(name, !there);
            assertDeletes(name, true);
        });
        assertNothingLeft(name);
    }

    @Test
    void lastDetachersDeathLeavesARegionThatIsGoneForWhoeverOpensIt() {
        KillSweep.of("last detach")
                .limit(3)
                .run(
                        number -> RegionOperation.CREATE_WHILE_ATTACHED_THEN_CLOSE.child(name + "-" + number),
                        (number, died) -> {
                            String own = name + "-" + number;
                            if (!died) assertNothingLeft(own);
                            openPromptly(own, false);
                            assertNothingLeft(own);
                        });
    }

    /** While another process joins and leaves all the time, and so is often the last one. */
    @Test
    void lastDetachersDeathBesideALiveContenderLeavesARegionThatIsGone() {
        Deque<Contender> contenders = new ArrayDeque<>();
        KillSweep.of("last detach, contended")
                .limit(2)
                .run(
                        number -> {
                            String own = name + "-" + number;
                            contenders.add(new Contender(() -> joinAndLeave(own), () -> {}));
                            return RegionOperation.CREATE_WHILE_ATTACHED_THEN_CLOSE.child(own);
                        },
                        (number, died) -> {
                            contenders.remove().close();
                            String own = name + "-" + number;
                            openPromptly(own, false);
                            assertNothingLeft(own);
                        });
    }

    private static boolean joinAndLeave(String name) {
        try {
            SharedRegion.open(name).close();
            return true;
        } catch (RegionNotFoundException e) {
            return false;
        }
    }

    @Test
    void detachersDeathLeavesTheNameToThoseStillAttached() {
        Deque<SharedRegion> survivors = new ArrayDeque<>();
        KillSweep.of("detach with another attached")
                .limit(2)
                .oneAtATime()
                .run(
                        number -> {
                            SharedRegion survivor = SharedRegion.create(RegionOperation.SIZE);
                            Words.fill(survivor);
                            survivors.add(survivor);
                            return RegionOperation.CLOSE.child(survivor.name());
                        },
                        (number, died) -> {
                            SharedRegion survivor = survivors.remove();
                            try (SharedRegion attached = survivor) {
                                openPromptly(attached.name(), true);
                                attached.lock();
                                attached.unlock();
                            }
                            assertNothingLeft(survivor.name());
                        });
    }

    @Test
    void liveRacerIsServedWhereverTheOtherCreatorDies() {
        try (Peer racer = Peer.start();
                Peer second = Peer.start()) {
            long count = sweep("creation, counted").run(RegionOperation.CREATE.child(name), point -> {});
            SharedRegion.delete(name);
            int step = Proof.shortOrFull((int) Math.max(1, count / 8), 1);
            int tried = 0;
            int died = 0;
            for (long number = 1; number <= count; number += step, tried++) {
                if (race(number, racer, second, tried % 2 == 0)) died++;
            }
            System.out.println("kill points: creation with live racers " + count + " (" + tried + " tried, " + died
                    + " died as creator)");
            assertTrue(died >= tried / 2, died + " of " + tried + " died");
        }
    }

    /**
     * Whether the creator died; else the racers were first, and it joined.
     *
     * @param late whether the racers begin when it has died, and not at the same time
     */
    private boolean race(long number, Peer racer, Peer second, boolean late) {
        try (ChildJvm creator =
                RegionOperation.CREATE.waitingChild(name).killAt(number).start()) {
            creator.awaitLine("prepared");
            creator.send("go");
            if (late) creator.awaitExit();
            racer.tell("openOrFill " + name + " " + RegionOperation.SIZE);
            second.tell("openOrFill " + name + " " + RegionOperation.SIZE);
            int code = creator.awaitExit();
            assertTrue(code == ChildJvm.KILLED || (code == 0 && !late), creator::transcript);
            String one = racer.answer();
            String two = second.answer();
            assertTrue(one.equals("creator") || one.equals("joiner"), one);
            assertTrue(two.equals("creator") || two.equals("joiner"), two);
            assertFalse(one.equals(two) && one.equals("creator"));
            openOrFill(name, false);
            racer.expect("ok", "close");
            second.expect("ok", "close");
            assertDeletes(name, true);
            return code == ChildJvm.KILLED;
        }
    }
}
