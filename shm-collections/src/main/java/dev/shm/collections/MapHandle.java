package dev.shm.collections;

import dev.shm.RegionClosedException;
import dev.shm.collections.internal.map.MapTable;

/** One opened map's grip on its table, until it is closed. */
final class MapHandle {
    private final MapTable table;

    // Plain, as the closed flag of a region: a thread may see it late, and then finds a table that is still there.
    private boolean closed;

    MapHandle(MapTable table) {
        this.table = table;
    }

    /**
     * The table.
     *
     * @throws RegionClosedException if this handle is closed
     */
    MapTable table() {
        if (closed) throw refusal();
        return table;
    }

    String name() {
        return table.name();
    }

    private RuntimeException refusal() {
        table.memory().checkReadable(); // says more, if the region is closed as well
        return new RegionClosedException("map '" + name() + "' is closed here, and its region is open: open it again");
    }

    /** Again does nothing. */
    void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        table.close();
    }
}
