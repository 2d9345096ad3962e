package dev.shm.internal.sync;

import static dev.shm.internal.sync.LockLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import dev.shm.spi.RegionView;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A lock's line as a looker sees it: who holds it and what is wrong with it.
 *
 * @param holder whoever the word names; nobody in particular if it is free
 */
public record LockView(long word, OwnerView holder, int recoveries, long acquisitions, long noted, long notedMillis) {
    /** Reads the lock at an offset of an object's body. */
    static LockView of(ObjectView object, long offset) {
        object.bytes(offset, SIZE_BYTES); // throws if it would reach out of the body
        return of(object.region(), object.bodyOffset() + offset);
    }

    /** Reads the lock at an offset of a region. */
    public static LockView of(RegionView region, long offset) {
        ByteBuffer line = region.bytes(offset, SIZE_BYTES);
        long word = line.getLong(WORD);
        return new LockView(
                word,
                region.owner(OwnerToken.in(word)),
                line.getInt(RECOVERIES),
                line.getLong(ACQUISITIONS),
                line.getLong(NOTED),
                line.getLong(NOTED_MILLIS));
    }

    boolean isHeld() {
        return OwnerToken.in(word) != OwnerToken.NOBODY;
    }

    private boolean needsRepair() {
        return (word & INCONSISTENT) != 0;
    }

    /**
     * Describes it.
     *
     * @param guardsData whether an owner's death leaves something to repair
     */
    public void describe(Description into, boolean guardsData) {
        into.put("state", state());
        if (isHeld()) {
            Description held = holder.describe(into.child("holder"));
            held.put("thread", OwnerToken.threadIn(word));
            if (noted == acquisitions && notedMillis != 0) held.put("seen since", Instant.ofEpochMilli(notedMillis));
        }
        into.put("needs repair", needsRepair())
                .put("waiters", (word & WAITERS) != 0)
                .counter("acquisitions", acquisitions)
                .counter("recoveries", recoveries & 0xFFFF_FFFFL);
        check(into, guardsData);
    }

    private String state() {
        if (!isHeld()) return needsRepair() ? "free, in need of repair" : "free";
        if (!holder.isAlive()) return "held by a dead owner";
        return needsRepair() ? "held, in repair" : "held";
    }

    private void check(Description into, boolean guardsData) {
        Severity afterDeath = guardsData ? Severity.WARNING : Severity.NOTE;
        if (!isHeld()) {
            if (OwnerToken.threadIn(word) != 0)
                into.report(
                        Severity.ERROR, "thread " + OwnerToken.threadIn(word) + " stands in its word, and no owner");
            if (needsRepair()) {
                into.report(
                        afterDeath,
                        "an owner died in it and nobody has repaired what it guards: call recover(repair), or"
                                + " give onOwnerDeath(repair)");
            }
        } else if (!holder.isPossible()) {
            into.report(
                    Severity.ERROR,
                    "its owner would be in process slot " + holder.slot() + ", which the region does not have");
        } else if (!holder.isAlive()) {
            String who = holder.pid() == 0 ? "an attachment that is gone" : "process " + holder.pid();
            into.report(afterDeath, "its owner, " + who + ", is dead; whoever acquires it next learns that");
        }
        if (acquisitions < 0) into.report(Severity.ERROR, "its count of acquisitions is negative: " + acquisitions);
    }
}
