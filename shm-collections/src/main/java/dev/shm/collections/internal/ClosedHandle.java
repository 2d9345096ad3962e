package dev.shm.collections.internal;

import dev.shm.RegionClosedException;
import dev.shm.memory.MemoryScope;

/** What is said of a handle that is closed, where its region need not be. */
public final class ClosedHandle {
    private ClosedHandle() {}

    /** The exception for a call of it; that of the region, which says more, if that is closed as well. */
    public static RegionClosedException refusal(Object handle, MemoryScope memory) {
        memory.checkReadable();
        return new RegionClosedException(handle + " is closed here, and its region is open: open it again");
    }
}
