package dev.shm.internal.region;

import dev.shm.internal.platform.Platform;
import dev.shm.memory.RawMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads of this process sleep on words of one region, and how closing wakes them.
 *
 * <p>Every sleep is bounded: whoever should wake the sleeper may be dead, and a wake through a mapping that has been
 * replaced reaches nobody. A virtual thread parks for short times instead, for in the kernel it would hold its carrier.
 */
public final class Sleepers {
    private static final long LONGEST_NANOS = 50_000_000;
    private static final long VIRTUAL_NANOS = 1_000_000;

    private final Platform platform;
    private final Map<Long, Integer> sleepersByAddress = new HashMap<>();
    private volatile boolean closed;

    Sleepers(Platform platform) {
        this.platform = platform;
    }

    /**
     * Sleeps while the word has the expected value, at most 50 ms; may return early at will.
     *
     * @param address of a 32-bit word, absolute
     */
    public void await(long address, int expected, long nanos) {
        long bounded = Math.min(nanos, LONGEST_NANOS);
        if (VirtualThreads.isVirtual(Thread.currentThread())) {
            if (RawMemory.getIntVolatile(address) == expected) park(Math.min(bounded, VIRTUAL_NANOS));
            return;
        }
        add(address, 1);
        try {
            // A close that comes between look and sleep wakes nobody; the bound covers that.
            if (!closed) platform.awaitChange(address, expected, bounded);
        } finally {
            add(address, -1);
        }
    }

    /** Wakes up to {@code count} sleepers of all processes. */
    public void wake(long address, int count) {
        platform.wake(address, count);
    }

    void close() {
        closed = true;
        synchronized (sleepersByAddress) {
            sleepersByAddress.keySet().forEach(address -> platform.wake(address, Integer.MAX_VALUE));
        }
    }

    /** An interrupted thread would not park, and so keep its carrier from the very thread that it waits for. */
    private static void park(long nanos) {
        boolean interrupted = Thread.interrupted();
        if (interrupted) LockSupport.parkNanos(1); // takes the permit that came with the interrupt
        LockSupport.parkNanos(nanos);
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void add(long address, int count) {
        synchronized (sleepersByAddress) {
            sleepersByAddress.merge(address, count, (a, b) -> a + b == 0 ? null : a + b);
        }
    }
}
