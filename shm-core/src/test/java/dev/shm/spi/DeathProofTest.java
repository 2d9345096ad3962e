package dev.shm.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import org.junit.jupiter.api.Test;

/** Who has proven a death may take more than one step: nobody else does the same meanwhile. */
@NothingLeftBehind
final class DeathProofTest {
    private static final RegionObjectSpec SPEC = new RegionObjectSpec("PROOFSOF", 1, null, 64, made -> {});

    /** Neither a slot of its own can say it of the owner, nor one that somebody else has had since. */
    @Test
    void ofTwoWhoProveADeathByNoSlotOfItsOwnOneActs() {
        try (SharedRegion region = SharedRegion.create(256);
                SharedRegion again = SharedRegion.open(region.name())) {
            RegionObject one = RegionObject.in(region, "proof", SPEC);
            RegionObject two = RegionObject.in(again, "proof", SPEC);
            int former = OwnerToken.of(OwnerToken.slot(two.owner()), OwnerToken.generation(two.owner()) + 1);
            for (int dead : new int[] {former, OwnerToken.MASK}) {
                boolean[] bothAct = new boolean[1];
                assertTrue(one.ifDead(dead, () -> {
                    bothAct[0] = two.ifDead(dead, () -> true);
                    return true;
                }));
                assertFalse(bothAct[0]);
                assertTrue(two.ifDead(dead, () -> true));
            }
            assertFalse(one.ifDead(two.owner(), () -> true), "it lives");
        }
    }
}
