package dev.shm.internal.sync;

import static dev.shm.internal.sync.SemaphoreLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.LayoutMismatchException;
import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import java.lang.invoke.VarHandle;

/**
 * A number of permits, each free or held by a process.
 *
 * <pre>
 * Acquire                                             A crash after the step leaves
 *   P1 take the lock of those who acquire             a dead owner: freed as healthy, for it guards no data
 *   P2 volatile sum of all holders' words             the same
 *   P3 enough free: CAS own word of holders + n       permits of a dead holder, and P1
 *   P4 release the lock                               permits of a dead holder
 *   P5 too few: wait; free those of the dead          nothing
 * Release
 *   P6 CAS own word − n                               free permits; who sleeps looks by itself
 *   P7 signal returned                                nothing
 * </pre>
 *
 * <p>Only P3 adds, and only under the lock, so the sum never exceeds the permits. P6 and deaths only lessen it while P2
 * walks: a sum that leaves too few was true when the walk began.
 */
public final class Permits {
    /** How long a caller that will not wait for permits lets another finish its few instructions from P1 to P4. */
    private static final long SHORT_NANOS = 50_000_000;

    private final MemoryScope memory;
    private final String what;
    private final int permits;
    private final RobustLock lock;
    private final Holds holders;
    private final EventCount returned;
    private final Waiting waiting;

    /**
     * Finds the permits of a place, which {@link #initialize} has made.
     *
     * @throws LayoutMismatchException if they are another number
     */
    public Permits(Attachment region, long offset, int permits, String what) {
        this.memory = region.memory();
        this.what = what;
        int stored = RawMemory.getInt(memory.addressOf(offset + PERMITS, Integer.BYTES)); // constant since it was made
        if (stored < 1)
            throw new CorruptRegionException(what + " has " + stored
                    + " permits, expected 1 or more: it was overwritten. Delete the region and create it anew");
        if (stored != permits) {
            throw new LayoutMismatchException(what + " has " + stored + " permits, asked for were " + permits
                    + ". Use one number in all processes");
        }
        this.permits = permits;
        this.lock = new RobustLock(region, offset + LOCK, what, () -> false);
        lock.setRepair(() -> {}); // whatever stands in its word, it guards no data
        this.holders = new Holds(region, offset + HOLDERS, what);
        this.returned = new EventCount(region, offset + RETURNED);
        this.waiting = new Waiting(memory, returned, this::freeFromDead);
    }

    /** Bytes of one in this region. */
    public static long sizeBytes(Attachment region) {
        return SemaphoreLayout.sizeBytes(region.slotCount());
    }

    /** Makes permits of zero bytes that nobody else sees yet. */
    public static void initialize(Attachment region, long offset, int permits) {
        if (permits < 1) throw new IllegalArgumentException(permits + " permits: there must be 1 or more");
        RawMemory.putInt(region.memory().addressOf(offset + PERMITS, Integer.BYTES), permits);
    }

    /**
     * Acquires so many at once; false once the deadline is past, or if the thread is interrupted and the deadline
     * allows that.
     */
    public boolean acquire(int count, Deadline deadline) {
        if (count < 1 || count > permits) {
            throw new IllegalArgumentException(
                    what + ": " + count + " permits cannot be acquired, only 1 to " + permits);
        }
        while (true) {
            if (!lock.acquire(Deadline.NOW) && !lock.acquire(forLock(deadline))) return false; // P1
            if (takeAndUnlock(count)) return true;
            if (!waiting.until(deadline, () -> permits - holders.total() >= count)) return false; // P5
        }
    }

    /** Releases so many of this process. */
    public void release(int count) {
        memory.checkWritable();
        if (count < 1) throw new IllegalArgumentException(what + ": " + count + " permits cannot be released");
        if (holders.remove(count) < 0) { // P6
            VarHandle.acquireFence(); // after a close, the zero pages hold no permits
            memory.checkWritable();
            throw new IllegalMonitorStateException(what + ": this process holds " + holders.ownCount() + " permits and"
                    + " cannot release " + count + ": only who has acquired may release");
        }
        returned.signal(); // P7
    }

    /** All there are. */
    public int permits() {
        return permits;
    }

    /** How many are free, those of the dead included if this process may free them. */
    public int available() {
        memory.checkReadable();
        // At the pace of all who ask, frees those of the dead.
        if (holders.total() > 0) waiting.until(Deadline.NOW, () -> false);
        return (int) Math.max(0, permits - holders.total());
    }

    /** How many this process holds. */
    public int held() {
        memory.checkReadable();
        return holders.ownCount();
    }

    private static Deadline forLock(Deadline deadline) {
        return deadline == Deadline.NOW ? Deadline.inDespiteInterrupts(SHORT_NANOS) : deadline;
    }

    /** P2 to P4. */
    private boolean takeAndUnlock(int count) {
        boolean enough;
        try {
            enough = permits - holders.total() >= count; // P2
            if (enough) holders.add(count); // P3
        } finally {
            lock.unlock(); // P4; throws if the region was closed meanwhile
        }
        memory.checkWritable();
        return enough;
    }

    private void freeFromDead() {
        if (holders.freeFromDead()) returned.signal();
    }
}
