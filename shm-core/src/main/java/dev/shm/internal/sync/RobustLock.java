package dev.shm.internal.sync;

import static dev.shm.internal.sync.LockLayout.*;

import dev.shm.LockHolder;
import dev.shm.OwnerDiedException;
import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.ProbePace;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reentrant lock in shared memory that names its owner in the word by which it is taken.
 *
 * <p>One object per lock and attachment: it knows which thread of this process holds the lock; the word knows which
 * process does.
 *
 * <pre>
 * Lock                                               A crash after the step leaves
 *   L1 CAS word 0 → me                               a lock held by a dead owner
 *   L2 spin; CAS WAITERS on                          a flag that costs one wake-up
 *   L3 sleep on the word seen, bounded               nothing; a wake that was for it is lost, bounds cover it
 *   L4 the word has not moved: is its owner dead?    nothing
 *   L5 dead, proven: CAS → INCONSISTENT, WAITERS     a free lock in need of repair; healthy, if the owner was only
 *                                                    waiting for readers, or guards no data
 *   L6 CAS free → me, WAITERS kept if slept          a lock held by a dead owner
 *   L7 in need of repair: CAS → me, INCONSISTENT     the same, still in need of repair
 *   L8 repair, CAS INCONSISTENT off                  the same, repaired
 *   L9 giving up after a sleep, no WAITERS seen:     a wake that another needed is lost, bounds cover it
 *      wake one
 * Unlock
 *   U1 CAS word me → 0                               a free lock with sleepers: bounds cover it
 *   U2 wake one if WAITERS was set                   nothing
 * </pre>
 *
 * <p>Once slept, a thread acquires with WAITERS kept, because others may sleep still. A word with WAITERS and no owner
 * is free. Whoever slept may have been woken in another's stead while one who never slept took the lock without
 * WAITERS, so who then gives up hands the wake-up on. Death is proven by the process table, never guessed by time, and
 * that of a thread by its own process: {@code EndedThreads} makes it look.
 */
public final class RobustLock implements ConditionLock {
    static final long FIRST_SLICE_NANOS = 2_000_000;
    static final long LAST_SLICE_NANOS = 10_000_000;

    /**
     * How often a caller that wants to recover looks at a lock that seems to be held by a live owner: another may be
     * proving the same death, and lose its processor in it.
     */
    private static final int RECOVERY_LOOKS = 25;

    private final Attachment region;
    private final MemoryScope memory;
    private final String what;
    private final long word;
    private final int self;

    /** The thread of this process that holds the lock: written by that thread only, as in ReentrantLock. */
    private @Nullable Thread holder;

    private int holds;
    private volatile @Nullable Runnable repair;
    private final ProbePace pace = ProbePace.often();
    private final LockNotes notes;

    /** Asked about a dead owner: whether its death may have left something half changed. */
    private final BooleanSupplier wasInside;

    /**
     * Finds the lock of a place.
     *
     * @param offset in bytes from the start of the region; zero bytes there are a free lock
     * @param what for messages: {@code the mutex of region 'trades'}
     */
    public RobustLock(Attachment region, long offset, String what) {
        this(region, offset, what, () -> true);
    }

    /**
     * Finds a lock that not every death of an owner leaves in need of repair.
     *
     * @param wasInside whether a dead owner may have left something half changed; read before its word is changed
     */
    RobustLock(Attachment region, long offset, String what, BooleanSupplier wasInside) {
        this.wasInside = wasInside;
        this.region = region;
        this.memory = region.memory();
        this.what = what;
        this.word = memory.addressOf(offset, SIZE_BYTES) + WORD;
        this.self = region.owner();
        this.notes = new LockNotes(region, word);
        region.addHolder(() -> holder != null);
        region.addEndedThreadCheck(this::freeIfHolderEnded);
    }

    /** Gives the repair that acquiring runs after an owner's death; null for none. */
    public void setRepair(@Nullable Runnable repair) {
        this.repair = repair;
    }

    public boolean isHeldByCurrentThread() {
        return holder == Thread.currentThread();
    }

    /** Acquires if that needs no waiting. */
    public boolean tryLock() {
        Thread me = Thread.currentThread();
        return tryFast(me) || acquire(me, Deadline.NOW);
    }

    /** Acquires, waiting as long as it takes and noting interrupts. */
    public void lock() {
        Thread me = Thread.currentThread();
        if (!tryFast(me)) acquire(me, Deadline.NEVER);
    }

    /** Acquires unless the deadline comes first. */
    public boolean lock(Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        Thread me = Thread.currentThread();
        boolean held = tryFast(me) || acquire(me, deadline);
        if (!held && Thread.interrupted()) throw new InterruptedException();
        return held;
    }

    /**
     * Releases one hold.
     *
     * @throws IllegalMonitorStateException if this thread does not hold the lock; the word is untouched then
     */
    public void unlock() {
        checkHeld();
        if (holds > 1) holds--;
        else release();
    }

    @Override
    public int unlockAll() {
        checkHeld();
        int before = holds;
        release();
        return before;
    }

    @Override
    public void relock(int formerHolds) {
        Thread me = Thread.currentThread();
        try {
            lock();
        } finally {
            if (holder == me) holds = formerHolds; // also if the stack ended in lock() after it was taken
        }
    }

    /** Acquires unless the deadline comes first, or an interrupt that ends the wait. */
    public boolean acquire(Deadline deadline) {
        Thread me = Thread.currentThread();
        return tryFast(me) || acquire(me, deadline);
    }

    /** How many holds the calling thread has, which holds the lock. */
    int holds() {
        return holds;
    }

    /** Sets them. */
    void setHolds(int count) {
        holds = count;
    }

    /** Whether nobody holds the lock and nothing is in need of repair. */
    boolean isFree() {
        long seen = RawMemory.getLongVolatile(word);
        return ownerOf(seen) == OwnerToken.NOBODY && (seen & INCONSISTENT) == 0;
    }

    /** Whether nobody holds the lock and acquiring it is to repair first. */
    boolean isFreeForRepair() {
        long seen = RawMemory.getLongVolatile(word);
        return ownerOf(seen) == OwnerToken.NOBODY && (seen & INCONSISTENT) != 0;
    }

    /** Frees the lock if its owner is dead. Costs a system call if there is one. */
    void freeIfOwnerDied() {
        long seen = RawMemory.getLongVolatile(word);
        if (ownerOf(seen) != OwnerToken.NOBODY) freeIfDead(seen);
    }

    /** Who holds the lock, for people. */
    public Optional<LockHolder> holder() {
        memory.checkReadable();
        return notes.describe(RawMemory.getLongVolatile(word), holder);
    }

    /** Repairs what a dead owner left, if there is one; whether there was. */
    public boolean recover(Runnable repairing) {
        Objects.requireNonNull(repairing, "repair");
        int looks = RECOVERY_LOOKS;
        while (true) {
            memory.checkWritable();
            long seen = RawMemory.getLongVolatile(word);
            if (ownerOf(seen) != OwnerToken.NOBODY) {
                if (!freeIfDead(seen)) {
                    boolean isSure = ownerOf(seen) == self; // a thread of ours, which lives
                    if (isSure || --looks == 0) return false;
                    Deadline.pauseAnyhow(FIRST_SLICE_NANOS);
                }
            } else if ((seen & INCONSISTENT) == 0) {
                return false;
            } else if (takeInconsistent(Thread.currentThread(), seen, true)) {
                repairHeld(repairing);
                unlock();
                return true;
            }
        }
    }

    private boolean tryFast(Thread me) {
        memory.checkWritable(); // first: who holds the lock of a closed region holds nothing
        if (holder == me) {
            holds = Math.addExact(holds, 1);
            return true;
        }
        return take(0, wordOf(me), me); // L1
    }

    /** False once the deadline is past, or if the thread is interrupted and the deadline allows that. */
    private boolean acquire(Thread me, Deadline deadline) {
        long slice = FIRST_SLICE_NANOS;
        boolean slept = false;
        int looks = 0;
        while (true) {
            memory.checkWritable();
            long seen = RawMemory.getLongVolatile(word);
            if (ownerOf(seen) == OwnerToken.NOBODY) {
                if ((seen & INCONSISTENT) != 0) {
                    Runnable repairing = repair;
                    if (repairing == null) {
                        handOn(seen, slept);
                        throw ownerDied();
                    }
                    if (takeInconsistent(me, seen, slept)) { // L7
                        repairHeld(repairing); // L8
                        return true;
                    }
                } else if (take(seen, wordOf(me) | kept(seen, slept), me)) { // L6
                    return true;
                }
                continue;
            }
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) {
                if (!pace.isDue() || !freeIfDead(seen)) {
                    handOn(seen, slept);
                    return false;
                }
            } else if (looks < Spinning.LOOKS) {
                looks++; // for the owner to finish a short section
                Spinning.pause();
            } else if (deadline.isInterruptible() && Thread.currentThread().isInterrupted()) {
                handOn(seen, slept);
                return false;
            } else if ((seen & WAITERS) != 0 || RawMemory.compareAndSetLong(word, seen, seen | WAITERS)) { // L2
                seen |= WAITERS;
                notes.seen();
                region.sleepers().await(word, (int) seen, Math.min(slice, remaining)); // L3
                slept = true;
                slice = Math.min(slice * 2, LAST_SLICE_NANOS);
                // L4, at a pace: thousands of virtual threads may wait here.
                if (RawMemory.getLongVolatile(word) == seen && pace.isDue()) freeIfDead(seen);
            }
        }
    }

    /** L9. With WAITERS set, whoever holds the lock will wake one. */
    private void handOn(long seen, boolean slept) {
        if (slept && (seen & WAITERS) == 0) region.sleepers().wake(word, 1);
    }

    private long kept(long seen, boolean slept) {
        return slept ? WAITERS : seen & WAITERS;
    }

    private boolean takeInconsistent(Thread me, long seen, boolean slept) {
        long taken = wordOf(me) | INCONSISTENT | kept(seen, slept);
        return take(seen, taken, me); // L7
    }

    /** L8: leaves the lock held and consistent, or released and still in need of repair. */
    private void repairHeld(Runnable repairing) {
        boolean repaired = false;
        try {
            repairing.run();
            checkHeld();
            repaired = true;
        } finally {
            if (!repaired && isHeldByCurrentThread()) release();
        }
        RawMemory.putInt(word + RECOVERIES, RawMemory.getInt(word + RECOVERIES) + 1); // owner only
        long seen;
        do { // waiters may set their flag meanwhile
            seen = RawMemory.getLongVolatile(word);
        } while (ownerOf(seen) == self && !RawMemory.compareAndSetLong(word, seen, seen & ~INCONSISTENT)); // L8
    }

    private boolean take(long expected, long taken, Thread me) {
        if (!RawMemory.compareAndSetLong(word, expected, taken)) return false;
        // Here and in no call, for which the stack may be too small: whoever has the word is known from now on.
        holder = me;
        holds = 1;
        entered();
        return true;
    }

    /** A lock taken on the zero pages of a closed region is none. */
    private void entered() {
        if (!memory.isWritable()) {
            holder = null;
            throw memory.refusal();
        }
        RawMemory.putLong(word + ACQUISITIONS, RawMemory.getLong(word + ACQUISITIONS) + 1); // owner only
        Reference.reachabilityFence(this);
    }

    /** Only {@link #repairHeld} takes INCONSISTENT off, not a repair that unlocks or waits on a condition. */
    private void release() {
        Thread me = Thread.currentThread();
        int held = holds;
        long seen = wordOf(me);
        holder = null; // before the word: then another may be the holder
        holds = 0;
        try {
            while (!RawMemory.compareAndSetLong(word, seen, seen & INCONSISTENT)) { // U1
                seen = RawMemory.getLongVolatile(word);
                if (ownerOf(seen) != self) {
                    memory.checkWritable();
                    throw new IllegalMonitorStateException(
                            what + " was found in other hands at unlock: its word is " + Long.toHexString(seen));
                }
            }
        } catch (StackOverflowError e) {
            if ((seen & OwnerToken.MASK) == self) { // it still is; no call here, for which the stack is too small
                holder = me;
                holds = held;
            }
            throw e;
        }
        if ((seen & WAITERS) != 0) region.sleepers().wake(word, 1); // U2
        Reference.reachabilityFence(this);
    }

    @Override
    public void checkHeld() {
        memory.checkWritable();
        if (holder == Thread.currentThread()) return;
        // Again: after a close another thread may have taken the lock on the zero pages, for a moment.
        VarHandle.acquireFence();
        memory.checkWritable();
        throw new IllegalMonitorStateException(what + " is not held by thread "
                + Thread.currentThread().getName() + ": only its holder may unlock it or wait on it");
    }

    @Override
    public void checkMayWait() {
        checkHeld();
        if ((RawMemory.getLongVolatile(word) & INCONSISTENT) == 0) return;
        throw new IllegalMonitorStateException(what + " is being repaired by thread "
                + Thread.currentThread().getName() + ": a repair must not wait on a condition of its own lock");
    }

    @Override
    public boolean isInNeedOfRepair() {
        long seen = RawMemory.getLongVolatile(word);
        if (ownerOf(seen) == OwnerToken.NOBODY) return (seen & INCONSISTENT) != 0;
        return isOwnerDead(seen);
    }

    @Override
    public int recoveries() {
        return RawMemory.getIntVolatile(word + RECOVERIES);
    }

    private boolean isOwnerDead(long seen) {
        int owner = ownerOf(seen);
        return owner == self ? isHolderDead(seen) : region.ifDead(owner, () -> true);
    }

    /**
     * L4, L5: frees the lock of a dead owner and says so to all; false if the owner lives, as far as can be told now.
     * Proof and change share one hold of the owner's byte: apart, two probers could take it from each other for ever.
     */
    private boolean freeIfDead(long seen) {
        int owner = ownerOf(seen);
        boolean dead =
                owner == self ? isHolderDead(seen) && freeAsLeft(seen) : region.ifDead(owner, () -> freeAsLeft(seen));
        if (dead) region.sleepers().wake(word, Integer.MAX_VALUE);
        return dead;
    }

    /** Frees the lock of a thread of this process that has ended; others cannot tell. */
    private void freeIfHolderEnded() {
        if (holder == null || !memory.isWritable()) return; // a plain look, by the next round at the latest a true one
        long seen = RawMemory.getLongVolatile(word);
        if (ownerOf(seen) == self) freeIfDead(seen);
    }

    /**
     * Whether a thread of this process ended without unlocking. So is a word as good that names the calling thread and
     * does not come from it: nobody would ever unlock.
     */
    private boolean isHolderDead(long seen) {
        Thread thread = holder; // may be stale, so the id must be the word's
        int id = (int) OwnerToken.threadIn(seen);
        if (thread != null && (int) thread.getId() == id) return !thread.isAlive();
        return (int) Thread.currentThread().getId() == id;
    }

    /** L5. Two who find the death write the same, and one of them fails: the death is proven all the same. */
    private boolean freeAsLeft(long seen) {
        long left = wasInside.getAsBoolean() ? INCONSISTENT : seen & INCONSISTENT;
        RawMemory.compareAndSetLong(word, seen, left | WAITERS); // L5
        return true;
    }

    private OwnerDiedException ownerDied() {
        return new OwnerDiedException(what + ": its owner died while holding it, so what it guards may be half changed."
                + " It is not held now. Call recover(repair) with code that sets that right, or give"
                + " onOwnerDeath(repair) before locking");
    }

    private long wordOf(Thread thread) {
        return OwnerToken.withThread(self, thread);
    }

    private static int ownerOf(long seen) {
        return OwnerToken.in(seen);
    }
}
