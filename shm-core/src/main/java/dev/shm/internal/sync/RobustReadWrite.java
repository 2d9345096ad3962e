package dev.shm.internal.sync;

import static dev.shm.internal.sync.ReadWriteLayout.*;

import dev.shm.LockHolder;
import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/**
 * Many readers or one writer: a {@link RobustLock} among writers, {@link Holds} for the readers, and each looks at the
 * other after it has shown itself.
 *
 * <pre>
 * Read lock                                           A crash after the step leaves
 *   R1 volatile the writers' lock is free             nothing
 *   R2 CAS own word of readers + 1                    a dead reader, freed by W3
 *   R3 volatile still free? (pairs W1) go on,         the same
 *      else as in unlock, and wait
 * Read unlock
 *   R4 CAS own word − 1                               nothing; a writer that sleeps looks by itself
 *   R5 at 0: signal readers gone                      nothing
 * Write lock
 *   W1 take the writers' lock (pairs R3)              a dead owner that changed nothing: freed as healthy
 *   W2 volatile all words of readers 0? (pairs R2)    the same
 *   W3 else wait; free those of the dead              the same
 *   W4 inside ← 1, store-store fence                  a dead owner that was inside: in need of repair
 * Write unlock
 *   W5 release inside ← 0                             a dead owner that had finished: freed as healthy
 *   W6 release the writers' lock                      a free lock; sleepers look by themselves
 *   W7 signal writer gone                             nothing
 * </pre>
 *
 * <p>R2 and W1 are compare-and-sets, R3 and W2 volatile loads: of a reader and a writer that come at once, at least one
 * sees the other. While a lock is in need of repair no reader is inside: its dead owner had seen them all out, and R3
 * lets none in until it is repaired. So the repair has the data for itself.
 *
 * <p>A waiting writer keeps new readers out, and so is not starved by them.
 */
public final class RobustReadWrite implements ConditionLock {
    private final Attachment region;
    private final MemoryScope memory;
    private final String what;
    private final long offset;
    private final long inside;
    private final RobustLock writer;
    private final Holds readers;
    private final ThreadHolds threads = new ThreadHolds();
    private final EventCount writerGone;
    private final EventCount readersGone;
    private final Waiting forWriter;
    private final Waiting forReaders;

    /**
     * Finds the lock of a place.
     *
     * @param offset in bytes from the start of the region; zero bytes there are a free lock
     */
    public RobustReadWrite(Attachment region, long offset, String what) {
        this.region = region;
        this.memory = region.memory();
        this.what = what;
        this.offset = offset;
        long inside = memory.addressOf(offset + INSIDE, Integer.BYTES);
        this.inside = inside;
        this.writer =
                new RobustLock(region, offset + WRITER, what + ", write lock", () -> RawMemory.getInt(inside) != 0);
        this.readers = new Holds(region, offset + READERS, what);
        this.writerGone = new EventCount(region, offset + WRITER_GONE);
        this.readersGone = new EventCount(region, offset + READERS_GONE);
        this.forWriter = new Waiting(memory, writerGone, this::freeFromDeadWriter);
        this.forReaders = new Waiting(memory, readersGone, this::freeFromDeadReaders);
        region.addEndedThreadCheck(this::freeFromEndedReaders);
    }

    /** Bytes of one lock in this region. */
    public static long sizeBytes(Attachment region) {
        return ReadWriteLayout.sizeBytes(region.slotCount());
    }

    /** Gives the repair that acquiring runs after a writer's death. */
    public void setRepair(Runnable repair) {
        writer.setRepair(() -> repairAndLeave(repair));
    }

    /** Repairs what a dead writer left, if there is one; whether there was. */
    public boolean recover(Runnable repair) {
        boolean recovered = writer.recover(() -> repairAndLeave(repair));
        writerGone.signal();
        return recovered;
    }

    /**
     * Acquires for reading; false once the deadline is past, or if the thread is interrupted and the deadline allows
     * that.
     */
    public boolean lockRead(Deadline deadline) {
        memory.checkWritable();
        if (threads.addToFirst()) return true;
        if (writer.isHeldByCurrentThread()) {
            readers.add(1); // no other writer can come between: this thread is it
        } else {
            while (!tryEnter()) {
                if (!forWriter.until(deadline, () -> writer.isFree() || writer.isFreeForRepair())) return false;
                if (writer.isFreeForRepair() && !repair(deadline)) return false;
                memory.checkWritable();
            }
        }
        boolean isNoted = false;
        try {
            threads.addFirst();
            isNoted = true;
        } finally {
            if (!isNoted) leave(); // there was no memory for it: nobody would ever unlock
        }
        memory.checkWritable(); // what was taken on the zero pages of a closed region is nothing
        return true;
    }

    /** Releases one hold for reading. */
    public void unlockRead() {
        memory.checkWritable();
        int left = threads.remove();
        if (left < 0) {
            throw new IllegalMonitorStateException(what + " is not held for reading by thread "
                    + Thread.currentThread().getName() + ": only who has locked it may unlock it");
        }
        if (left == 0) leave();
    }

    /**
     * Acquires for writing; false once the deadline is past, or if the thread is interrupted and the deadline allows
     * that.
     */
    public boolean lockWrite(Deadline deadline) {
        memory.checkWritable();
        if (!writer.isHeldByCurrentThread()) {
            if (threads.has()) {
                if (deadline == Deadline.NOW) return false;
                throw new IllegalMonitorStateException(what + " is held for reading by thread "
                        + Thread.currentThread().getName() + ", which would wait for itself: unlock it first");
            }
            // Looked at first, so that an attempt that must fail keeps no reader out.
            if (deadline == Deadline.NOW && !forReaders.until(deadline, readers::isEmpty)) return false;
        }
        if (!writer.acquire(deadline)) return false; // W1
        if (writer.holds() > 1) return true;
        boolean entered = false;
        try {
            entered = forReaders.until(deadline, readers::isEmpty); // W2, W3
            memory.checkWritable();
        } finally {
            if (!entered) letGo();
        }
        if (entered) {
            RawMemory.putInt(inside, 1); // W4
            VarHandle.storeStoreFence(); // CRASH: before anything that the caller changes
            Reference.reachabilityFence(this);
        }
        return entered;
    }

    /** Releases one hold for writing. */
    public void unlockWrite() {
        writer.checkHeld();
        if (writer.holds() > 1) {
            writer.unlock();
        } else {
            leaveAsWriter();
        }
    }

    private int leaveAsWriter() {
        RawMemory.putIntRelease(inside, 0); // W5
        int before;
        try {
            before = writer.unlockAll(); // W6
        } catch (StackOverflowError e) {
            if (writer.isHeldByCurrentThread()) RawMemory.putIntRelease(inside, 1); // W5 undone: it goes on inside
            throw e;
        }
        writerGone.signal(); // W7
        return before;
    }

    public boolean isWriteLockedByCurrentThread() {
        memory.checkReadable();
        return writer.isHeldByCurrentThread();
    }

    /** Who holds the lock for writing, or waits for readers to leave; for people. */
    public Optional<LockHolder> writer() {
        return writer.holder();
    }

    /** How many threads of all processes hold it for reading, for people. */
    public int readers() {
        memory.checkReadable();
        return (int) Math.min(Integer.MAX_VALUE, readers.total());
    }

    /** A condition of the write lock. */
    public Condition newCondition() {
        memory.checkWritable();
        return new LockCondition(region, offset + WRITER, this);
    }

    @Override
    public void checkHeld() {
        writer.checkHeld();
    }

    @Override
    public void checkMayWait() {
        writer.checkMayWait();
    }

    @Override
    public int unlockAll() {
        checkHeld();
        if (threads.has()) {
            throw new IllegalMonitorStateException(what + " is held for reading too by thread "
                    + Thread.currentThread().getName() + ", which could not get it back: unlock that first");
        }
        return leaveAsWriter();
    }

    @Override
    public void relock(int formerHolds) {
        try {
            lockWrite(Deadline.NEVER);
        } finally {
            if (writer.isHeldByCurrentThread()) writer.setHolds(formerHolds);
        }
    }

    @Override
    public boolean isInNeedOfRepair() {
        return writer.isInNeedOfRepair();
    }

    @Override
    public int recoveries() {
        return writer.recoveries();
    }

    /** R1 to R3. */
    private boolean tryEnter() {
        if (!writer.isFree()) return false; // R1
        readers.add(1); // R2
        if (writer.isFree()) return true; // R3
        leave();
        return false;
    }

    private void leave() {
        if (readers.remove(1) == 0) readersGone.signal(); // R4, R5
    }

    /** A writer gives up waiting for readers. */
    private void letGo() {
        if (!memory.isWritable()) return;
        writer.unlock();
        writerGone.signal();
    }

    /** For a reader that finds a writer dead: acquiring as a writer repairs, or throws. */
    private boolean repair(Deadline deadline) {
        if (!writer.acquire(deadline)) return false;
        letGo();
        return true;
    }

    private void repairAndLeave(Runnable repair) {
        repair.run();
        RawMemory.putIntRelease(inside, 0); // CRASH: the lock stays marked until after
    }

    private void freeFromDeadWriter() {
        writer.freeIfOwnerDied();
        writerGone.signal();
    }

    private void freeFromDeadReaders() {
        freeFromEndedReaders();
        readers.freeFromDead();
    }

    private void freeFromEndedReaders() {
        int ended = threads.removeEnded();
        if (ended > 0 && readers.remove(ended) == 0) readersGone.signal();
    }
}
