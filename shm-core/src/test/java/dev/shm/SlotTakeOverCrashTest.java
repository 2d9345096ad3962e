package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.internal.region.DeadSlots;
import dev.shm.internal.region.RegionAccess;
import dev.shm.memory.KillPoints;
import dev.shm.spi.OwnerToken;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillAt;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process that joins must take the slot of a dead one, who held the mutex, and is itself killed at each point of
 * joining and of repairing what its predecessor left.
 */
@NothingLeftBehind
@Timeout(600)
@SuppressWarnings("LockNotBeforeTry") // what dies unlocks nothing
final class SlotTakeOverCrashTest {
    private static final long PROMPTLY_NANOS = 3_000_000_000L;

    private final String name = FreshName.of("slots");

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    /** Leaves the mutex in dead hands, with the words unequal. */
    private static void dieHolding(SharedRegion dying) {
        dying.lock();
        Words.add(dying, MutexOperation.FIRST, 1);
        dying.close();
    }

    private static ChildCommand child(String region) {
        return ChildJvm.of(Joiner.class).args(region);
    }

    private static void use(String region) {
        try (SharedRegion newcomer = SharedRegion.open(region)) {
            MutexOperation.incrementRepairing(newcomer);
        }
    }

    @Test
    void newcomerGoesOnWhereverTheOneBeforeItDied() {
        SharedRegion dying = SharedRegion.create(name, 256);
        try (SharedRegion survivor = SharedRegion.open(name)) {
            dieHolding(dying);
            DeadSlots.fill(survivor);
            FrozenSweep.of("slot take-over").files(Path.of("/dev/shm"), name).run(child(name), point -> {
                use(name);
                use(name);
            });
            MutexOperation.incrementRepairing(survivor);
        }
    }

    /** Nobody lives: whoever comes first finds the region recovered and frees the slots of all the dead. */
    @Test
    void newcomerGoesOnWhereverTheFirstAfterAllDeathsDied() {
        SharedRegion first = SharedRegion.create(name, 256);
        SharedRegion second = SharedRegion.open(name);
        second.mutex("second").lock();
        second.close();
        dieHolding(first);
        FrozenSweep.of("join after all deaths").files(Path.of("/dev/shm"), name).run(child(name), point -> {
            use(name);
            use(name);
        });
    }

    @Test
    void thoseWhoWereThereGoOnBesideALiveContender() {
        Deque<SharedRegion> survivors = new ArrayDeque<>();
        Deque<Contender> contenders = new ArrayDeque<>();
        try (Peer newcomer = Peer.start()) {
            KillSweep.of("slot take-over, contended")
                    .limit(3)
                    .run(
                            number -> {
                                SharedRegion dying = SharedRegion.create(256);
                                SharedRegion survivor = SharedRegion.open(dying.name());
                                survivors.add(survivor);
                                contenders.add(MutexOperation.contender(dying.name()));
                                dieHolding(dying);
                                DeadSlots.fill(survivor);
                                return child(survivor.name());
                            },
                            (number, died) -> {
                                try (SharedRegion survivor = survivors.remove();
                                        Contender contender = contenders.remove()) {
                                    long start = System.nanoTime();
                                    MutexOperation.incrementRepairing(survivor);
                                    newcomer.expect("ok", "open " + survivor.name());
                                    newcomer.expect("ok", "increment");
                                    newcomer.expect("ok", "close");
                                    contender.assertGoesOn();
                                    assertTrue(System.nanoTime() - start < PROMPTLY_NANOS);
                                }
                            });
        }
    }

    static final class Joiner {
        private Joiner() {}

        public static void main(String[] args) {
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> {
                SharedRegion region = SharedRegion.open(args[0]);
                int slot = OwnerToken.slot(RegionAccess.attachment(region).owner());
                if (region.origin() == Origin.JOINED) assertEquals(1, slot, "the slot of the dead");
                MutexOperation.incrementRepairing(region);
            });
        }
    }
}
