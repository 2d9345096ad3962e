package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Creation where there is no room: on a file system of one mebibyte, and under the limits of the process. */
@NothingLeftBehind
@Timeout(60)
final class RegionSpaceTest {
    private static final String MEBIBYTE = "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"";

    @TempDir
    private Path directory = Path.of("");

    private static boolean canMount() {
        try {
            Process process = new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void runInAMebibyte(Class<?> main) {
        assumeTrue(canMount(), "this user may not mount a file system of its own (unshare -m)");
        try (ChildJvm child = ChildJvm.of(main)
                .prefix("unshare", "-m", "sh", "-c", MEBIBYTE, directory.toString())
                .property("dev.shm.directory", directory.toString())
                .args(directory.toString())
                .start()) {
            child.awaitLine("done");
            child.awaitSuccess();
        }
    }

    @Test
    void regionLargerThanTheFileSystemIsRefusedAndLeavesNothing() {
        runInAMebibyte(TooLarge.class);
    }

    @Test
    void regionsFillTheFileSystemUntilOneDoesNotFit() {
        runInAMebibyte(Filling.class);
    }

    /** Opening needs no space that is not there already. */
    @Test
    void objectThatTakesMoreThanHalfIsOpened() {
        runInAMebibyte(Opening.class);
    }

    /** No fault for each when they are used. */
    @Test
    void pagesThatARegionGrowsByAreReady() throws IOException {
        assumeTrue(canPopulate(), "MADV_POPULATE_WRITE is of Linux 5.14");
        long bytes = 1 << 20;
        try (SharedRegion region = SharedRegion.create(64)) {
            long before = residentBytes(region.name());
            RegionObject object =
                    RegionObject.in(region, "object", new RegionObjectSpec("SHMTEST ", 1, null, bytes, made -> {}));
            assertTrue(
                    residentBytes(region.name()) >= before + object.bodyBytes(),
                    "of " + bytes + " bytes are resident " + (residentBytes(region.name()) - before));
        }
    }

    private static boolean canPopulate() {
        String[] version = System.getProperty("os.version").split("[.-]", 3);
        int major = Integer.parseInt(version[0]);
        return major > 5 || (major == 5 && Integer.parseInt(version[1]) >= 14);
    }

    /** Bytes of the region's pages that this process has in its table. */
    private static long residentBytes(String region) throws IOException {
        boolean own = false;
        long bytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) own = line.endsWith(region);
            else if (own && line.startsWith("Rss:")) bytes += Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
        return bytes;
    }

    private static void runLimited(String limit) {
        try (ChildJvm child = ChildJvm.of(Limited.class)
                .prefix("sh", "-c", "ulimit " + limit + "; exec \"$0\" \"$@\"")
                .args(FreshName.of("limited"))
                .start()) {
            child.awaitLine("done");
            child.awaitSuccess();
        }
    }

    @Test
    void limitOnFileSizeIsNoDeath() {
        runLimited("-f 8192"); // blocks of 512 bytes or of 1 KiB, by shell
    }

    @Test
    void limitOnAddressSpaceIsRefused() {
        runLimited("-v 6000000");
    }

    private static List<String> names(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    static final class TooLarge {
        private TooLarge() {}

        public static void main(String[] args) throws IOException {
            int needed = 4 << 20;
            List<Runnable> creations = List.of(
                    () -> SharedRegion.create("large", needed),
                    () -> SharedRegion.create(needed),
                    () -> SharedRegion.openOrCreate("large", needed),
                    () -> SharedRegion.openOrCreate("large", needed, Words::fill));
            for (Runnable creation : creations) {
                RegionSpaceException refusal = assertThrows(RegionSpaceException.class, creation::run);
                SharedRegionTest.assertMentions(refusal, "needed 42", "free 1048576 bytes", args[0]);
                assertEquals(List.of(), names(args[0]));
            }
            try (SharedRegion small = SharedRegion.openOrCreate("small", 600_000, Words::fill)) {
                Words.checkFilled(small);
            }
            assertTrue(SharedRegion.delete("small"));
            Handshake.say("done");
        }
    }

    static final class Filling {
        private Filling() {}

        public static void main(String[] args) throws IOException {
            int made = 0;
            try {
                for (; made < 100; made++)
                    SharedRegion.create("region-" + made, 100_000).close();
            } catch (RegionSpaceException e) {
                SharedRegionTest.assertMentions(e, "region-" + made, "needed ", "free ");
            }
            assertTrue(made >= 5 && made <= 8, made + " were made");
            assertEquals(made, names(args[0]).size());
            // Every byte that was promised is there.
            for (int i = 0; i < made; i++) {
                try (SharedRegion region = SharedRegion.open("region-" + i)) {
                    assertEquals(100_000, region.write(0, new byte[100_000]));
                }
            }
            assertTrue(SharedRegion.delete("region-0"));
            SharedRegion.create("again", 90_000).close();
            Handshake.say("done");
        }
    }

    static final class Opening {
        private Opening() {}

        public static void main(String[] args) {
            int bytes = 700_000;
            RegionObjectSpec spec = new RegionObjectSpec("SHMTEST ", 1, null, bytes, made -> {});
            RegionObject.create("object", spec).close();
            try (RegionObject object = RegionObject.open("object", "SHMTEST ", 1, null)) {
                assertTrue(object.bodyBytes() >= bytes);
            }
            assertTrue(SharedRegion.delete("object"));
            Handshake.say("done");
        }
    }

    /** The process may have less than it asks for. */
    static final class Limited {
        private Limited() {}

        public static void main(String[] args) {
            RegionSpaceException refusal =
                    assertThrows(RegionSpaceException.class, () -> SharedRegion.create(args[0], 7L << 30));
            SharedRegionTest.assertMentions(refusal, args[0], "needed 75", "free ");
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(args[0]));
            try (SharedRegion small = SharedRegion.openOrCreate(args[0], 100_000, Words::fill)) {
                Words.checkFilled(small);
            }
            assertTrue(SharedRegion.delete(args[0]));
            // Room to grow is no need: it is cut to what the limits leave.
            Attachment growing = RegionOpening.open(RegionRequest.make(RegionPath.of(args[0]), Mode.CREATE, 100_000)
                    .maxBytes(64L << 30));
            growing.close();
            assertTrue(SharedRegion.delete(args[0]));
            Handshake.say("done");
        }
    }
}
