package dev.shm.internal.region;

import dev.shm.Lifetime;
import dev.shm.RegionAccessException;
import dev.shm.RegionInfo;
import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.SharedMemoryException;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.Platforms;
import dev.shm.internal.region.RegionFile.Access;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of regions from their files, without attaching and without changing anything. */
public final class RegionListing {
    /** Only reads, so anybody's may be looked at. */
    private static final Access LOOK = new Access(false, true);

    private RegionListing() {}

    /** All regions of the folder of shared memory that can be read, by name. Other files are passed over. */
    public static List<RegionInfo> list() {
        try (Stream<Path> files = Files.list(RegionPath.sharedFolder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(RegionPath::isName)
                    .sorted()
                    .flatMap(name -> Stream.ofNullable(describe(RegionPath.of(name))))
                    .toList();
        } catch (IOException e) {
            throw new RegionAccessException("the folder of regions cannot be read: " + e, e);
        }
    }

    /** Null if there is no region that could be read. */
    private static @Nullable RegionInfo describe(RegionPath path) {
        Platform platform = Platforms.current();
        RegionFile file;
        try {
            file = RegionFile.open(platform, path, path.file(), LOOK);
        } catch (SharedMemoryException e) {
            return null; // a folder, a link, or not for us
        }
        if (file == null) return null;
        try {
            return describe(path, file, file.readGeometry());
        } catch (SharedMemoryException e) {
            return null; // a file of somebody else's
        } finally {
            file.close();
        }
    }

    private static RegionInfo describe(RegionPath path, RegionFile file, RegionGeometry geometry) {
        ByteBuffer header = littleEndian(file.read(0, RegionLayout.HEADER_BYTES));
        return new RegionInfo(
                path.name(),
                path.file(),
                geometry.payloadBytes(),
                geometry.fileBytes(),
                geometry.isWhileAttached() ? Lifetime.WHILE_ATTACHED : Lifetime.UNTIL_DELETED,
                header.getLong(RegionLayout.CREATOR_PID),
                Instant.ofEpochMilli(header.getLong(RegionLayout.CREATED_MILLIS)),
                attached(file, geometry.slotCount()));
    }

    private static List<AttachedProcess> attached(RegionFile file, int slotCount) {
        ByteBuffer table = littleEndian(file.read(RegionLayout.SLOT_TABLE, slotCount * ProcessSlotLayout.SIZE_BYTES));
        List<AttachedProcess> attached = new ArrayList<>();
        for (int slot = 1; slot <= slotCount; slot++) {
            int at = (slot - 1) * ProcessSlotLayout.SIZE_BYTES;
            if ((table.getInt(at + ProcessSlotLayout.WORD) & ProcessSlotLayout.ATTACHED) == 0) continue;
            attached.add(new AttachedProcess(
                    slot,
                    table.getLong(at + ProcessSlotLayout.PID),
                    table.getLong(at + ProcessSlotLayout.NAMESPACE),
                    Instant.ofEpochMilli(table.getLong(at + ProcessSlotLayout.ATTACHED_MILLIS)),
                    file.isSlotLocked(slot)));
        }
        return attached;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
