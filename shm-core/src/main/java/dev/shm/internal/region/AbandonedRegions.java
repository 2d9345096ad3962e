package dev.shm.internal.region;

import dev.shm.SharedMemoryException;
import dev.shm.internal.platform.Platform;
import dev.shm.internal.platform.Platforms;
import dev.shm.internal.region.RegionFile.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes what was left of regions with made-up names whose users were all killed. Nobody will ever open those names
 * again, so whoever makes one up cleans up after his predecessors.
 */
public final class AbandonedRegions {
    /** A made-up name, or the draft of one. */
    private static final Pattern MADE_UP =
            Pattern.compile("\\.?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?:\\.new)?");

    private AbandonedRegions() {}

    /** Removes all of this user's that can be seen to be abandoned; what cannot be looked at is left. */
    public static void remove() {
        Platform platform = Platforms.current();
        for (String fileName : fileNames()) {
            Matcher madeUp = MADE_UP.matcher(fileName);
            if (!madeUp.matches()) continue;
            RegionPath path = RegionPath.of(madeUp.group(1));
            try {
                RegionCreation.removeDeadDraft(platform, path);
                removeIfAbandoned(platform, path);
            } catch (SharedMemoryException e) {
                // somebody else's, or no region
            }
        }
    }

    private static List<String> fileNames() {
        try (Stream<Path> files = Files.list(RegionPath.sharedFolder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of(); // creating a region tells better what is wrong
        }
    }

    private static void removeIfAbandoned(Platform platform, RegionPath path) {
        RegionFile file = RegionFile.open(platform, path, path.file(), Access.OWN);
        if (file == null) return;
        try {
            RegionGeometry geometry = file.readGeometry();
            if (geometry.isWhileAttached() && file.tryLockCreation()) file.unlinkIfUnattached(geometry.slotCount());
        } finally {
            file.close();
        }
    }
}
