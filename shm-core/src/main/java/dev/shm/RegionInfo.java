package dev.shm;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What can be told of a region without attaching to it, at some moment.
 *
 * @param name its name
 * @param file where it is
 * @param sizeBytes of its payload
 * @param fileBytes of address space; the space behind it is less
 * @param spaceBytes of memory, or of disk, that it takes now, with all that is in it
 * @param lifetime of its name
 * @param creatorPid in the creator's pid namespace
 * @param created when
 * @param attached who has it open, and who died having it open
 */
public record RegionInfo(
        String name,
        Path file,
        long sizeBytes,
        long fileBytes,
        long spaceBytes,
        Lifetime lifetime,
        long creatorPid,
        Instant created,
        List<AttachedProcess> attached) {
    public RegionInfo {
        attached = List.copyOf(attached);
    }

    /** Whether any process has it open. */
    public boolean isInUse() {
        return attached.stream().anyMatch(AttachedProcess::isAlive);
    }

    /**
     * One attachment.
     *
     * @param slot in the process table, from 1
     * @param pid in its own pid namespace
     * @param pidNamespace number of that namespace
     * @param since when it attached
     * @param isAlive as the kernel says: whether the attachment is still there
     */
    public record AttachedProcess(int slot, long pid, long pidNamespace, Instant since, boolean isAlive) {}
}
