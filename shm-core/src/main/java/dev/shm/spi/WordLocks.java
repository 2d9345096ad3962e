package dev.shm.spi;

import static dev.shm.internal.sync.LockLayout.INCONSISTENT;
import static dev.shm.internal.sync.LockLayout.WAITERS;
import static dev.shm.spi.OwnerToken.NOBODY;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.sync.Spinning;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;

/**
 * Robust locks that are words of a data structure's memory: as many as it likes, with no object for each.
 *
 * <p>A zero word is a free lock. Not reentrant, not fair, no conditions. Whoever acquires is told whether the owner
 * before died in it; the structure then makes right what it guards. Every lock must be released by the thread that took
 * it, in a {@code finally}. Uncontended it costs a compare-and-set and a store.
 *
 * <pre>
 * word u64   bits 0 to 29 owner token, 0 free; 30 INCONSISTENT; 31 WAITERS; 32 to 63 the owner's thread id   (LockLayout)
 *
 * Lock                                              A crash after the step leaves
 *   L1 CAS 0 → me                                   a lock held by a dead owner
 *   L2 spin; CAS WAITERS on; sleep, bounded         a flag that costs one wake-up
 *   L3 the word has not moved and its owner is
 *      proven dead: CAS → INCONSISTENT, WAITERS     a free lock in need of repair
 *   L4 CAS free → me; both bits are kept            a lock held by a dead owner, still in need of repair
 * Unlock
 *   U1 no WAITERS seen: release 0, or INCONSISTENT  a free lock. A flag set at that moment is lost with its wake-up,
 *      if it was not made right                     and the sleeper's bound covers that
 *   U2 WAITERS: the same by CAS; wake one           a free lock with sleepers: bounds cover it
 * </pre>
 *
 * <p>U1 is a store and no compare-and-set, because that would wait for all stores made under the lock, which are misses
 * in a large structure.
 */
public final class WordLocks {
    /** What came of trying to lock. */
    public enum Attempt {
        /** Somebody else has the lock. */
        BUSY,
        /** Acquired. */
        ACQUIRED,
        /** Acquired; an owner before died in it, or could not make right what it guards. */
        INCONSISTENT
    }

    private static final long FIRST_SLICE_NANOS = 1_000_000;
    private static final long LAST_SLICE_NANOS = 10_000_000;

    private final Attachment region;
    private final MemoryScope memory;
    private final int self;
    private final ProbePace pace = ProbePace.often();

    WordLocks(Attachment region) {
        this.region = region;
        this.memory = region.memory();
        this.self = region.owner();
    }

    /**
     * Acquires, waiting as long as it takes.
     *
     * @param word absolute address, a multiple of 8
     * @return true if an owner before died in it, or could not make right what it guards
     * @throws IllegalStateException if the calling thread holds it, through this attachment or another of its process
     */
    public boolean lock(long word) {
        memory.checkWritable();
        long me = me();
        if (RawMemory.compareAndSetLong(word, 0, me)) { // L1
            entered();
            return false;
        }
        return acquire(word, me);
    }

    /** As {@link #lock}, unless that needs waiting. */
    public Attempt tryLock(long word) {
        memory.checkWritable();
        if (RawMemory.compareAndSetLong(word, 0, me())) { // L1
            entered();
            return Attempt.ACQUIRED;
        }
        long seen = RawMemory.getLongVolatile(word);
        if (ownerOf(seen) != NOBODY && !(pace.isDue() && freeIfDead(word, seen))) return Attempt.BUSY;
        seen = RawMemory.getLongVolatile(word);
        if (ownerOf(seen) != NOBODY || !take(word, seen, me())) return Attempt.BUSY;
        return (seen & INCONSISTENT) != 0 ? Attempt.INCONSISTENT : Attempt.ACQUIRED;
    }

    private boolean acquire(long word, long me) {
        long slice = FIRST_SLICE_NANOS;
        long kept = 0;
        int looks = 0;
        while (true) { // for the owner to go on or to die
            memory.checkWritable();
            long seen = RawMemory.getLongVolatile(word);
            if (ownerOf(seen) == NOBODY) {
                if (take(word, seen, me | kept)) return (seen & INCONSISTENT) != 0; // L4
            } else if (isHeldByThisThread(seen)) {
                if (freeIfDead(word, seen)) continue; // closed in the middle of it
                throw new IllegalStateException(
                        "this thread already holds this lock of " + memory.description()
                                + ": code that is called while it is held, as with an entry of a map, must not ask for it again");
            } else if (looks < Spinning.LOOKS) {
                looks++; // for the owner to finish a short section
                Spinning.pause();
            } else if ((seen & WAITERS) != 0 || RawMemory.compareAndSetLong(word, seen, seen | WAITERS)) { // L2
                seen |= WAITERS;
                region.sleepers().await(word, (int) seen, slice);
                kept = WAITERS; // others may sleep still
                slice = Math.min(slice * 2, LAST_SLICE_NANOS);
                if (RawMemory.getLongVolatile(word) == seen && pace.isDue()) freeIfDead(word, seen); // L3
            }
        }
    }

    /**
     * Also through another attachment: waiting for that would never end. Threads of other processes have the same ids.
     */
    private boolean isHeldByThisThread(long seen) {
        return (int) OwnerToken.threadIn(seen) == (int) Thread.currentThread().getId()
                && region.isOfThisProcess(ownerOf(seen));
    }

    /** L4. */
    private boolean take(long word, long seen, long me) {
        if (!RawMemory.compareAndSetLong(word, seen, me | (seen & (INCONSISTENT | WAITERS)))) return false; // L4
        entered();
        return true;
    }

    /** A lock taken on the zero pages of a closed region is none. */
    private void entered() {
        if (!memory.isWritable()) throw memory.refusal();
        Reference.reachabilityFence(this);
    }

    /** L3. */
    private boolean freeIfDead(long word, long seen) {
        int owner = ownerOf(seen);
        if (owner == self) return false; // our own threads release in a finally
        boolean dead = region.ifDead(owner, () -> {
            RawMemory.compareAndSetLong(word, seen, INCONSISTENT | WAITERS); // L3
            return true;
        });
        if (dead) region.sleepers().wake(word, Integer.MAX_VALUE);
        return dead;
    }

    /**
     * Releases.
     *
     * @param sound whether what the lock guards is right; if not, the next owner is told
     */
    public void unlock(long word, boolean sound) {
        long left = sound ? 0 : INCONSISTENT;
        long seen = RawMemory.getLong(word); // only flags can change
        if (ownerOf(seen) == self) {
            if ((seen & WAITERS) == 0) {
                RawMemory.putLongRelease(word, left); // U1
            } else {
                while (ownerOf(seen) == self && !RawMemory.compareAndSetLong(word, seen, left)) { // U2
                    seen = RawMemory.getLongVolatile(word);
                }
                region.sleepers().wake(word, 1);
            }
        }
        Reference.reachabilityFence(this);
    }

    /** Whether this attachment holds the lock. */
    public boolean isOurs(long word) {
        return ownerOf(RawMemory.getLongVolatile(word)) == self;
    }

    private long me() {
        return OwnerToken.withThread(self, Thread.currentThread());
    }

    private static int ownerOf(long seen) {
        return OwnerToken.in(seen);
    }
}
