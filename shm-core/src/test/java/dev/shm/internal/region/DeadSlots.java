package dev.shm.internal.region;

import static dev.shm.internal.region.ProcessSlotLayout.*;

import dev.shm.SharedRegion;
import dev.shm.memory.RawMemory;

/** Fills a process table with the dead, so that whoever joins must take the slot of one. */
public final class DeadSlots {
    private DeadSlots() {}

    /** Leaves every slot that is free now as its holder's death would have. */
    public static void fill(SharedRegion region) {
        Attachment attachment = RegionAccess.attachment(region);
        for (int slot = 1; slot <= attachment.slotCount(); slot++) {
            long word = attachment.memory().base() + RegionLayout.SLOT_TABLE + (long) (slot - 1) * SIZE_BYTES + WORD;
            int seen = RawMemory.getIntVolatile(word);
            if ((seen & ATTACHED) == 0) RawMemory.putIntVolatile(word, attached(generation(seen) + 1));
        }
    }
}
