package dev.shm.internal.region;

import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.memory.MemoryScope;

/** The mapped bytes of a region, up to the end of what is reserved. */
final class RegionMemory extends MemoryScope {
    private final RegionPath path;

    RegionMemory(RegionPath path, long base, long sizeBytes, boolean writable) {
        super(base, sizeBytes, true, writable);
        this.path = path;
    }

    /** Refuses every later access. */
    void close() {
        end();
    }

    @Override
    public RuntimeException refusal() {
        if (isReadable()) {
            return new ReadOnlyRegionException(
                    description() + " was opened read-only: open it without readOnly() to write or lock");
        }
        return new RegionClosedException(description() + " has been closed by this process: open it again to use it");
    }

    @Override
    public String description() {
        return "region '" + path.name() + "'";
    }
}
