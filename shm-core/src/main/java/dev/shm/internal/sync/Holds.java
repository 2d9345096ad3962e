package dev.shm.internal.sync;

import static dev.shm.internal.sync.HoldsLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;
import java.lang.ref.Reference;

/**
 * Who holds how much of something that several processes may hold at a time: readers, permits.
 *
 * <p>Each attachment has a word of its own, that of its slot, so there is always room and nobody searches. The word
 * names its owner and how much it holds, in one: whatever instant a process dies at, the others see whose it was and
 * how much, and give it back once the death is proven.
 *
 * <pre>
 * Add                                              A crash after the step leaves
 *   A1 CAS reach up to the own slot                a longer walk
 *   A2 CAS own word → owner, count + n             holds of a dead owner
 * Remove
 *   X1 CAS own word → owner, count − n, or 0       less held; waiters not told: their bound covers it
 * Free from the dead
 *   F1 the word of another: is its owner dead?     nothing
 *   F2 proven: CAS exactly that word → 0           nothing held
 * </pre>
 *
 * <p>A word that names an earlier holder of the same slot is of the dead, and A2 replaces it. A2 is seen by whoever
 * reads reach and words after it in the order of volatile accesses: A1 comes first, so no walk that could see A2 stops
 * short.
 */
final class Holds {
    private final Attachment region;
    private final String what;
    private final MemoryScope memory;
    private final long base;
    private final int slotCount;
    private final int self;
    private final long own;
    private boolean reached; // plain: whoever reads false looks

    /** @param what for messages */
    Holds(Attachment region, long offset, String what) {
        this.region = region;
        this.what = what;
        this.memory = region.memory();
        this.slotCount = region.slotCount();
        this.base = memory.addressOf(offset, sizeBytes(slotCount));
        this.self = region.owner();
        // One who only looks has no slot, and never writes.
        this.own = base + wordOffset(Math.max(1, OwnerToken.slot(self)), slotCount);
        if (self != OwnerToken.NOBODY) region.addHolder(() -> ownCount() > 0);
    }

    /** A1, A2: more for this attachment. */
    void add(int count) {
        if (!reached) extendReach();
        long seen;
        do { // ends when no other thread of this process comes between
            seen = RawMemory.getLongVolatile(own);
            int before = owner(seen) == self ? count(seen) : 0;
            if (before > Integer.MAX_VALUE - count) throw tooMany(before);
            if (RawMemory.compareAndSetLong(own, seen, word(self, before + count))) break; // A2
        } while (true);
        Reference.reachabilityFence(this);
    }

    /** X1: less for this attachment; what is left, or −1, and nothing done, if it does not hold so much. */
    int remove(int count) {
        while (true) { // ends when no other thread of this process comes between
            long seen = RawMemory.getLongVolatile(own);
            int left = (owner(seen) == self ? count(seen) : 0) - count;
            if (left < 0) return -1;
            if (RawMemory.compareAndSetLong(own, seen, left == 0 ? 0 : word(self, left))) { // X1
                Reference.reachabilityFence(this);
                return left;
            }
        }
    }

    /** What this attachment holds. */
    int ownCount() {
        long seen = RawMemory.getLongVolatile(own);
        Reference.reachabilityFence(this);
        return owner(seen) == self ? count(seen) : 0;
    }

    /** Whether nobody holds anything, the dead included. */
    boolean isEmpty() {
        int reach = reach();
        for (int slot = 1; slot <= reach; slot++) {
            if (held(slot, RawMemory.getLongVolatile(wordOf(slot))) > 0) return false;
        }
        Reference.reachabilityFence(this);
        return true;
    }

    /** How much is held, by the dead too; exact while nobody adds. */
    long total() {
        int reach = reach();
        long total = 0;
        for (int slot = 1; slot <= reach; slot++) total += held(slot, RawMemory.getLongVolatile(wordOf(slot)));
        Reference.reachabilityFence(this);
        return total;
    }

    /**
     * Gives back what the dead hold; whether there was any. A system call for each other process that holds something.
     */
    boolean freeFromDead() {
        int reach = reach();
        boolean any = false;
        for (int slot = 1; slot <= reach; slot++) {
            long word = wordOf(slot);
            long seen = RawMemory.getLongVolatile(word);
            if (held(slot, seen) == 0 || owner(seen) == self) continue;
            any |= region.ifDead(owner(seen), () -> RawMemory.compareAndSetLong(word, seen, 0)); // F1, F2
        }
        Reference.reachabilityFence(this);
        return any;
    }

    private void extendReach() {
        int slot = OwnerToken.slot(self);
        int seen;
        do { // ends when reach is high enough, by whomever
            seen = RawMemory.getIntVolatile(base + REACH);
        } while (seen < slot && !RawMemory.compareAndSetInt(base + REACH, seen, slot)); // A1
        reached = true;
    }

    /**
     * How much a word says is held. Untrusted: nothing, if it names another slot than its own; nobody would free it.
     */
    private static int held(int slot, long word) {
        return OwnerToken.slot(owner(word)) == slot ? count(word) : 0;
    }

    private CorruptRegionException tooMany(int found) {
        return new CorruptRegionException(what + ": its table says that this process holds it " + found
                + " times, which is more than anybody can: it was overwritten. Delete the region and create it anew");
    }

    /** Untrusted in memory, so never beyond the slots that there are. */
    private int reach() {
        return Math.min(RawMemory.getIntVolatile(base + REACH), slotCount);
    }

    private long wordOf(int slot) {
        return base + wordOffset(slot, slotCount);
    }
}
