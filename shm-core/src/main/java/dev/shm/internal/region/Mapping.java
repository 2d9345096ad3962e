package dev.shm.internal.region;

import dev.shm.internal.platform.Platform;

/**
 * A mapped range of addresses and the file that keeps its attachment alive; each is given back once.
 *
 * <p>It refers to nothing that a program holds, so it can outlive the attachment and clean up after one that was
 * dropped without being closed. To other processes that is the death of the attachment.
 */
final class Mapping {
    private final Platform platform;
    private final RegionFile file;
    private final RegionGeometry geometry;
    private final ProcessTable processes;
    private final long address;
    private boolean ended;

    /** Maps a file; from now on this object closes it. */
    Mapping(Platform platform, RegionPath path, RegionFile file, RegionGeometry geometry) {
        this.platform = platform;
        this.file = file;
        this.geometry = geometry;
        this.address = file.map(geometry.fileBytes());
        this.processes =
                new ProcessTable(platform, path, file, address + RegionLayout.SLOT_TABLE, geometry.slotCount());
    }

    ProcessTable processes() {
        return processes;
    }

    long address() {
        return address;
    }

    /** Puts zero pages in place of the region and leaves it. The range stays taken. */
    synchronized void end() {
        if (ended) return;
        ended = true;
        platform.replaceMapping(address, geometry.fileBytes());
        detach();
    }

    /** Gives the range back: nothing can reach it any more. */
    synchronized void release() {
        platform.unmap(address, geometry.fileBytes());
        if (ended) return;
        ended = true;
        detach();
    }

    private void detach() {
        try {
            if (geometry.isWhileAttached()) file.unlinkIfLast(geometry.slotCount());
        } finally {
            processes.close();
        }
    }
}
