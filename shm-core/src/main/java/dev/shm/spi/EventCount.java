package dev.shm.spi;

import dev.shm.internal.region.Attachment;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;

/**
 * A 32-bit word of a region on which threads of any process sleep until something is published. ABI: bit 0 says that
 * somebody may sleep, the others count wake-ups.
 *
 * <p>It keeps no list of sleepers, so one that is killed leaves nothing behind. A publisher pays one load while nobody
 * sleeps: the fence that both sides need is made by the sleeper.
 *
 * <pre>
 * Sleep                                              Publish
 *   S1 set bit 0 by compare-and-set                    P1 release store of what is published
 *   S2 fence for everybody                             P2 fence, if this process has no barrier
 *   S3 look again at what is waited for (pairs P1)     P3 opaque load of the word (pairs S1): bit 0?
 *   S4 sleep while the word is unchanged, bounded      P4 count up and clear bit 0, by compare-and-set
 *                                                      P5 wake all
 * </pre>
 *
 * <p>Either S3 sees P1 or P3 sees S1. A publisher killed between P1 and P5 wakes nobody; the bound of S4 (50 ms) covers
 * that. Any thread of any process may call any method.
 */
public final class EventCount {
    private static final int SLEEPERS = 1;

    private final Attachment region;
    private final MemoryScope memory;
    private final long address;

    /**
     * Finds the event count of a place.
     *
     * @param offset in bytes from the start of the region; zero bytes there are a fresh event count
     */
    public EventCount(Attachment region, long offset) {
        this.region = region;
        this.memory = region.memory();
        this.address = memory.addressOf(offset, Integer.BYTES);
    }

    /** P2 to P5: wakes all sleepers, if there are any. */
    public void signal() {
        region.fenceForPublisher();
        if ((RawMemory.getIntOpaque(address) & SLEEPERS) != 0) wakeAll(); // P3
        Reference.reachabilityFence(this);
    }

    /** S1, S2: announces a sleeper. Look again at what is waited for, then {@link #await} with the answer. */
    public int prepare() {
        int prepared = announce();
        region.fenceForSleeper(); // S2
        Reference.reachabilityFence(this);
        return prepared;
    }

    /** S1 alone, for a sleeper that announces itself under a lock under which alone others signal. */
    public int announce() {
        int word = RawMemory.getIntVolatile(address);
        while ((word & SLEEPERS) == 0 && !RawMemory.compareAndSetInt(address, word, word | SLEEPERS)) { // S1
            memory.checkReadable();
            word = RawMemory.getIntVolatile(address);
        }
        Reference.reachabilityFence(this);
        return word | SLEEPERS;
    }

    /** Whether a signal has come since the answer {@code prepared} of {@link #prepare} or {@link #announce}. */
    public boolean isSignalled(int prepared) {
        int word = RawMemory.getIntVolatile(address);
        Reference.reachabilityFence(this);
        return word != prepared;
    }

    /** S4: sleeps until a signal after {@link #prepare}, for a time, or shorter; at most 50 ms. */
    public void await(int prepared, long nanos) {
        region.sleepers().await(address, prepared, nanos);
        Reference.reachabilityFence(this);
    }

    private void wakeAll() {
        int word;
        do { // ends when this or another publisher has cleared the bit
            word = RawMemory.getIntVolatile(address);
            if ((word & SLEEPERS) == 0) return;
        } while (!RawMemory.compareAndSetInt(address, word, (word & ~SLEEPERS) + 2)); // P4
        region.sleepers().wake(address, Integer.MAX_VALUE); // P5
    }
}
