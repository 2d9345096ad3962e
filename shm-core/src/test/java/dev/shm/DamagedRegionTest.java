package dev.shm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.FuzzTemplate.Part;
import dev.shm.FuzzTemplate.Range;
import dev.shm.internal.region.RegionAccess;
import dev.shm.internal.region.RegionLayout;
import dev.shm.spi.OwnerToken;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link RegionFuzzProcessTest} and reading the code for it brought to light, one by one. */
@NothingLeftBehind
@Timeout(60)
final class DamagedRegionTest {
    // As docs/memory-layout.md has them.
    private static final int OBJECT_SIZE = 16;
    private static final int READERS = 256;
    private static final int HELD_PERMITS = 192;
    private static final int FIRST_HOLD = 64;
    private static final int LINE = 64;

    private static final Duration LONG = Duration.ofSeconds(20);

    private final String name = FreshName.of("damaged");
    private FuzzTemplate template;
    private FileChannel file;
    private SharedRegion region;

    @BeforeEach
    void open() throws IOException {
        template = new FuzzTemplate(name, false);
        file = template.copyTo(name);
        region = SharedRegion.open(name);
    }

    @AfterEach
    void close() throws IOException {
        region.close();
        file.close();
        SharedRegion.delete(name);
    }

    private void put(long offset, long word) throws IOException {
        FuzzTemplate.write(file, offset, word);
    }

    private int start(Part part) {
        return template.ranges.stream()
                .filter(range -> range.part() == part)
                .mapToInt(Range::offset)
                .findFirst()
                .orElseThrow();
    }

    private int object(int index) {
        return template.objects.get(index);
    }

    private static long owner(SharedRegion attached) {
        return RegionAccess.attachment(attached).owner();
    }

    /** Where a table of holders has the word of a slot, of the first 64. */
    private static int hold(int table, int slot) {
        return table + FIRST_HOLD + (slot - 1) * LINE;
    }

    @Test
    void objectThatReachesBeyondTheRegionIsRefused() throws IOException {
        for (long size :
                new long[] {Long.MAX_VALUE, Long.MAX_VALUE - template.fileBytes, template.fileBytes, 1L << 40}) {
            put(object(5) + OBJECT_SIZE, size);
            template.forgeObject(file, object(5));
            assertThrows(CorruptRegionException.class, () -> region.struct("second", Counter.TYPE));
            assertThrows(CorruptRegionException.class, () -> region.struct("new", Counter.TYPE));
        }
    }

    @Test
    void objectTooSmallForWhatItIsIsRefused() throws IOException {
        put(object(3) + OBJECT_SIZE, 128);
        template.forgeObject(file, object(3));
        SharedMemoryException refusal =
                assertThrows(CorruptRegionException.class, () -> region.semaphore("semaphore", FuzzTemplate.PERMITS));
        SharedRegionTest.assertMentions(refusal, name, "semaphore", "0 bytes", "expected");
    }

    @Test
    void chainThatHasLostObjectsIsNotBuiltUpon() throws IOException {
        Counter second = region.struct("second", Counter.TYPE);
        for (long newest : new long[] {0, object(0), object(2)}) {
            put(RegionLayout.NEWEST_OBJECT, newest);
            assertThrows(CorruptRegionException.class, () -> region.struct("new", Counter.TYPE));
            assertEquals(FuzzTemplate.SECOND, second.count());
        }
    }

    @Test
    void markThatIsTooLowLeavesNoOldBytesInANewObject() throws IOException {
        byte[] left = new byte[1024];
        Arrays.fill(left, (byte) 7);
        file.write(ByteBuffer.wrap(left), object(5) + 256);
        put(RegionLayout.HEAP_TOUCHED, 0);
        assertEquals(0, region.struct("new", Counter.TYPE).count());
    }

    /** As an object of a stranger's, far behind what was ever reserved. */
    @Test
    void readerLooksForSpaceBeforeItBelievesThatThereIsSome() throws IOException {
        int far = (int) template.fileBytes - 32 * 1024;
        byte[] header = FuzzTemplate.read(file, object(0), 256);
        file.write(ByteBuffer.wrap(header), far);
        put(far + OBJECT_SIZE, 20 * 1024);
        template.forgeObject(file, far);
        put(RegionLayout.HEAP_TOUCHED - Long.BYTES, template.fileBytes);
        put(RegionLayout.NEWEST_OBJECT, far);
        try (SharedRegion reader = SharedRegion.builder(name).readOnly().open()) {
            assertThrows(CorruptRegionException.class, () -> reader.struct("first", Counter.TYPE));
        }
        assertEquals(0, region.struct("first", Counter.TYPE).count(), "a writer reserves, and reads what is there");
    }

    @Test
    void copyWithHolesIsFilledUpByWritersAndRefusedToReaders() throws IOException {
        String copy = FreshName.of("holes");
        try (FileChannel holes = FileChannel.open(
                FreshName.file(copy),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            holes.write(ByteBuffer.wrap(FuzzTemplate.read(file, 0, 512)), 0);
            holes.write(ByteBuffer.allocate(1), template.fileBytes - 1);
            SharedMemoryException refusal = assertThrows(
                    CorruptRegionException.class,
                    () -> SharedRegion.builder(copy).readOnly().open());
            SharedRegionTest.assertMentions(refusal, copy, "holes", Long.toString(template.heapOffset));
            try (SharedRegion writer = SharedRegion.open(copy)) {
                assertTrue(RegionAccess.attachment(writer).spaceBytes() >= template.heapOffset);
                assertEquals(FuzzTemplate.PAYLOAD, writer.write(0, FuzzTemplate.pattern()));
            }
            SharedRegion.builder(copy).readOnly().open().close();
        } finally {
            SharedRegion.delete(copy);
        }
    }

    @Test
    void reservedBytesBeyondTheFileAreSetRight() throws IOException {
        put(RegionLayout.HEAP_TOUCHED - Long.BYTES, Long.MAX_VALUE);
        SharedReadWriteLock made = region.readWriteLock("made");
        assertTrue(made.writeLock().tryLock());
        try (SharedRegion other = SharedRegion.open(name)) {
            assertFalse(other.readWriteLock("made").readLock().tryLock());
        }
    }

    @Test
    void lockWordThatNamesACallerWhoDoesNotHoldItIsOfTheDead() throws Exception {
        put(RegionLayout.MUTEX, Thread.currentThread().getId() << 32 | owner(region));
        assertThrows(OwnerDiedException.class, () -> region.tryLock(LONG));
        assertTrue(region.mutex().recover(() -> {}));
        region.lock();
        region.lock();
        region.unlock();
        region.unlock();
    }

    @Test
    void holdsInAnotherSlotsPlaceAreNone() throws Exception {
        SharedReadWriteLock lock = region.readWriteLock("lock");
        SharedSemaphore semaphore = region.semaphore("semaphore", FuzzTemplate.PERMITS);
        for (int table : new int[] {start(Part.READ_WRITE) + READERS, start(Part.SEMAPHORE) + HELD_PERMITS}) {
            put(table, 9);
            put(hold(table, 7), 3L << 32 | owner(region));
        }
        assertEquals(0, lock.readerCount());
        assertTrue(lock.writeLock().tryLock(LONG));
        assertTrue(semaphore.tryAcquire(FuzzTemplate.PERMITS));
    }

    @Test
    void countThatCannotGrowIsRefused() throws Exception {
        SharedReadWriteLock lock = region.readWriteLock("lock");
        int slot = OwnerToken.slot((int) owner(region));
        put(hold(start(Part.READ_WRITE) + READERS, slot), (long) Integer.MAX_VALUE << 32 | owner(region));
        SharedMemoryException refusal =
                assertThrows(CorruptRegionException.class, () -> lock.readLock().tryLock());
        SharedRegionTest.assertMentions(refusal, name, "lock", Integer.toString(Integer.MAX_VALUE));
    }

    @Test
    void directoryThatSomebodyKeepsLockedIsNotWaitedForLong() throws Exception {
        try (SharedRegion other = SharedRegion.open(name)) {
            put(RegionLayout.HEAP_LOCK, 1L << 32 | owner(other));
            SharedMemoryException refusal =
                    assertThrows(SharedMemoryException.class, () -> region.struct("new", Counter.TYPE));
            SharedRegionTest.assertMentions(
                    refusal, name, "locked by", "pid=" + ProcessHandle.current().pid());
            assertEquals(
                    FuzzTemplate.FIRST, region.struct("first", Counter.TYPE).count());
        }
        assertDoesNotThrow(() -> region.struct("new", Counter.TYPE), "it is dead now");
    }
}
