package dev.shm.spi;

import dev.shm.CorruptRegionException;
import dev.shm.LockHolder;
import dev.shm.ReadOnlyRegionException;
import dev.shm.SharedMemoryException;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionLayout;
import dev.shm.internal.sync.RobustLock;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The named objects of a region: a chain through the heap that grows at its head.
 *
 * <p>Finding takes no lock and writes nothing. Creating is one process at a time, under the lock of directory and heap.
 * The next object goes where the newest ends, so one store makes it both found and paid for, and whatever a creator
 * leaves that dies before is written over by the next.
 *
 * <pre>
 * Create, under the lock                                   A crash after the step leaves
 *   O1 find nobody of that name                            nothing: the lock's next owner has nothing to repair
 *   O2 reserve space                                       space that the next creator finds reserved
 *   O3 plain   touched up to the object's end; fence       a mark that makes the next creator zero these bytes
 *   O4 zero what may have been touched; header; body       bytes that nobody looks at
 *   O5 release newest object (pairs F1)                    the object, whole
 * Find
 *   F1 acquire newest object, then follow the chain        nothing
 * </pre>
 */
final class RegionDirectory {
    /**
     * Up to this size an object is zeroed whatever the mark says: it costs little, and then damage to the mark does
     * none.
     */
    private static final long ZEROED_BYTES = 64 << 10;

    private static final long PATIENCE_NANOS = 750_000_000;

    private final Attachment region;
    private final MemoryScope memory;
    private final RobustLock lock;
    private final Map<String, Long> offsets = new HashMap<>();
    private long newestKnown;

    private RegionDirectory(Attachment region) {
        this.region = region;
        this.memory = region.memory();
        this.lock = new RobustLock(
                region, RegionLayout.HEAP_LOCK, "the lock of directory and heap of region '" + region.name() + "'");
        lock.setRepair(() -> {}); // see the table: nothing needs any
    }

    /** The one directory of an attachment. */
    static RegionDirectory of(Attachment region) {
        return region.companion(RegionDirectory.class, RegionDirectory::new);
    }

    /** The object of that name; null if there is none. */
    @Nullable
    ObjectHeader find(String name) {
        memory.checkReadable();
        Long offset = offsetOf(name);
        return offset == null ? null : read(offset, Long.MAX_VALUE);
    }

    /** Objects stay where they are, so each is met once: those that came since the last look lead the chain. */
    private synchronized @Nullable Long offsetOf(String name) {
        Long known = offsets.get(name);
        if (known != null) return known;
        ObjectHeader newest = newest();
        ObjectHeader object = newest;
        while (object != null && object.offset() > newestKnown) { // ends: offsets get smaller
            offsets.put(object.name(), object.offset());
            object = before(object);
        }
        if (newest != null) newestKnown = newest.offset();
        return offsets.get(name);
    }

    /**
     * The object of that name, made if there is none.
     *
     * @param bodyBytes that it needs
     * @param initializer writes the body, which is zero
     */
    ObjectHeader findOrCreate(
            String name, String kind, int version, String text, long bodyBytes, Consumer<ObjectHeader> initializer) {
        ObjectHeader found = find(name);
        if (found != null) return found;
        if (!memory.isWritable()) throw absent(name);
        lock();
        try {
            found = find(name); // O1
            return found != null ? found : create(name, kind, version, text, bodyBytes, initializer);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses to make an object, which a look found missing. */
    private RuntimeException absent(String name) {
        RuntimeException refusal = memory.refusal();
        if (!(refusal instanceof ReadOnlyRegionException)) return refusal;
        return new ReadOnlyRegionException("there is no object '" + name + "' in " + memory.description()
                + ", which was opened read-only: look at the name, or open it without readOnly() to make that object");
    }

    /**
     * Waits for the few instructions in which another makes an object, and longer only while that reserves space: who
     * asks for an object has no other way to say how long he waits, and a lock word may name a live process by mistake.
     */
    private void lock() {
        long space;
        do {
            space = region.spaceBytes();
            if (lock.acquire(Deadline.inDespiteInterrupts(PATIENCE_NANOS))) return;
            memory.checkWritable();
        } while (region.spaceBytes() > space);
        throw new SharedMemoryException("region '" + region.name() + "': the directory of its objects is locked by "
                + lock.holder().map(LockHolder::toString).orElse("somebody") + " for more than "
                + PATIENCE_NANOS / 1_000_000
                + " ms, expected are a few instructions. If that process is stopped, let it"
                + " go on and try again; else the lock was overwritten: delete the region");
    }

    private ObjectHeader create(
            String name, String kind, int version, String text, long bodyBytes, Consumer<ObjectHeader> initializer) {
        checkLengths(name, text);
        ObjectHeader newest = newest();
        long offset = newest == null ? region.heapOffset() : newest.end();
        long header = RegionObjectLayout.bodyOffset(ObjectHeader.length(name), ObjectHeader.length(text));
        long size = Math.addExact(header, bodyBytes);
        long end = Math.addExact(offset, size);
        region.reserveHeap(end); // O2
        long address = memory.addressOf(offset, size);
        long touched = RawMemory.getLong(memory.base() + RegionLayout.HEAP_TOUCHED); // under the lock
        RawMemory.putLong(memory.base() + RegionLayout.HEAP_TOUCHED, Math.max(touched, end)); // O3
        VarHandle.storeStoreFence();
        RawMemory.zero(address, dirtyBytes(offset, size, touched)); // O4
        ObjectHeader made =
                new ObjectHeader(offset, kind, version, name, text, size, newest == null ? 0 : newest.offset());
        made.write(memory);
        initializer.accept(made);
        memory.checkWritable();
        RawMemory.putLongRelease(memory.base() + RegionLayout.NEWEST_OBJECT, offset); // O5
        Reference.reachabilityFence(this);
        return made;
    }

    /** Refuses what nobody could read again. */
    private static void checkLengths(String name, String text) {
        boolean fit = ObjectHeader.length(name) <= RegionObjectLayout.MAX_NAME_BYTES
                && ObjectHeader.length(text) <= RegionObjectLayout.MAX_TEXT_BYTES;
        if (fit) return;
        throw new IllegalArgumentException("an object's name may have " + RegionObjectLayout.MAX_NAME_BYTES
                + " bytes of UTF-8 and its layout " + RegionObjectLayout.MAX_TEXT_BYTES + ", and there are "
                + ObjectHeader.length(name) + " and " + ObjectHeader.length(text));
    }

    /** How much of a new object may have been written. The mark ends where the newest object does, or behind that. */
    private static long dirtyBytes(long offset, long size, long touched) {
        if (size <= ZEROED_BYTES) return size;
        boolean sound = touched > offset - RegionObjectLayout.ALIGNMENT;
        return sound ? Math.max(0, Math.min(size, touched - offset)) : size;
    }

    private synchronized @Nullable ObjectHeader newest() {
        long offset = RawMemory.getLongAcquire(memory.base() + RegionLayout.NEWEST_OBJECT); // F1
        // It only grows. From an earlier one on, the next object would be put over others.
        if (offset < newestKnown) throw damaged(offset);
        return offset == 0 ? null : read(offset, Long.MAX_VALUE);
    }

    private @Nullable ObjectHeader before(ObjectHeader object) {
        return object.previous() == 0 ? null : read(object.previous(), object.offset());
    }

    private ObjectHeader read(long offset, long before) {
        ObjectHeader header;
        try {
            header = ObjectHeader.read(memory, offset, region.heapOffset(), before);
        } catch (IndexOutOfBoundsException e) {
            header = null;
        }
        if (header != null) return header;
        throw damaged(offset);
    }

    private CorruptRegionException damaged(long offset) {
        memory.checkReadable(); // the zero pages of a closed region are not damage
        return new CorruptRegionException(
                "region '" + region.name() + "': the directory of its objects is damaged at offset " + offset
                        + ". Delete the region if its content is not needed");
    }
}
