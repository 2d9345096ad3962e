package dev.shm.internal.sync;

import static dev.shm.internal.sync.LatchLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.LayoutMismatchException;
import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.EventCount;
import java.lang.ref.Reference;

/**
 * A count that goes down to 0 once. What was counted is a fact, whoever counted it and dies: it has no owner.
 *
 * <pre>
 * Count down                                          A crash after the step leaves
 *   D1 CAS count − 1, not below 0                     one less to come
 *   D2 at 0: signal opened                            an open latch either way; who sleeps looks by itself
 * </pre>
 */
public final class Latch {
    private final MemoryScope memory;
    private final long base;
    private final EventCount opened;
    private final Waiting waiting;

    /**
     * Finds the latch of a place, which {@link #initialize} has made.
     *
     * @param firstCount what it was made with
     * @throws LayoutMismatchException if it was made with another
     */
    public Latch(Attachment region, long offset, int firstCount, String what) {
        this.memory = region.memory();
        this.base = memory.addressOf(offset, SIZE_BYTES);
        int stored = RawMemory.getInt(base + FIRST_COUNT); // constant since it was made
        int count = RawMemory.getIntVolatile(base + COUNT);
        if (stored < 0 || count < 0 || count > stored) {
            throw new CorruptRegionException(what + " was made with count " + stored + " and has " + count
                    + ", which is no less: it was overwritten. Delete the region and create it anew");
        }
        if (stored != firstCount) {
            throw new LayoutMismatchException(what + " was made with count " + stored + ", asked for was " + firstCount
                    + ". Use one number in all processes");
        }
        this.opened = new EventCount(region, offset + OPENED);
        this.waiting = new Waiting(memory, opened, () -> {}); // nobody's death keeps it closed that could be repaired
    }

    /** Bytes of one. */
    public static long sizeBytes() {
        return SIZE_BYTES;
    }

    /** Makes a latch of zero bytes that nobody else sees yet. */
    public static void initialize(Attachment region, long offset, int count) {
        if (count < 0) throw new IllegalArgumentException("count " + count + " is negative");
        long base = region.memory().addressOf(offset, SIZE_BYTES);
        RawMemory.putInt(base + FIRST_COUNT, count);
        RawMemory.putInt(base + COUNT, count);
    }

    /** Counts one; nothing if the latch is open. */
    public void countDown() {
        memory.checkWritable();
        int seen;
        do { // ends when it is open or nobody comes between
            seen = RawMemory.getIntVolatile(base + COUNT);
            if (seen <= 0) return;
        } while (!RawMemory.compareAndSetInt(base + COUNT, seen, seen - 1)); // D1
        memory.checkWritable();
        if (seen == 1) opened.signal(); // D2
        Reference.reachabilityFence(this);
    }

    /** How many are still to come. */
    public int count() {
        memory.checkReadable();
        int count = Math.max(0, RawMemory.getIntVolatile(base + COUNT));
        Reference.reachabilityFence(this);
        memory.checkReadable(); // the zero pages of a closed region are no open latch
        return count;
    }

    /**
     * Waits until it is open; false once the deadline is past, or if the thread is interrupted and the deadline allows
     * that.
     */
    public boolean await(Deadline deadline) {
        return waiting.until(deadline, () -> count() == 0);
    }
}
