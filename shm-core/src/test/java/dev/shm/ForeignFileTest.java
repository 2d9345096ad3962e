package dev.shm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Things that stand under a region's name and are none of ours. */
@NothingLeftBehind
@Timeout(60)
final class ForeignFileTest {
    private static final int SIZE = 4096;
    private static final int HEADER = 512;
    private static final int CHECKED_LINES = 128;
    private static final int SOMEBODY_ELSE = 65534;

    private final String name = FreshName.of("foreign");
    private final Path file = FreshName.file(name);
    private final Path draft = FreshName.draft(name);

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(draft);
    }

    private byte[] region() throws IOException {
        SharedRegion.openOrCreate(name, SIZE, Words::fill).close();
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        // Without the heap, which only costs time here; the header says where the file ends.
        return bytes;
    }

    private List<Supplier<SharedRegion>> openings() {
        return List.of(
                () -> SharedRegion.open(name),
                () -> SharedRegion.openOrCreate(name, SIZE),
                () -> SharedRegion.openOrCreate(name, SIZE, Words::fill),
                () -> SharedRegion.create(name, SIZE));
    }

    /** Every opening is refused so, and the file is byte for byte what it was. */
    private void assertRefused(Class<? extends SharedMemoryException> type, String found) throws IOException {
        byte[] before = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : new byte[0];
        for (Supplier<SharedRegion> opening : openings()) {
            SharedMemoryException refusal = assertThrows(SharedMemoryException.class, opening::get);
            assertInstanceOf(type, refusal);
            SharedRegionTest.assertMentions(refusal, name, found);
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) assertArrayEquals(before, Files.readAllBytes(file));
        assertFalse(Files.exists(draft, LinkOption.NOFOLLOW_LINKS));
    }

    private void assertDeletable() {
        assertTrue(SharedRegion.delete(name), "as the message advises");
        assertFalse(Files.exists(file));
    }

    private void assertNotDeletable() {
        SharedMemoryException refusal = assertThrows(RegionAccessException.class, () -> SharedRegion.delete(name));
        SharedRegionTest.assertMentions(refusal, name);
        assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.exists(draft, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void emptyFileIsNoRegion() throws IOException {
        Files.createFile(file);
        assertRefused(CorruptRegionException.class, "0 bytes");
        assertDeletable();
    }

    @Test
    void textFileIsNoRegion() throws IOException {
        Files.writeString(file, "not a region\n");
        assertRefused(CorruptRegionException.class, "13 bytes");
        Files.writeString(file, "not a region\n".repeat(1000));
        assertRefused(CorruptRegionException.class, "does not start like a region");
        assertDeletable();
    }

    @Test
    void regionCutInItsHeaderIsRefused() throws IOException {
        byte[] whole = region();
        for (int length : new int[] {1, 7, 8, 63, 64, 127, 128, 511}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(CorruptRegionException.class, length + " bytes");
        }
        assertDeletable();
    }

    @Test
    void regionCutBehindItsHeaderIsRefused() throws IOException {
        byte[] whole = region();
        for (int length : new int[] {512, 4096, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(CorruptRegionException.class, "the file has " + length);
        }
    }

    @Test
    void extendedRegionIsRefused() throws IOException {
        SharedRegion.create(name, SIZE).close();
        try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(longer.length() + 1);
        }
        assertThrows(CorruptRegionException.class, () -> SharedRegion.open(name));
        assertDeletable();
    }

    @Test
    void anyByteOfTheHeaderChangedIsFoundOrDoesNoHarm() throws IOException {
        SharedRegion.openOrCreate(name, SIZE, Words::fill).close();
        int refused = 0;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < HEADER; at++) {
                for (int change : new int[] {0x01, 0x80, 0xFF}) {
                    bytes.seek(at);
                    int before = bytes.read();
                    write(bytes, at, before ^ change);
                    if (at < CHECKED_LINES) {
                        SharedMemoryException refusal =
                                assertThrows(CorruptRegionException.class, () -> SharedRegion.open(name), "byte " + at);
                        SharedRegionTest.assertMentions(refusal, name, "Nothing was changed", "delete");
                        assertThrows(CorruptRegionException.class, () -> SharedRegion.openOrCreate(name, SIZE));
                        refused++;
                        bytes.seek(at);
                        assertEquals(before ^ change, bytes.read());
                    } else {
                        try (SharedRegion region = SharedRegion.open(name)) {
                            Words.checkFilled(region);
                        }
                    }
                    write(bytes, at, before);
                }
            }
        }
        assertEquals(3 * CHECKED_LINES, refused);
        try (SharedRegion region = SharedRegion.open(name)) {
            Words.checkFilled(region);
        }
    }

    @Test
    void damagedMutexIsFoundDeadOrServed() throws IOException {
        SharedRegion.openOrCreate(name, SIZE, Words::fill).close();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 128; at < 192; at++) {
                for (int change : new int[] {0x01, 0x40, 0x80, 0xFF}) {
                    write(bytes, at, change);
                    try (SharedRegion region = SharedRegion.open(name)) {
                        region.mutex().onOwnerDeath(() -> {});
                        region.lock();
                        region.unlock();
                    }
                    write(bytes, at, 0);
                }
            }
        }
    }

    @Test
    void damagedProcessTableIsSurvived() throws IOException {
        SharedRegion.openOrCreate(name, SIZE, Words::fill).close();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] damage = new byte[512 * 64];
            Arrays.fill(damage, (byte) 0xFF);
            bytes.seek(HEADER);
            bytes.write(damage);
            try (SharedRegion other = SharedRegion.open(name)) {
                try (SharedRegion region = SharedRegion.open(name)) {
                    Words.checkFilled(region);
                    region.lock();
                    assertFalse(other.tryLock());
                }
                assertThrows(OwnerDiedException.class, other::lock);
            }
        }
    }

    private static void write(RandomAccessFile file, int at, int value) throws IOException {
        file.seek(at);
        file.write(value);
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        String other = FreshName.of("linked");
        try (SharedRegion linked = SharedRegion.create(other, SIZE)) {
            Files.createSymbolicLink(file, FreshName.file(other));
            assertRefused(RegionAccessException.class, "a symbolic link");
            assertNotDeletable();
            assertEquals(0, Words.get(linked, 0));
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/shm/nothing-of-this-name"));
            assertRefused(RegionAccessException.class, "a symbolic link");
            assertNotDeletable();
        } finally {
            assertTrue(SharedRegion.delete(other));
        }
    }

    @Test
    void directoryIsNoRegion() throws IOException {
        Files.createDirectory(file);
        assertRefused(RegionAccessException.class, "a directory");
        assertNotDeletable();
    }

    @Test
    void pipeIsNotWaitedFor() throws Exception {
        makePipe(file);
        assertRefused(RegionAccessException.class, "a device, socket or pipe");
        assertNotDeletable();
    }

    @Test
    void fileOfAnotherUserIsRefused() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        SharedRegion.create(name, SIZE).close();
        Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE);
        assertRefused(RegionAccessException.class, "belongs to user " + SOMEBODY_ELSE);
        assertNotDeletable();
    }

    private static void makePipe(Path at) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", at.toString()).start().waitFor());
    }

    /** What is no file of ours at the draft's place stops creation, and is left alone. */
    private void assertDraftStopsCreation(String found) {
        for (Supplier<SharedRegion> opening : openings()) {
            RegionAccessException refusal = assertThrows(RegionAccessException.class, opening::get);
            SharedRegionTest.assertMentions(refusal, name, draft.toString(), found);
        }
        assertNotDeletable();
        assertFalse(Files.exists(file));
    }

    @Test
    void whatIsNoFileAtTheDraftsPlaceStopsCreation() throws Exception {
        Files.createSymbolicLink(draft, Path.of("/dev/shm/nothing-of-this-name"));
        assertDraftStopsCreation("a symbolic link");
        Files.delete(draft);
        Files.createDirectory(draft);
        assertDraftStopsCreation("a directory");
        Files.delete(draft);
        makePipe(draft);
        assertDraftStopsCreation("a device, socket or pipe");
    }

    @Test
    void draftOfAnotherUserStopsCreation() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Files.writeString(draft, "theirs");
        Files.setAttribute(draft, "unix:uid", SOMEBODY_ELSE);
        assertDraftStopsCreation("belongs to user " + SOMEBODY_ELSE);
        assertEquals("theirs", Files.readString(draft, StandardCharsets.UTF_8));
    }

    /** A file of the user's own under that name is taken for a draft whose creator died: no other program uses it. */
    @Test
    void fileAtTheDraftsPlaceIsADeadCreators() throws IOException {
        for (String text : new String[] {"", "x", "not a draft\n".repeat(1000)}) {
            Files.writeString(draft, text);
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
            assertEquals(text, Files.readString(draft), "open changes nothing");
            try (SharedRegion region = SharedRegion.openOrCreate(name, SIZE, Words::fill)) {
                assertTrue(region.isCreator());
                Words.checkFilled(region);
            }
            assertFalse(Files.exists(draft));
            Files.writeString(draft, text);
            SharedRegion.open(name).close();
            assertTrue(SharedRegion.delete(name));
            assertFalse(Files.exists(draft));
        }
    }
}
