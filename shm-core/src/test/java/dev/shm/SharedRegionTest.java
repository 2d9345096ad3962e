package dev.shm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NothingLeftBehind
@Timeout(60)
final class SharedRegionTest extends RegionFixture {
    @Test
    void createdRegionIsZeroAndTheCreators() {
        try (SharedRegion region = SharedRegion.create(name, SIZE)) {
            assertTrue(region.isCreator());
            assertEquals(name, region.name());
            assertEquals(SIZE, region.size());
            byte[] bytes = new byte[SIZE];
            Arrays.fill(bytes, (byte) 1);
            assertEquals(SIZE, region.read(0, bytes));
            assertArrayEquals(new byte[SIZE], bytes);
        }
    }

    @Test
    void createRefusesATakenName() {
        SharedRegion.create(name, SIZE).close();
        RegionExistsException refusal =
                assertThrows(RegionExistsException.class, () -> SharedRegion.create(name, SIZE));
        assertMentions(refusal, name, "open", "delete");
        try (SharedRegion region = SharedRegion.open(name)) {
            assertThrows(RegionExistsException.class, () -> SharedRegion.create(name, SIZE));
            assertFalse(region.isCreator());
        }
    }

    @Test
    void openRefusesAnAbsentName() {
        RegionNotFoundException refusal = assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
        assertMentions(refusal, name, "openOrCreate");
        assertFalse(Files.exists(FreshName.file(name)));
        assertFalse(Files.exists(FreshName.draft(name)));
    }

    @Test
    void openOrCreateCreatesOnceAndJoinsAfterwards() {
        try (SharedRegion first = SharedRegion.openOrCreate(name, SIZE);
                SharedRegion second = SharedRegion.openOrCreate(name, SIZE)) {
            assertTrue(first.isCreator());
            assertFalse(second.isCreator());
            assertNotEquals(first.address(), second.address());
            Words.put(first, 8, 77);
            assertEquals(77, Words.get(second, 8));
        }
    }

    @Test
    void regionOutlivesItsAttachments() {
        try (SharedRegion region = SharedRegion.create(name, SIZE)) {
            Words.put(region, 0, 5);
        }
        try (SharedRegion region = SharedRegion.open(name)) {
            assertEquals(5, Words.get(region, 0));
        }
    }

    @Test
    void fileIsTheUsersAlone() throws IOException {
        try (SharedRegion region = SharedRegion.create(name, SIZE)) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(FreshName.file(region.name())));
        }
    }

    @Test
    void existingLargerRegionIsJoinedWithItsOwnSize() {
        SharedRegion.create(name, SIZE).close();
        try (SharedRegion region = SharedRegion.openOrCreate(name, SIZE / 2)) {
            assertEquals(SIZE, region.size());
        }
    }

    @Test
    void existingSmallerRegionIsAMismatchNamingBothSizes() {
        SharedRegion.create(name, SIZE).close();
        LayoutMismatchException refusal =
                assertThrows(LayoutMismatchException.class, () -> SharedRegion.openOrCreate(name, SIZE + 1));
        assertMentions(refusal, name, "256", "257");
    }

    @Test
    void initializerRunsOnceBeforeAnybodyElseSeesTheRegion() {
        try (SharedRegion made = SharedRegion.openOrCreate(name, SIZE, Words::fill);
                SharedRegion joined = SharedRegion.openOrCreate(name, SIZE, region -> {
                    throw new AssertionError("run again");
                })) {
            assertTrue(made.isCreator());
            assertFalse(joined.isCreator());
            Words.checkFilled(made);
            Words.checkFilled(joined);
        }
    }

    @Test
    void initializersRegionIsTheOneThatIsReturned() {
        SharedRegion[] given = new SharedRegion[1];
        try (SharedRegion returned = SharedRegion.openOrCreate(name, SIZE, region -> given[0] = region)) {
            assertSame(given[0], returned);
        }
    }

    @Test
    void throwingInitializerRemovesTheRegionAndIsPassedOn() {
        SharedRegion[] given = new SharedRegion[1];
        RuntimeException thrown = new IllegalArgumentException("mine");
        Consumer<SharedRegion> initializer = region -> {
            given[0] = region;
            Words.put(region, 0, 1);
            throw thrown;
        };
        assertSame(
                thrown,
                assertThrows(IllegalArgumentException.class, () -> SharedRegion.openOrCreate(name, SIZE, initializer)));
        assertThrows(RegionClosedException.class, () -> given[0].read(0, new byte[1]));
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
        try (SharedRegion region = SharedRegion.openOrCreate(name, SIZE, Words::fill)) {
            assertTrue(region.isCreator());
            Words.checkFilled(region);
        }
    }

    @Test
    void initializerThatClosesItsRegionMakesNone() {
        assertThrows(IllegalStateException.class, () -> SharedRegion.openOrCreate(name, SIZE, SharedRegion::close));
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
    }

    @Test
    void initializerThatOpensItsOwnNameIsTold() {
        List<Executable> attempts = List.of(
                () -> SharedRegion.openOrCreate(name, SIZE),
                () -> SharedRegion.open(name),
                () -> SharedRegion.create(name, SIZE));
        for (Executable attempt : attempts) {
            IllegalStateException refusal = assertThrows(
                    IllegalStateException.class,
                    () -> SharedRegion.openOrCreate(name, SIZE, region -> {
                        try {
                            attempt.execute();
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Throwable e) {
                            throw new AssertionError(e);
                        }
                    }));
            assertMentions(refusal, name);
        }
        try (SharedRegion region = SharedRegion.create(name, SIZE)) {
            assertTrue(region.isCreator(), "the refusals left nothing behind");
        }
    }

    @Test
    void initializerMayOpenAnotherRegion() {
        String other = FreshName.of("other");
        try (SharedRegion region =
                SharedRegion.openOrCreate(name, SIZE, outer -> SharedRegion.openOrCreate(other, SIZE, Words::fill)
                        .close())) {
            assertTrue(region.isCreator());
            assertTrue(SharedRegion.delete(other));
        }
    }

    @Test
    void lockTakenInTheInitializerIsHeldAfterwards() {
        try (SharedRegion region = SharedRegion.openOrCreate(name, SIZE, SharedRegion::lock);
                SharedRegion other = SharedRegion.open(name)) {
            assertTrue(region.mutex().isHeldByCurrentThread());
            assertFalse(other.tryLock());
            region.unlock();
            assertTrue(other.tryLock());
            other.unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 63, 64, 65, 4095, 4096, 4097, 100_000})
    void readAndWriteMoveWhatFits(int size) {
        try (SharedRegion region = SharedRegion.create(name, size)) {
            byte[] bytes = new byte[size + 9];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 7 + 1);
            assertEquals(size, region.size());
            assertEquals(size, region.write(0, bytes));
            assertEquals(1, region.write(size - 1, bytes));
            assertEquals(0, region.write(size, bytes));
            assertEquals(0, region.write(size + 1L, bytes));
            assertEquals(0, region.write(Long.MAX_VALUE, bytes));
            byte[] read = new byte[size + 9];
            assertEquals(size, region.read(0, read));
            assertEquals(0, read[size], "nothing beyond what was read");
            assertEquals(bytes[0], read[size - 1]);
            assertEquals(1, region.read(size - 1, read));
            assertEquals(0, region.read(size, read));
            assertEquals(0, region.read(size + 1L, read));
            assertEquals(0, region.read(Long.MAX_VALUE, read));
            assertEquals(0, region.read(0, new byte[0]));
            assertEquals(0, region.write(0, new byte[0]));
        }
    }

    @Test
    void rangesOfTheArrayAreKept() {
        try (SharedRegion region = SharedRegion.create(name, 4)) {
            assertEquals(3, region.write(1, new byte[] {1, 2, 3, 4, 5, 6, 7}, 2, 5));
            byte[] read = {9, 9, 9, 9, 9, 9, 9};
            assertEquals(3, region.read(0, read, 1, 3));
            assertArrayEquals(new byte[] {9, 0, 3, 4, 9, 9, 9}, read);
            assertEquals(0, region.read(0, read, 7, 0));
        }
    }

    @Test
    void badOffsetsAndArrayRangesMoveNothing() {
        try (SharedRegion region = SharedRegion.create(name, SIZE)) {
            byte[] bytes = {1, 2, 3, 4};
            for (long offset : new long[] {-1, -SIZE, Long.MIN_VALUE}) {
                assertMentions(assertThrows(IndexOutOfBoundsException.class, () -> region.read(offset, bytes)), name);
                assertThrows(IndexOutOfBoundsException.class, () -> region.write(offset, bytes));
                assertThrows(IndexOutOfBoundsException.class, () -> region.write(offset, new byte[0]));
            }
            for (int[] range : new int[][] {{-1, 1}, {0, 5}, {4, 1}, {5, 0}, {1, -1}, {1, Integer.MAX_VALUE}}) {
                assertThrows(IndexOutOfBoundsException.class, () -> region.read(0, bytes, range[0], range[1]));
                assertThrows(IndexOutOfBoundsException.class, () -> region.write(0, bytes, range[0], range[1]));
                assertThrows(IndexOutOfBoundsException.class, () -> region.read(SIZE, bytes, range[0], range[1]));
            }
            assertArrayEquals(new byte[] {1, 2, 3, 4}, bytes);
            assertEquals(0, Words.get(region, 0));
        }
    }

    @Test
    void deleteTellsWhetherThereWasOne() {
        assertFalse(SharedRegion.delete(name));
        SharedRegion.create(name, SIZE).close();
        assertTrue(SharedRegion.delete(name));
        assertFalse(SharedRegion.delete(name));
    }

    @Test
    void attachedKeepTheirMemoryAfterDelete() {
        try (SharedRegion old = SharedRegion.create(name, SIZE);
                SharedRegion joined = SharedRegion.open(name)) {
            assertTrue(SharedRegion.delete(name));
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
            try (SharedRegion fresh = SharedRegion.create(name, SIZE)) {
                Words.put(old, 0, 3);
                assertEquals(3, Words.get(joined, 0));
                assertEquals(0, Words.get(fresh, 0));
                old.lock();
                assertFalse(joined.tryLock());
                assertTrue(fresh.tryLock());
                old.unlock();
                fresh.unlock();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "_", "-", "A.b_c-9", "a.", "a..b", "394D15E1-2481-11D2-BA24-E3E9C2C82A0F", "long"})
    void namesOfLettersDigitsDotsAndDashesAreTaken(String given) {
        String valid = given.equals("long") ? "x".repeat(200 - name.length()) + name : name + given;
        try (SharedRegion region = SharedRegion.create(valid, 1)) {
            assertEquals(valid, region.name());
        } finally {
            assertTrue(SharedRegion.delete(valid));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "/a", "a b", "a\n", "a\0", "ä", "a:b", "a\\b", "too long"})
    void otherNamesAreRefused(String given) {
        String invalid = given.equals("too long") ? "x".repeat(201) : given;
        List<Executable> calls = List.of(
                () -> SharedRegion.create(invalid, SIZE),
                () -> SharedRegion.open(invalid),
                () -> SharedRegion.openOrCreate(invalid, SIZE),
                () -> SharedRegion.openOrCreate(invalid, SIZE, Words::fill),
                () -> SharedRegion.delete(invalid));
        for (Executable call : calls) {
            assertMentions(assertThrows(IllegalArgumentException.class, call), "'" + invalid + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void impossibleSizesAreRefused(long size) {
        assertRefused(size, IllegalArgumentException.class, Long.toString(size));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 60, (1L << 61) + 1, Long.MAX_VALUE})
    void sizesThatNoMachineHasFindNoRoom(long size) {
        assertRefused(size, RegionSpaceException.class, "needed", "free");
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(name));
    }

    private void assertRefused(long size, Class<? extends RuntimeException> refusal, String... parts) {
        List<Executable> calls = List.of(
                () -> SharedRegion.create(name, size),
                () -> SharedRegion.create(size),
                () -> SharedRegion.openOrCreate(name, size),
                () -> SharedRegion.openOrCreate(name, size, Words::fill));
        for (Executable call : calls) {
            assertMentions(assertThrows(refusal, call), parts);
        }
    }

    static void assertMentions(Throwable thrown, String... parts) {
        for (String part : parts) {
            assertTrue(String.valueOf(thrown.getMessage()).contains(part), () -> part + " is not in: " + thrown);
        }
    }
}
