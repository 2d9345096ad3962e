package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each exception of ours says which region it is about, what was found, what was expected, and what to do next. */
@NothingLeftBehind
@Timeout(60)
class ExceptionTextTest {
    private final String name = FreshName.of("text");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    @Test
    void existing() {
        SharedRegion.create(name, 64).close();
        says(RegionExistsException.class, () -> SharedRegion.create(name, 64), "is there already", "Use open");
    }

    /** The advice must not remove the region that has the name. */
    @Test
    void fileElsewhere() throws IOException {
        Path file = directory.resolve("elsewhere");
        RegionBuilder there = SharedRegion.builder(name).size(64).file(file);
        SharedRegion.create(name, 64).close();
        there.create().close();
        says(RegionExistsException.class, there::create, "shm rm " + file);
        Files.writeString(file, "no region");
        says(CorruptRegionException.class, there::open, "shm rm --force " + file);
        SharedRegion.open(name).close();
    }

    @Test
    void missing() {
        says(RegionNotFoundException.class, () -> SharedRegion.open(name), "is not there", "Create it");
    }

    @Test
    void smallerThanAskedFor() {
        SharedRegion.create(name, 64).close();
        says(
                LayoutMismatchException.class,
                () -> SharedRegion.openOrCreate(name, 128),
                "has 64 bytes",
                "128 are asked for",
                "Ask for no more, or delete");
    }

    @Test
    void anotherThingOfThatName() {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            region.mutex("thing");
            says(
                    LayoutMismatchException.class,
                    () -> region.semaphore("thing", 2),
                    "'thing'",
                    "is SHMMUTEX",
                    "no SHMSEMAP",
                    "choose another name");
            region.semaphore("permits", 2);
            says(
                    LayoutMismatchException.class,
                    () -> region.semaphore("permits", 3),
                    "has 2 permits",
                    "3 are asked for",
                    "Ask for the same");
        }
    }

    @Test
    void anotherStruct() {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            region.mutex("counter");
            says(
                    LayoutMismatchException.class,
                    () -> region.struct("counter", Counter.TYPE),
                    "'counter'",
                    "is SHMMUTEX",
                    "no SHMSTRCT",
                    "choose another name");
        }
    }

    @Test
    void noRoomInTheFolder() {
        long huge = 1L << 46;
        RegionSpaceException e = says(
                RegionSpaceException.class,
                () -> SharedRegion.create(name, huge),
                Long.toString(huge).substring(0, 4));
        assertTrue(e.toString().contains("free"), e::toString);
    }

    @Test
    void noRoomInTheRegion() {
        try (SharedRegion region =
                SharedRegion.builder(name).size(64).maxSize(16_384).create()) {
            says(
                    RegionSpaceException.class,
                    () -> {
                        for (int i = 0; i < 1_000; i++) region.mutex("m" + i);
                    },
                    "needed",
                    "its maxSize is",
                    "Create it with a larger maxSize");
        }
    }

    @Test
    void readOnly() {
        SharedRegion.create(name, 64).close();
        try (SharedRegion region = SharedRegion.builder(name).readOnly().open()) {
            says(
                    ReadOnlyRegionException.class,
                    () -> region.write(0, new byte[1]),
                    "was opened read-only",
                    "open it without readOnly()");
            says(ReadOnlyRegionException.class, region::lock, "was opened read-only", "open it without readOnly()");
            says(
                    ReadOnlyRegionException.class,
                    () -> region.mutex("mistyped"),
                    "no object 'mistyped'",
                    "opened read-only",
                    "look at the name");
        }
    }

    @Test
    void badNames() {
        says(
                IllegalArgumentException.class,
                () -> SharedRegion.create(name + ' ', 64),
                "is no name of a region",
                "letters, digits");
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            says(
                    IllegalArgumentException.class,
                    () -> region.mutex("a b"),
                    "'a b' is no name of an object in region '" + name + "'",
                    "letters, digits");
        }
    }

    @Test
    void closed() {
        SharedRegion region = SharedRegion.create(name, 64);
        region.close();
        says(RegionClosedException.class, () -> region.read(0, new byte[1]), "has been closed", "open it again");
        says(RegionClosedException.class, region::lock, "has been closed", "open it again");
    }

    @Test
    void strangeFile() throws IOException {
        Path file = directory.resolve("strange");
        Files.writeString(file, "not a region, but long enough to look at ".repeat(40));
        CorruptRegionException e = assertThrows(
                CorruptRegionException.class,
                () -> SharedRegion.builder(name).file(file).open());
        assertTrue(e.toString().contains("strange"), e::toString);
        assertTrue(e.toString().contains("remove it with"), e::toString);
    }

    @Test
    void folderUnderTheName() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        RegionAccessException e = assertThrows(
                RegionAccessException.class,
                () -> SharedRegion.builder(name).file(folder).open());
        assertTrue(e.toString().contains("folder"), e::toString);
        assertTrue(e.toString().contains("expected"), e::toString);
    }

    @Test
    void operatingSystemErrorsCarryTheirName() {
        Path file = directory.resolve("no-such-folder").resolve("region");
        SharedMemoryException e = assertThrows(
                SharedMemoryException.class,
                () -> SharedRegion.builder(name).file(file).size(64).create());
        assertTrue(e.toString().contains("ENOENT"), e::toString);
    }

    @Test
    void deadOwner() throws Exception {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            FutureTask<Boolean> holder = new FutureTask<>(region::lock, true);
            Thread thread = new Thread(holder);
            thread.start();
            thread.join();
            assertTrue(holder.get());
            says(
                    OwnerDiedException.class,
                    region::lock,
                    "its owner died while holding it",
                    "Call recover(repair)",
                    "onOwnerDeath(repair)");
        }
    }

    @Test
    void allAreOurs() {
        assertInstanceOf(SharedMemoryException.class, new SeatTakenException("queue 'x'"));
        for (String wrong : new String[] {"", ".hidden", "a/b", "x".repeat(201), "ä"}) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> SharedRegion.create(wrong, 64));
            assertTrue(e.toString().contains("1 to 200"), e::toString);
        }
        assertThrows(IllegalArgumentException.class, () -> SharedRegion.create(name, 0));
        assertThrows(IllegalArgumentException.class, () -> SharedRegion.create(name, -1));
    }

    private <E extends RuntimeException> E says(Class<E> type, Executable call, String... parts) {
        E e = assertThrows(type, call);
        assertEquals(type, e.getClass());
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(name), message);
        for (String part : parts) assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        return e;
    }
}
