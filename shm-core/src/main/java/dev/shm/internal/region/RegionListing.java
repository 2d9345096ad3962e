package dev.shm.internal.region;

import dev.shm.RegionAccessException;
import dev.shm.RegionInfo;
import dev.shm.SharedMemoryException;
import dev.shm.internal.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of regions from their files, without attaching and without changing anything. */
public final class RegionListing {
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
        try (RegionObserver observer = RegionObserver.openIfThere(path)) {
            return observer == null ? null : observer.info();
        } catch (SharedMemoryException e) {
            if (e.getCause() instanceof PlatformException cause && cause.errno().isShortage()) throw e;
            return null; // a folder, a link, not for us, or a file of somebody else's
        }
    }
}
