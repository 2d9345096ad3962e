package dev.shm.internal.region;

import static dev.shm.internal.region.ProcessSlotLayout.*;

import dev.shm.Origin;
import dev.shm.RegionSpaceException;
import dev.shm.internal.platform.Platform;
import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * This attachment's place among the processes of a region, and the only judge of who is dead.
 *
 * <p>An attachment owns a slot by holding the kernel's lock on one byte, through a descriptor that is never mapped. The
 * kernel drops the lock when the process dies, whatever its pid namespace, and whoever has it later. So taking that
 * lock proves the death of the former holder, keeps other recoverers out, and keeps the slot from being taken
 * meanwhile.
 *
 * <pre>
 * Join                                          A crash after the step leaves
 *   J1 lock the byte of a slot                  nothing: the kernel drops it
 *   J2 plain   pid, times                       notes about nobody
 *   J3 release generation + 1, attached         a dead attachment, which holds nothing
 * Leave, with nothing held
 *   L1 release attached bit cleared             a slot with a lock and no attachment: the kernel drops the lock
 *   L2 drop the byte                            a free slot
 * </pre>
 *
 * <p>Threads of one attachment share the descriptor and would never conflict on it, so all use of it is under this
 * object's monitor, and an attachment never asks the kernel about its own slot.
 */
final class ProcessTable {
    private static final int JOIN_PASSES = 3;
    private static final long PASS_PAUSE_NANOS = 1_000_000;

    private final Platform platform;
    private final RegionPath path;
    private final RegionFile file;
    private final int descriptor;
    private final long table;
    private final int slotCount;
    private int token;
    private boolean left;
    private boolean dropped;
    private boolean closed;

    /**
     * Prepares; {@link #join} makes the attachment.
     *
     * @param file whose descriptor holds the lock; closed by this object from now on
     * @param table absolute address
     */
    ProcessTable(Platform platform, RegionPath path, RegionFile file, long table, int slotCount) {
        this.platform = platform;
        this.path = path;
        this.file = file;
        this.descriptor = file.descriptor();
        this.table = table;
        this.slotCount = slotCount;
    }

    /** This attachment; constant after {@link #join}. */
    int token() {
        return token;
    }

    /**
     * Joins a region that was there. One that nobody uses any more, but in which somebody died, is found recovered, by
     * exactly as many as find it so at the same time; the slots of the dead are then free for the next.
     */
    synchronized Origin joinFound() {
        boolean inUse = file.isAttached(slotCount);
        join();
        return !inUse && freeSlotsOfTheDead() ? Origin.RECOVERED : Origin.JOINED;
    }

    /** Takes a slot: one that was left in order if there is one, else one whose holder died. */
    synchronized void join() {
        int slot = 0;
        // A byte may be locked for a moment only, by one who asks whether the slot's holder is dead.
        for (int pass = 0; slot == 0 && pass < JOIN_PASSES; pass++) {
            if (pass > 0) LockSupport.parkNanos(PASS_PAUSE_NANOS);
            slot = lockSlot(false);
            if (slot == 0) slot = lockSlot(true);
        }
        if (slot == 0) {
            throw new RegionSpaceException(path + " has room for " + slotCount + " attachments and all are in use:"
                    + " needed 1, free 0. Close some; each open counts, also within one process");
        }
        long record = record(slot);
        int word = RawMemory.getIntAcquire(record + WORD);
        int generation = OwnerToken.nextGeneration(generation(word));
        RawMemory.putLong(record + PID, ThisProcess.pid()); // J2
        RawMemory.putLong(record + STARTED_MILLIS, ThisProcess.startedMillis());
        RawMemory.putLong(record + NAMESPACE, ThisProcess.pidNamespace());
        RawMemory.putLong(record + ATTACHED_MILLIS, System.currentTimeMillis());
        RawMemory.putIntRelease(record + WORD, attached(generation)); // J3, pairs ifDead
        token = OwnerToken.of(slot, generation);
    }

    /** Marks the slots of all dead attachments left; whether there was any. What they held still names them. */
    private boolean freeSlotsOfTheDead() {
        boolean any = false;
        for (int slot = 1; slot <= slotCount; slot++) {
            long word = record(slot) + WORD;
            if ((RawMemory.getIntAcquire(word) & ATTACHED) == 0 || slot == OwnerToken.slot(token)) continue;
            if (!platform.tryLockByte(descriptor, RegionLayout.slotLock(slot))) continue;
            RawMemory.putIntRelease(word, RawMemory.getIntAcquire(word) & ~ATTACHED);
            platform.unlockByte(descriptor, RegionLayout.slotLock(slot));
            any = true;
        }
        return any;
    }

    /** J1: locks the byte of a free slot, or of one that a dead process left attached. 0 if there is none. */
    private int lockSlot(boolean ofTheDead) {
        for (int slot = 1; slot <= slotCount; slot++) {
            boolean attached = (RawMemory.getIntAcquire(record(slot) + WORD) & ATTACHED) != 0;
            if (attached == ofTheDead && platform.tryLockByte(descriptor, RegionLayout.slotLock(slot))) return slot;
        }
        return 0;
    }

    /**
     * Ends this attachment's part in the table, before its mapping is replaced.
     *
     * @param inOrder whether it holds nothing; otherwise it is left looking like a death, for that is what it is
     */
    synchronized void leave(boolean inOrder) {
        if (left) return;
        left = true;
        if (!inOrder || token == OwnerToken.NOBODY) return; // one who only looks has no slot, and cannot write
        int generation = OwnerToken.generation(token);
        RawMemory.putIntRelease(record(OwnerToken.slot(token)) + WORD, attached(generation) & ~ATTACHED); // L1
    }

    /** L2: drops the byte, once the mapping has been replaced. */
    synchronized void dropSlot() {
        left = true;
        if (token == OwnerToken.NOBODY || dropped) return;
        dropped = true;
        platform.unlockByte(descriptor, RegionLayout.slotLock(OwnerToken.slot(token)));
    }

    /** Drops the byte and closes the descriptor. */
    synchronized void close() {
        if (closed) return;
        closed = true;
        // Closing alone would not do while something still maps this descriptor's file description.
        dropSlot();
        file.close();
    }

    /**
     * Runs a step if an owner is proven dead, and keeps its slot from being reused meanwhile, and all others from
     * running a step for the same owner.
     *
     * @param owner untrusted: a token that no attachment can have is as good as dead
     * @return what the step answered; false, and the step not run, if the owner lives
     */
    synchronized boolean ifDead(int owner, BooleanSupplier step) {
        if (left || token == OwnerToken.NOBODY || owner == token) return false;
        int slot = OwnerToken.slot(owner);
        boolean hasNoSlot = slot < 1 || slot > slotCount || isFormerHolder(slot, owner);
        long lock = hasNoSlot ? RegionLayout.proofLock(owner) : RegionLayout.slotLock(slot);
        if (!platform.tryLockByte(descriptor, lock)) return false;
        try {
            boolean isStill = hasNoSlot || !isFormerHolder(slot, owner); // else others may hold the other byte
            return isStill && step.getAsBoolean();
        } finally {
            platform.unlockByte(descriptor, lock);
        }
    }

    private boolean isFormerHolder(int slot, int owner) {
        int word = RawMemory.getIntAcquire(record(slot) + WORD); // pairs J3
        return generation(word) != OwnerToken.generation(owner) || slot == OwnerToken.slot(token);
    }

    /** The process id that an owner gave, for messages; 0 if it is no longer known. */
    long pidOf(int owner) {
        int slot = OwnerToken.slot(owner);
        if (slot < 1 || slot > slotCount) return 0;
        if (generation(RawMemory.getIntAcquire(record(slot) + WORD)) != OwnerToken.generation(owner)) return 0;
        return RawMemory.getLong(record(slot) + PID);
    }

    /** Whether an owner is an attachment of this process, this one or another. */
    boolean isOfThisProcess(int owner) {
        int slot = OwnerToken.slot(owner);
        if (slot < 1 || slot > slotCount) return false;
        long record = record(slot);
        return generation(RawMemory.getIntAcquire(record + WORD)) == OwnerToken.generation(owner)
                && RawMemory.getLong(record + PID) == ThisProcess.pid()
                && RawMemory.getLong(record + STARTED_MILLIS) == ThisProcess.startedMillis()
                && RawMemory.getLong(record + NAMESPACE) == ThisProcess.pidNamespace();
    }

    /** Whoever an owner is. Looks at its byte lock without taking it, so that nobody is disturbed. */
    synchronized Occupant describe(int owner) {
        int slot = OwnerToken.slot(owner);
        if (slot < 1 || slot > slotCount) return Occupant.FORGOTTEN;
        long record = record(slot);
        if (generation(RawMemory.getIntAcquire(record + WORD)) != OwnerToken.generation(owner)) {
            return Occupant.FORGOTTEN;
        }
        boolean alive = !closed && (owner == token || file.isSlotLocked(slot));
        return new Occupant(RawMemory.getLong(record + PID), RawMemory.getLong(record + NAMESPACE), alive);
    }

    private long record(int slot) {
        return table + (long) (slot - 1) * SIZE_BYTES;
    }
}
