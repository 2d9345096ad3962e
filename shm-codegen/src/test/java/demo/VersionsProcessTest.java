package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes with different versions of one struct. */
@NothingLeftBehind
@Timeout(60)
class VersionsProcessTest {
    private final String name = "versions-" + UUID.randomUUID();

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    @Test
    void mismatchListsEachDifferenceAndNamesTheProcessThatCreatedTheRegion() {
        try (ChildJvm creator = start();
                SharedRegion region = SharedRegion.open(name)) {
            LayoutMismatchException refusal = assertThrows(
                    LayoutMismatchException.class, () -> region.struct("trade", SharedVersions_Changed.TYPE));
            assertEquals("""
                    'trade' in region '%s' holds another struct than asked for; the region was created by process %d.
                    expected trade version 1 of 24 bytes, aligned to 4, found trade version 1 of 24 bytes, aligned to 8
                    field 'id': expected int32_t id at 0, found int64_t id at 0
                    field 'side': expected enum8 side { SELL, BUY } at 4, found enum8 side { BUY, SELL } at 8
                    field 'symbol': expected text16 symbol[6] at 6, found text16 symbol[4] at 10
                    field 'levels': expected float levels[2] at 16, found no such field
                    field 'count': expected no such field, found int32_t count at 16
                    Use the same class in all processes, or delete the region""".formatted(name, creator.pid()), refusal.getMessage());
        }
    }

    @Test
    void programsOfTwoVersionsShareAStruct() {
        try (ChildJvm earlier = start();
                SharedRegion region = SharedRegion.open(name)) {
            SharedVersions_Second later = region.struct("trade", SharedVersions_Second.TYPE);
            assertEquals(Versions.LaterSide.SELL, later.side());
            assertNull(later.venue());
            later.count(12);
            earlier.send("end");
            earlier.awaitLine("count 12");
            earlier.awaitSuccess();
        }
    }

    private ChildJvm start() {
        ChildJvm child = ChildJvm.of(VersionsChild.class)
                .args(name)
                .mapAt(ForcedAddress.FIRST)
                .start();
        child.awaitLine("created");
        return child;
    }
}
