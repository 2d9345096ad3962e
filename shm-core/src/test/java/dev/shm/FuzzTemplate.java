package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.Fnv;
import dev.shm.internal.region.RegionAccess;
import dev.shm.internal.region.RegionLayout;
import dev.shm.internal.sync.LockLayout;
import dev.shm.memory.RawMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A stored region with one of each named object, which every round of the fuzz test begins with a copy of. */
final class FuzzTemplate {
    /** What damage can be in. */
    enum Part {
        HEADER,
        PROCESSES,
        MUTEX,
        DIRECTORY_LOCK,
        DIRECTORY,
        FENCE,
        OBJECTS,
        NAMED_MUTEX,
        READ_WRITE,
        SEMAPHORE,
        LATCH,
        /** A header that contradicts itself or the region, under a checksum that is right. */
        FORGED
    }

    /** Bytes of one part. */
    record Range(Part part, int offset, int length) {}

    static final int PAYLOAD = 4096;
    static final int PERMITS = 3;
    static final int COUNT = 5;
    static final long FIRST = 11;
    static final long SECOND = 22;

    private static final int MAX_SIZE = 256 << 10;
    private static final int LINE = RegionLayout.LINE_BYTES;
    private static final int DIRECTORY_WORDS = 24;
    private static final int HEADER = 8 * LINE;
    private static final int SLOTS = 6;

    // As docs/memory-layout.md has them: for damage under a right checksum.
    private static final int HEADER_CHECKSUM = 56;
    private static final int OBJECT_CHECKSUM = 48;
    private static final int OBJECT_STRINGS = 64;
    private static final int OBJECT_NAME_LENGTH = 40;

    final List<Range> ranges = new ArrayList<>();
    final List<Integer> objects = new ArrayList<>();
    final long heapOffset;
    final long fileBytes;
    final int deadOwner;
    private final boolean withDead;
    private final byte[] bytes;

    FuzzTemplate(String name, boolean withDead) throws IOException {
        this.withDead = withDead;
        ranges.add(new Range(Part.HEADER, 0, 2 * LINE));
        ranges.add(new Range(Part.MUTEX, RegionLayout.MUTEX, LINE));
        ranges.add(new Range(Part.DIRECTORY_LOCK, RegionLayout.HEAP_LOCK, LINE));
        ranges.add(
                new Range(Part.DIRECTORY, RegionLayout.NEWEST_OBJECT + Long.BYTES - DIRECTORY_WORDS, DIRECTORY_WORDS));
        ranges.add(new Range(Part.FENCE, RegionLayout.FENCE, Long.BYTES));
        ranges.add(new Range(Part.PROCESSES, HEADER, SLOTS * LINE));
        try (SharedRegion region =
                SharedRegion.builder(name).size(PAYLOAD).maxSize(MAX_SIZE).create()) {
            region.write(0, pattern());
            Attachment attachment = RegionAccess.attachment(region);
            heapOffset = attachment.heapOffset();
            addObjects(region, attachment);
            SharedRegion dead = SharedRegion.open(name);
            deadOwner = RegionAccess.attachment(dead).owner();
            if (withDead) {
                dead.mutex("mutex").lock();
                dead.readWriteLock("lock").readLock().lock();
                dead.semaphore("semaphore", PERMITS).tryAcquire();
            }
            dead.close();
            byte[] all = Files.readAllBytes(FreshName.file(name));
            fileBytes = all.length;
            bytes = Arrays.copyOf(all, (int) touched(attachment));
        } finally {
            SharedRegion.delete(name);
        }
    }

    private void addObjects(SharedRegion region, Attachment attachment) {
        add(attachment, null, Long.BYTES, () -> region.struct("first", Counter.TYPE)
                .count(FIRST));
        add(attachment, Part.NAMED_MUTEX, LockLayout.SIZE_BYTES, () -> region.mutex("mutex"));
        add(attachment, Part.READ_WRITE, SharedReadWriteLock.sizeBytes(attachment), () -> region.readWriteLock("lock"));
        add(
                attachment,
                Part.SEMAPHORE,
                SharedSemaphore.sizeBytes(attachment),
                () -> region.semaphore("semaphore", PERMITS));
        add(attachment, Part.LATCH, SharedLatch.sizeBytes(), () -> region.latch("latch", COUNT));
        add(attachment, null, Long.BYTES, () -> region.struct("second", Counter.TYPE)
                .count(SECOND));
    }

    private void add(
            Attachment attachment, @org.jspecify.annotations.Nullable Part part, long bodyBytes, Runnable make) {
        make.run();
        long start = RawMemory.getLongVolatile(attachment.memory().base() + RegionLayout.NEWEST_OBJECT);
        int body = (int) (touched(attachment) - bodyBytes);
        objects.add((int) start);
        ranges.add(new Range(Part.OBJECTS, (int) start, (int) (body - start)));
        if (part != null) ranges.add(new Range(part, body, (int) bodyBytes));
    }

    private static long touched(Attachment attachment) {
        return RawMemory.getLongVolatile(attachment.memory().base() + RegionLayout.HEAP_TOUCHED);
    }

    /** What the payload holds. */
    static byte[] pattern() {
        byte[] pattern = new byte[PAYLOAD];
        for (int i = 0; i < PAYLOAD; i++) pattern[i] = (byte) (i * 31 + 7);
        return pattern;
    }

    /** What somebody died in, so that not all goes as with healthy locks. */
    Set<Part> unhealthy() {
        return withDead ? EnumSet.of(Part.NAMED_MUTEX, Part.READ_WRITE, Part.SEMAPHORE) : EnumSet.noneOf(Part.class);
    }

    /** Makes a region of that name, with all of its space. */
    FileChannel copyTo(String name) throws IOException {
        FileChannel file = FileChannel.open(
                FreshName.file(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file.write(ByteBuffer.wrap(bytes), 0);
        file.write(ByteBuffer.allocate(1), fileBytes - 1);
        return file;
    }

    /** Makes the checksum of a region's header right. */
    void forgeHeader(FileChannel file) throws IOException {
        byte[] header = read(file, 0, 2 * LINE);
        long first = Fnv.hash(header, Long.BYTES, HEADER_CHECKSUM - Long.BYTES, Fnv.START);
        write(file, HEADER_CHECKSUM, Fnv.hash(header, LINE, LINE, first));
    }

    /** Makes the checksum of an object's header right. */
    void forgeObject(FileChannel file, int offset) throws IOException {
        byte[] fixed = read(file, offset, OBJECT_STRINGS);
        int nameBytes = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).getInt(OBJECT_NAME_LENGTH);
        byte[] name = read(file, offset + OBJECT_STRINGS, Math.max(0, Math.min(nameBytes, 1 << 10)));
        write(
                file,
                offset + OBJECT_CHECKSUM,
                Fnv.hash(name, 0, name.length, Fnv.hash(fixed, 0, OBJECT_CHECKSUM, Fnv.START)));
    }

    static byte[] read(FileChannel file, long offset, int count) throws IOException {
        byte[] read = new byte[count];
        file.read(ByteBuffer.wrap(read), offset);
        return read;
    }

    static void write(FileChannel file, long offset, long word) throws IOException {
        file.write(
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, word), offset);
    }
}
