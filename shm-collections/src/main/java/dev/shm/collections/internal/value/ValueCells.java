package dev.shm.collections.internal.value;

import static dev.shm.collections.internal.value.ValueLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.CallTurn;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.ProbePace;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.struct.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * One shared value, as one attachment has it: two cells, a sequence, and who writes.
 *
 * <pre>
 * Set, with a finished value at hand                   A crash after the step leaves
 *   S1 CAS     writer: nobody or dead → me             the old value; the next to set proves the death
 *   S2 acquire sequence (pairs S4); fence release      the same
 *   S3 plain   the hidden cell, a copy                 the same; nobody reads it
 *   S4 release sequence + 1 (pairs G1, S2)                 the new value; the rest as above
 *   S5 release writer → nobody (pairs S1)              the new value
 * Get
 *   G1 acquire sequence (pairs S4); none if it is 0    nothing
 *   G2 plain   its cell, a copy                        nothing
 *   G3 fence acquire
 *   G4 opaque  sequence: unchanged? else again         nothing
 * </pre>
 *
 * <p>SYNC: S2's fence keeps S3 behind the step that hid the cell, which this writer or one before it made: a reader
 * that has copied a byte of S3 finds the sequence moved in G4. G3 keeps the copy before that look.
 *
 * <p>Getting waits for nobody: it starts again only when somebody has set a value meanwhile. Setting waits for the
 * other threads of this process and for the owner of the writer's word, each for the time of a copy, unless that stands
 * still: it is alive. A dead one is found within 100 ms.
 */
public final class ValueCells {
    /** Set whatever is there. */
    public static final long ANY = -1;

    private static final int SPINS = 100;
    private static final long PAUSE_NANOS = 50_000;

    private final RegionObject object;
    private final MemoryScope memory;
    private final long valueBytes;
    private final long strideBytes;

    /** Absolute address of the body. */
    private final long body;

    private final CallTurn turn;
    private final ProbePace probes = ProbePace.seldom();

    private ValueCells(RegionObject object, StructLayout layout) {
        this.object = object;
        this.memory = object.memory();
        this.valueBytes = layout.sizeBytes();
        this.strideBytes = ValueLayout.strideBytes(layout.sizeBytes(), layout.alignment());
        long bodyBytes = ValueLayout.bodyBytes(strideBytes);
        if (object.bodyBytes() < bodyBytes) throw corrupt(object, object.bodyBytes() + " bytes of body");
        this.body = memory.addressOf(object.bodyOffset(), bodyBytes);
        long found = RawMemory.getLong(body + STRIDE);
        if (found != strideBytes) throw corrupt(object, "cells " + found + " bytes apart");
        this.turn = new CallTurn(
                "value '" + object.name() + "': while it is being set, the same thread may not set it again:"
                        + " let getters of its class leave it alone");
        object.addHolder(turn::isTaken);
    }

    /** Creates one in a region of its own. */
    public static RegionObject create(String name, StructLayout layout) {
        return RegionObject.create(name, spec(layout));
    }

    /** Joins or creates one in a region of its own. */
    public static RegionObject openOrCreate(String name, StructLayout layout) {
        return RegionObject.openOrCreate(name, spec(layout));
    }

    /** Joins one in a region of its own. */
    public static RegionObject open(String name, StructLayout layout) {
        return RegionObject.open(name, KIND, VERSION, layout);
    }

    /** Joins or creates one as a named object of a region. */
    public static RegionObject in(SharedRegion region, String name, StructLayout layout) {
        return RegionObject.in(region, name, spec(layout));
    }

    private static RegionObjectSpec spec(StructLayout layout) {
        long stride = ValueLayout.strideBytes(layout.sizeBytes(), layout.alignment());
        return new RegionObjectSpec(
                KIND,
                VERSION,
                layout,
                ValueLayout.bodyBytes(stride),
                made -> RawMemory.putLong(
                        made.memory().addressOf(made.bodyOffset(), made.bodyBytes()) + STRIDE, stride));
    }

    /** The cells that all who opened this object through one attachment share. */
    public static ValueCells of(RegionObject object, StructLayout layout) {
        try {
            return object.companion(ValueCells.class, opened -> new ValueCells(opened, layout));
        } catch (Throwable e) {
            object.close();
            throw e;
        }
    }

    /** How often a value was set; 0 if there is none. */
    public long sequence() {
        long sequence = RawMemory.getLongAcquire(body + SEQUENCE);
        memory.checkReadable();
        return sequence;
    }

    /**
     * Copies the value out.
     *
     * @param to absolute address in memory with room for it; holds anything if nothing is returned
     * @return its sequence; 0 if there is no value, and nothing was copied
     */
    public long get(long to) {
        while (true) { // each turn but the last one because another value was set
            long sequence = RawMemory.getLongAcquire(body + SEQUENCE); // G1
            if (sequence != 0) RawMemory.copy(cell(sequence), to, valueBytes); // G2
            VarHandle.acquireFence(); // G3
            boolean unchanged = RawMemory.getLongOpaque(body + SEQUENCE) == sequence; // G4
            memory.checkReadable();
            if (unchanged) return sequence;
        }
    }

    /** Takes the turn of this process's threads to set. */
    public void enter() {
        turn.enter();
    }

    public void leave() {
        turn.leave();
    }

    /**
     * Sets a value, for whoever has the turn.
     *
     * @param from absolute address of a finished one in memory of this process
     * @param expected the sequence of the value to replace, or {@link #ANY}
     * @return false, and nothing was set, if another value is there
     */
    public boolean set(long from, long expected) {
        claim();
        boolean wanted;
        try {
            long sequence = RawMemory.getLongAcquire(body + SEQUENCE); // S2
            wanted = expected == ANY || expected == sequence;
            if (wanted) {
                VarHandle.releaseFence();
                RawMemory.copy(from, cell(sequence + 1), valueBytes); // S3
                RawMemory.putLongRelease(body + SEQUENCE, sequence + 1); // S4
            }
        } finally { // also where the stack ends in between: other processes would wait for this one, which lives
            RawMemory.putLongRelease(body + WRITER, OwnerToken.NOBODY); // S5
        }
        memory.checkWritable(); // else it went into the pages that took the region's place
        return wanted;
    }

    /** S1. */
    private void claim() {
        long self = OwnerToken.withThread(object.owner(), Thread.currentThread());
        for (int i = 0; ; i++) { // for a writer in another process, which copies, stands still, or is dead
            memory.checkWritable();
            long seen = RawMemory.getLongVolatile(body + WRITER);
            if (tryClaim(seen, self, i >= SPINS)) break;
            if (i < SPINS) Thread.onSpinWait();
            else Deadline.pauseAnyhow(PAUSE_NANOS);
        }
        memory.checkWritable(); // a closed region's words are all nobody
    }

    /** What this attachment left there is of a thread that did not finish; nobody else of it has the turn now. */
    private boolean tryClaim(long seen, long self, boolean patienceIsOver) {
        int owner = OwnerToken.in(seen);
        if (owner == OwnerToken.NOBODY || owner == object.owner()) {
            return RawMemory.compareAndSetLong(body + WRITER, seen, self); // S1
        }
        return patienceIsOver
                && probes.isDue()
                && object.ifDead(owner, () -> RawMemory.compareAndSetLong(body + WRITER, seen, self)); // S1
    }

    private long cell(long sequence) {
        return body + ValueLayout.cell(sequence, strideBytes);
    }

    private static CorruptRegionException corrupt(RegionObject object, String found) {
        return new CorruptRegionException("value '" + object.name() + "': its geometry is damaged: " + found
                + ". Delete the region if its content is not needed");
    }
}
