package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@NothingLeftBehind
final class AttachmentLimitTest {
    private static final int SLOTS = 512;

    @Test
    void attachmentsBeyondTheTableAreRefusedAndASlotIsFreedByClosing() {
        List<SharedRegion> attached = new ArrayList<>();
        SharedRegion creator = SharedRegion.create(64);
        try {
            for (int i = 1; i < SLOTS; i++) attached.add(SharedRegion.open(creator.name()));
            RegionSpaceException refusal =
                    assertThrows(RegionSpaceException.class, () -> SharedRegion.open(creator.name()));
            SharedRegionTest.assertMentions(refusal, creator.name(), "512", "needed 1", "free 0");
            // One in order, one looking like a death.
            attached.remove(7).close();
            attached.get(9).lock();
            attached.remove(9).close();
            attached.add(SharedRegion.open(creator.name()));
            attached.add(SharedRegion.open(creator.name()));
            assertThrows(RegionSpaceException.class, () -> SharedRegion.open(creator.name()));
            assertThrows(OwnerDiedException.class, creator::lock, "its slot was taken over, its token is still dead");
            assertEquals(SLOTS - 1, attached.size());
        } finally {
            attached.forEach(SharedRegion::close);
            creator.close();
        }
    }
}
