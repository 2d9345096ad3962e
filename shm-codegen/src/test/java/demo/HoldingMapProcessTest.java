package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes at one generated map, which each of them has at another address. */
@NothingLeftBehind
@Timeout(120)
class HoldingMapProcessTest {
    private static final int KEYS = 5_000;
    private static final int ROUNDS = 20;

    private final String name = "holdings-" + UUID.randomUUID();

    @AfterEach
    void deleteMap() {
        SharedRegion.delete(name);
    }

    @Test
    void updatesOfTwoProcessesAddUpAndAReaderSeesWholeValues() {
        try (HoldingMap map = HoldingMap.create(name);
                ChildJvm reader =
                        child("watch", KEYS + "").mapAt(ForcedAddress.THIRD).start();
                ChildJvm one = child("add", KEYS + "", ROUNDS + "")
                        .mapAt(ForcedAddress.FIRST)
                        .start();
                ChildJvm other = child("add", KEYS + "", ROUNDS + "")
                        .mapAt(ForcedAddress.SECOND)
                        .start()) {
            for (ChildJvm child : List.of(one, other, reader)) child.awaitSuccess();
            assertEquals(KEYS, map.size());
            map.forEach(v -> assertEquals(2 * ROUNDS, v.quantity()));
            assertTrue(map.statistics().splits() > 0);
            assertEquals(List.of(), map.verify());
        }
    }

    @Test
    void processKilledInAnUpdateLeavesTheOldValueAndNobodyWaitsForIt() {
        try (HoldingMap map = HoldingMap.create(name);
                ChildJvm child = startStandingInUpdate(map)) {
            assertEquals(10, map.get(1).quantity); // while it is inside
            child.kill();
            long start = System.nanoTime();
            assertTrue(map.update(1, v -> v.quantity(v.quantity() + 1)));
            long waited = System.nanoTime() - start;
            assertEquals(11, map.get(1).quantity);
            assertEquals(5.0, map.get(1).cost);
            assertTrue(waited < 10_000_000_000L, "waited " + waited + " ns");
            assertEquals(1, map.statistics().recoveries());
            assertEquals(List.of(), map.verify());
        }
    }

    private ChildJvm startStandingInUpdate(HoldingMap map) {
        map.put(Holding.of(1, 10));
        ChildJvm child = child("stand-in-update").mapAt(ForcedAddress.FIRST).start();
        child.awaitLine("inside");
        return child;
    }

    private ChildCommand child(String what, String... more) {
        return ChildJvm.of(MapChild.class).args(what, name).args(more);
    }
}
