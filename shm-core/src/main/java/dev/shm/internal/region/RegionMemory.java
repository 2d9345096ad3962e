package dev.shm.internal.region;

import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;

/**
 * The mapped bytes of a region, up to the end of what is reserved. The whole file is mapped from the start, so growing
 * moves nothing: it reserves space and moves this end.
 */
final class RegionMemory extends MemoryScope {
    private final RegionPath path;
    private final Mapping mapping;

    RegionMemory(RegionPath path, Mapping mapping, long sizeBytes) {
        super(mapping.address(), sizeBytes, true, mapping.isWritable());
        this.path = path;
        this.mapping = mapping;
    }

    /** Refuses every later access. */
    void close() {
        end();
    }

    /**
     * Makes bytes accessible, with space behind them.
     *
     * @param endBytes at most the size of the file
     */
    synchronized void reserve(long endBytes) {
        if (endBytes <= sizeBytes()) return;
        checkWritable();
        mapping.reserve(sizeBytes(), endBytes);
        mapping.populate(sizeBytes(), endBytes);
        grown(endBytes);
    }

    /** Follows what another process has reserved: the header says how far, and the kernel makes it true. */
    @Override
    protected void grow(long endBytes) {
        if (!isReadable()) return;
        long reserved = RawMemory.getLongAcquire(base() + RegionLayout.RESERVED_BYTES);
        if (endBytes > reserved || endBytes > mapping.fileBytes()) return;
        // The word may be wrong. One who only looks cannot reserve, so it looks whether that was done.
        if (isWritable()) reserve(endBytes);
        else if (mapping.hasSpace(endBytes)) grown(endBytes);
    }

    @Override
    public RuntimeException refusal() {
        // Not by the writable flag: the two of a region that is being closed go out one after the other.
        if (isReadable() && !mapping.isWritable()) {
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
