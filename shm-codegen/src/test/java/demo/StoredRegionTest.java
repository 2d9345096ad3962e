package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Regions that programs of version 1 and 2 have left behind, as files in {@code stored/}, opened by both. ABI: what
 * fails here no longer opens stored regions. {@code -Dgolden.update} stores them anew.
 */
@NothingLeftBehind
class StoredRegionTest {
    private static final Path STORED = Path.of("src", "test", "resources", "stored");

    @TempDir
    Path folder;

    @BeforeAll
    static void store() throws IOException {
        if (!Boolean.getBoolean("golden.update")) return;
        store("trade-1", SharedVersions_First.TYPE, Versions.first());
        store("trade-2", SharedVersions_Second.TYPE, Versions.second());
    }

    private static <T, S extends Struct> void store(String name, StructType<T, S> type, T value) throws IOException {
        Path file = Files.createTempDirectory("stored").resolve(name);
        try (SharedRegion region = SharedRegion.builder(name)
                .file(file)
                .size(64)
                .maxSize(64 * 1024)
                .create()) {
            type.write(region.struct("trade", type), value);
        }
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(STORED.resolve(name + ".region.gz")))) {
            Files.copy(file, packed);
        }
        Files.delete(file);
        Files.delete(file.getParent());
    }

    private SharedRegion open(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(STORED.resolve(name + ".region.gz")))) {
            Files.copy(packed, file);
        }
        return SharedRegion.builder(name).file(file).open();
    }

    @Test
    void programOfVersion2ReadsAndWritesARegionOfVersion1() throws IOException {
        try (SharedRegion region = open("trade-1")) {
            SharedVersions_Second trade = region.struct("trade", SharedVersions_Second.TYPE);
            assertEquals(7, trade.id());
            assertEquals(Versions.LaterSide.SELL, trade.side());
            assertEquals("MSFT", trade.symbol());
            assertEquals(-1, trade.count());
            assertEquals(0, trade.flag());
            assertNull(trade.venue());
            assertNull(trade.key());
            assertEquals(0, trade.extra().a());
            assertEquals(0, trade.version());
            assertThrows(LayoutMismatchException.class, () -> trade.venue("XETR"));
            trade.count(9);
            assertEquals(9, region.struct("trade", SharedVersions_First.TYPE).count());
        }
    }

    @Test
    void programOfVersion1ReadsAndWritesARegionOfVersion2() throws IOException {
        try (SharedRegion region = open("trade-2")) {
            SharedVersions_First trade = region.struct("trade", SharedVersions_First.TYPE);
            assertEquals(8, trade.id());
            assertEquals("AAPL", trade.symbol());
            assertEquals(-2, trade.count());
            trade.set(Versions.first());
            Versions.Second later =
                    region.struct("trade", SharedVersions_Second.TYPE).get();
            assertEquals(7, later.id);
            assertEquals("MSFT", later.symbol);
            assertEquals("XETR", later.venue);
            assertEquals(3, later.flag);
            assertEquals(5, later.version);
        }
    }

    @Test
    void eachVersionReadsItsOwn() throws IOException {
        try (SharedRegion one = open("trade-1");
                SharedRegion two = open("trade-2")) {
            assertEquals(
                    SharedVersions_First.allocate().set(Versions.first()),
                    one.struct("trade", SharedVersions_First.TYPE));
            assertEquals(
                    SharedVersions_Second.allocate().set(Versions.second()),
                    two.struct("trade", SharedVersions_Second.TYPE));
        }
    }
}
