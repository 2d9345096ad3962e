package dev.shm.benchmarks.pair;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread has allocated since this was made. */
public final class Allocation {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long before = threads.getCurrentThreadAllocatedBytes();

    public double bytes() {
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
