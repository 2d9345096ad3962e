package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@NothingLeftBehind
@Timeout(120)
final class RegionBuilderTest {
    private final String name = FreshName.of("built");

    @TempDir
    Path folder;

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    @Test
    void builtRegionIsThatOfTheShortForms() {
        try (SharedRegion built = SharedRegion.builder(name).size(100).openOrCreate();
                SharedRegion opened = SharedRegion.open(name)) {
            assertTrue(built.isCreator());
            assertEquals(Origin.CREATED, built.origin());
            assertEquals(Origin.JOINED, opened.origin());
            assertEquals(100, opened.size());
            assertThrows(
                    RegionExistsException.class,
                    () -> SharedRegion.builder(name).size(100).create());
        }
    }

    @Test
    void sizeAskedForAtOpenMustBeThere() {
        SharedRegion.create(name, 100).close();
        SharedRegion.builder(name).size(100).open().close();
        SharedRegion.builder(name).open().close();
        assertThrows(
                LayoutMismatchException.class,
                () -> SharedRegion.builder(name).size(101).open());
    }

    @Test
    void sizeIsNeededToCreate() {
        assertThrows(
                IllegalArgumentException.class, () -> SharedRegion.builder(name).create());
        assertThrows(
                IllegalArgumentException.class,
                () -> SharedRegion.builder(name).size(-1).openOrCreate());
        assertThrows(
                IllegalArgumentException.class, () -> SharedRegion.builder(name).maxSize(0));
        assertThrows(IllegalArgumentException.class, () -> SharedRegion.builder("a/b"));
    }

    @Test
    void regionMayLieInAFileOfItsOwn() throws IOException {
        Path file = folder.resolve("elsewhere");
        try (SharedRegion first = SharedRegion.builder(name).size(64).file(file).openOrCreate();
                SharedRegion second = SharedRegion.builder(name).file(file).open()) {
            Words.put(first, 8, 5);
            assertEquals(5, Words.get(second, 8));
            assertFalse(Files.exists(FreshName.file(name)));
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void permissionsAreThoseAskedFor() throws IOException {
        SharedRegion.create(name, 64).close();
        assertEquals("rw-------", permissions());
        SharedRegion.delete(name);
        SharedRegion.builder(name)
                .size(64)
                .permissions(PosixFilePermissions.fromString("rw-r--r--"))
                .create()
                .close();
        assertEquals("rw-r--r--", permissions());
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(FreshName.file(name)));
    }

    @Test
    void maxSizeBelowTheSizeIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> SharedRegion.builder(name).size(1000).maxSize(999).create());
        assertTrue(String.valueOf(e.getMessage()).contains("size 1000 is more than maxSize 999"), e::toString);
    }

    @Test
    void maxSizeIsAddressSpaceOnly() throws IOException {
        SharedRegion.builder(name).size(64).maxSize(1L << 33).create().close();
        assertEquals(1L << 33, Files.size(FreshName.file(name)));
    }

    @Test
    void initializerOfTheBuilderRunsOnce() {
        for (int i = 0; i < 3; i++) {
            try (SharedRegion region =
                    SharedRegion.builder(name).size(64).initializer(Words::fill).openOrCreate()) {
                Words.checkFilled(region);
            }
        }
    }

    @Test
    void regionThatLastsWhileAttachedGoesWithItsLastUser() {
        SharedRegion first = SharedRegion.builder(name)
                .size(64)
                .lifetime(Lifetime.WHILE_ATTACHED)
                .create();
        SharedRegion second = SharedRegion.open(name);
        first.close();
        SharedRegion.open(name).close();
        second.close();
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
    }

    @Test
    void readerSeesWritesAndWritesNothing() {
        try (SharedRegion writer = SharedRegion.create(name, 64);
                SharedRegion reader = SharedRegion.builder(name).readOnly().open()) {
            Words.put(writer, 8, 77);
            assertEquals(77, Words.get(reader, 8));
            assertEquals(77, reader.bytes().readLong(8));
            for (Runnable write : List.<Runnable>of(
                    () -> reader.write(0, new byte[1]),
                    () -> reader.bytes().writeLong(0, 1),
                    reader::lock,
                    reader::tryLock,
                    reader::unlock,
                    () -> reader.mutex().recover(() -> {}),
                    () -> reader.mutex().newCondition().signal(),
                    () -> reader.mutex("new"))) {
                SharedRegionTest.assertMentions(
                        assertThrows(ReadOnlyRegionException.class, write::run), name, "read-only");
            }
            assertFalse(reader.isCreator());
            writer.lock(); // a reader's attempts have left no trace
            writer.unlock();
            assertEquals(
                    1,
                    SharedRegion.list().stream()
                            .filter(info -> info.name().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .attached()
                            .size());
        }
        assertThrows(
                RegionNotFoundException.class,
                () -> SharedRegion.builder(name + "-none").readOnly().open());
        assertThrows(
                IllegalArgumentException.class,
                () -> SharedRegion.builder(name).size(64).readOnly().create());
    }

    @Test
    void readerThatMayCreateJoinsOnly() {
        RegionBuilder reading = SharedRegion.builder(name).size(64).readOnly();
        assertThrows(RegionNotFoundException.class, reading::openOrCreate);
        try (SharedRegion writer = SharedRegion.create(name, 64);
                SharedRegion reader = reading.openOrCreate()) {
            assertEquals(Origin.JOINED, reader.origin());
            assertThrows(ReadOnlyRegionException.class, () -> reader.write(0, new byte[1]));
            assertEquals(1, writer.write(0, new byte[1]));
            assertThrows(
                    LayoutMismatchException.class,
                    () -> SharedRegion.builder(name).size(65).readOnly().openOrCreate());
        }
    }

    @Test
    void readerKeepsNoRegionAlive() {
        SharedRegion writer = SharedRegion.builder(name)
                .size(64)
                .lifetime(Lifetime.WHILE_ATTACHED)
                .create();
        try (SharedRegion reader = SharedRegion.builder(name).readOnly().open()) {
            writer.close();
            assertFalse(Files.exists(FreshName.file(name)));
            assertEquals(0, Words.get(reader, 8));
        }
        assertThrows(
                RegionNotFoundException.class,
                () -> SharedRegion.builder(name).readOnly().open());
    }

    @Test
    void closedReaderRefuses() {
        SharedRegion.create(name, 64).close();
        SharedRegion reader = SharedRegion.builder(name).readOnly().open();
        reader.close();
        reader.close();
        assertThrows(RegionClosedException.class, () -> reader.read(0, new byte[1]));
        assertThrows(RegionClosedException.class, reader::lock);
    }
}
