package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What a process is told that may not have, or may not do, what a region needs. */
@NothingLeftBehind
final class ShortageProcessTest {
    @Test
    void tooFewFileDescriptorsAreNamedAndNoRegionIsDenied() {
        run(ChildJvm.of(Files.class).prefix("sh", "-c", "ulimit -n 64; exec \"$0\" \"$@\""));
    }

    @Test
    void deniedNativeAccessNamesTheOption() {
        assumeTrue(Runtime.version().feature() >= 24, "the option came with Java 24");
        run(ChildJvm.of(Denied.class).jvmArgs("--illegal-native-access=deny"));
    }

    @Test
    void emptyDirectoryIsTheUsualOne() {
        run(ChildJvm.of(Usual.class).property("dev.shm.directory", ""));
    }

    private static void run(ChildCommand command) {
        try (ChildJvm child = command.start()) {
            child.awaitLine("done");
            child.awaitSuccess();
        }
    }

    static final class Files {
        private Files() {}

        public static void main(String[] args) throws IOException {
            try (SharedRegion region = SharedRegion.create(64)) {
                loadClasses();
                int regions = SharedRegion.list().size();
                Deque<FileInputStream> taken = new ArrayDeque<>();
                try {
                    takeAll(taken);
                    RegionAccessException refusal =
                            assertThrows(RegionAccessException.class, () -> SharedRegion.open(region.name()));
                    SharedRegionTest.assertMentions(refusal, "EMFILE", "ulimit -n");
                    for (int free = 0; free < 4; free++) {
                        int listed = listed(regions);
                        assertEquals(regions, listed, "with " + free + " descriptors");
                        taken.remove().close();
                    }
                } finally {
                    for (FileInputStream file : taken) file.close();
                }
                assertEquals(regions, SharedRegion.list().size());
            }
            Handshake.say("done");
        }

        /** While there are descriptors for that. */
        private static void loadClasses() {
            RegionBuilder behindAFile = SharedRegion.builder("none").file(Path.of("/dev/null/none"));
            RegionAccessException refusal = assertThrows(RegionAccessException.class, behindAFile::open);
            SharedRegionTest.assertMentions(refusal, "ENOTDIR", "dev.shm.directory");
            Handshake.say("loaded");
        }

        /** All, or an exception that says why not. */
        private static int listed(int all) {
            try {
                return SharedRegion.list().size();
            } catch (RegionAccessException e) {
                return all;
            }
        }

        private static void takeAll(Deque<FileInputStream> taken) {
            try {
                while (true) taken.add(new FileInputStream("/dev/null")); // until there are no more
            } catch (IOException e) {
                Handshake.say("took " + taken.size());
            }
        }
    }

    static final class Denied {
        private Denied() {}

        public static void main(String[] args) {
            for (int call = 0; call < 2; call++) {
                SharedMemoryException refusal =
                        assertThrows(SharedMemoryException.class, () -> SharedRegion.create(64));
                SharedRegionTest.assertMentions(refusal, "--enable-native-access=ALL-UNNAMED");
            }
            Handshake.say("done");
        }
    }

    static final class Usual {
        private Usual() {}

        public static void main(String[] args) {
            try (SharedRegion region = SharedRegion.create(64)) {
                assertEquals(true, java.nio.file.Files.exists(FreshName.file(region.name())));
            }
            Handshake.say("done");
        }
    }
}
