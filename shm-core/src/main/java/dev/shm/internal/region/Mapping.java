package dev.shm.internal.region;

import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.PlatformException;

/**
 * A mapped range of addresses and the file that keeps its attachment alive; each is given back once.
 *
 * <p>It refers to nothing that a program holds, so it can outlive the attachment and clean up after one that was
 * dropped without being closed. To other processes that is the death of the attachment.
 *
 * <pre>
 * Detach, for a region that lasts while attached     A crash after the step leaves
 *   D1 take the lock of creation and last detach     a dead attachment
 *   D2 drop the slot's byte                          a region without attachments, found at the next open
 *   D3 nobody attached: remove the name              nothing
 *   D4 close the descriptor, and so drop the lock    nothing
 * </pre>
 *
 * <p>D2 comes after D1 and before the look at others in D3: of two that detach at once, the second must not find the
 * first still attached, or both would leave the name to the other.
 */
final class Mapping {
    /** What is larger may never be needed as a whole, and would take a while. */
    private static final long MAX_POPULATED_BYTES = 16L << 20;

    private final Platform platform;
    private final RegionPath path;
    private final RegionFile file;
    private final RegionGeometry geometry;
    private final ProcessTable processes;
    private final long address;
    private boolean ended;

    /** Maps a file; from now on this object closes it. */
    Mapping(Platform platform, RegionPath path, RegionFile file, RegionGeometry geometry) {
        this.platform = platform;
        this.path = path;
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

    /** The bytes that are mapped. */
    long fileBytes() {
        return geometry.fileBytes();
    }

    /** Puts space behind a range of bytes of the file. */
    synchronized void reserve(long from, long to) {
        if (!ended) SpaceReservation.reserve(platform, path, file.descriptor(), from, to);
    }

    /** Gets the pages of a range ready that has space behind it, if it is one of those by which regions grow. */
    synchronized void populate(long from, long to) {
        long start = from - from % RegionLayout.PAGE_BYTES;
        if (!ended && to - start <= MAX_POPULATED_BYTES) platform.populate(address + start, to - start);
    }

    /** How much space the file takes. */
    synchronized long spaceBytes() {
        return ended ? 0 : file.spaceBytes();
    }

    /**
     * Whether all bytes up to an end may be used. In a file system that is memory even reading where nothing is takes
     * space, and ends in a fault when there is none; elsewhere it reads zeros.
     */
    synchronized boolean hasSpace(long endBytes) {
        if (ended) return false;
        return file.spaceBytes() >= endBytes || (!file.isWritable() && !SpaceReservation.isMemory(path));
    }

    boolean isWritable() {
        return file.isWritable();
    }

    /** Puts zero pages in place of the region and leaves it. The range stays taken. */
    synchronized void end() {
        if (ended) return;
        ended = true;
        try {
            platform.replaceMapping(address, geometry.fileBytes());
        } catch (PlatformException e) {
            // A system that counts every promise of memory may refuse. Then the region's own pages stay until no view
            // is left: the flags refuse access all the same, and a late one meets memory that others may use.
        } finally {
            detach(); // in any case: what is held must be found dead
        }
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
            if (geometry.isWhileAttached() && file.isWritable() && file.lockCreationToDetach()) { // D1
                processes.dropSlot(); // D2
                file.unlinkIfUnattached(geometry.slotCount()); // D3
            }
        } finally {
            processes.close(); // D4
        }
    }
}
