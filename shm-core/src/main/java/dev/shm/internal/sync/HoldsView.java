package dev.shm.internal.sync;

import static dev.shm.internal.sync.HoldsLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import java.nio.ByteBuffer;

/** Who holds how much of something that several may hold, as a looker sees it. */
final class HoldsView {
    private HoldsView() {}

    /**
     * Describes the holders.
     *
     * @param offset in the body
     * @param name of their list: {@code readers}
     * @return how much all hold
     */
    static long describe(ObjectView object, long offset, String name, Description into) {
        int slotCount = object.region().slotCount();
        ByteBuffer table = object.bytes(offset, Math.toIntExact(sizeBytes(slotCount)));
        int reach = table.getInt(REACH);
        if (reach < 0 || reach > slotCount) {
            into.report(Severity.ERROR, name + ": their reach is " + reach + " of " + slotCount + " slots");
        }
        into.list(name);
        long total = 0;
        for (int slot = 1; slot <= slotCount; slot++) {
            long word = table.getLong(Math.toIntExact(wordOffset(slot, slotCount)));
            if (word == 0) continue;
            total += count(word);
            describe(object, word, slot, into.addTo(name, "slot " + slot));
        }
        return total;
    }

    private static void describe(ObjectView object, long word, int slot, Description holder) {
        OwnerView owner = object.region().owner(owner(word));
        owner.describe(holder).put("count", count(word));
        if (OwnerToken.slot(owner(word)) != slot) {
            holder.report(Severity.ERROR, "the word of slot " + slot + " names slot " + owner.slot());
        } else if (count(word) < 1) {
            holder.report(
                    Severity.ERROR, "the word of slot " + slot + " has an owner that holds " + (int) (word >>> 32));
        } else if (!owner.isAlive()) {
            holder.report(Severity.NOTE, "its owner is dead; whoever waits next frees what it held");
        }
    }
}
