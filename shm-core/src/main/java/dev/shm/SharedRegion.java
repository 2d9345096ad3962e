package dev.shm;

import dev.shm.internal.bytes.ChronicleViews;
import dev.shm.internal.region.AbandonedRegions;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.CoreKinds;
import dev.shm.internal.region.RegionAccess;
import dev.shm.internal.region.RegionLayout;
import dev.shm.internal.region.RegionListing;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.internal.sync.LockLayout;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import net.openhft.chronicle.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A named block of memory that several processes share, with a mutex beside it.
 *
 * <pre>{@code
 * try (SharedRegion region = SharedRegion.openOrCreate("394D15E1-2481-11D2-BA24-E3E9C2C82A0F", 256)) {
 *     if (region.isCreator()) { … }          // true in exactly one process
 *     region.lock();
 *     try {
 *         region.write(0, bytes);
 *     } finally {
 *         region.unlock();
 *     }
 * }
 * }</pre>
 *
 * <p>A new region is all zero. Its space is reserved when it is created, so a full {@code /dev/shm} is a
 * {@link RegionSpaceException} then and no fault later. It lasts until {@link #delete}, or, with a made-up name, until
 * the last process detaches. Each open is a mapping and an attachment of its own, also within one process; each process
 * may see it at another address. Names are 1 to 200 letters, digits, {@code .}, {@code _} and {@code -}, not starting
 * with {@code .}.
 *
 * <p>Any thread may call any method. Reading and writing move plain bytes without locking: what several threads or
 * processes change at a time, they guard with the mutex.
 *
 * <p><b>When a process dies</b>, by whatever means, the region stays whole: a region half created is created anew by
 * the next opener, and the mutex tells its next owner (see {@link SharedMutex}).
 *
 * <p>After {@link #close} every access through this object, and through every view that came from it, throws
 * {@link RegionClosedException}. One that another thread is in the middle of may read zeros, or write what nobody sees;
 * it never ends the JVM. All exceptions of this library extend {@link SharedMemoryException}.
 */
public final class SharedRegion implements AutoCloseable {
    static {
        RegionAccess.publish(region -> region.attachment);
    }

    private final Attachment attachment;
    private final MemoryScope memory;
    private final long payloadOffset;
    private final long sizeBytes;
    private final SharedMutex mutex;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    private SharedRegion(Attachment attachment) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.payloadOffset = attachment.payloadOffset();
        this.sizeBytes = attachment.payloadBytes();
        this.mutex = new SharedMutex(attachment, RegionLayout.MUTEX, "the mutex of region '" + attachment.name() + "'");
    }

    /**
     * Creates a region.
     *
     * @throws RegionExistsException if a region of that name is there, attached or not
     * @throws RegionSpaceException if there is no room; nothing is left behind
     * @throws IllegalArgumentException if the name is not allowed or the size not positive
     */
    public static SharedRegion create(String name, long sizeBytes) {
        return open(RegionRequest.make(RegionPath.of(name), Mode.CREATE, sizeBytes), null);
    }

    /**
     * Creates a region with a made-up name to hand to a peer. The name goes with the last process that detaches, so it
     * cannot leak; if that process was killed, the next call of this method removes what is left.
     *
     * @throws RegionSpaceException if there is no room; nothing is left behind
     */
    public static SharedRegion create(long sizeBytes) {
        AbandonedRegions.remove();
        return open(
                RegionRequest.make(RegionPath.unique(), Mode.CREATE, sizeBytes).lastingWhileAttached(), null);
    }

    /**
     * Joins a region. If another process is creating it, this waits until that is done, as long as that lives.
     *
     * @throws SharedMemoryException if this thread is interrupted meanwhile
     * @throws RegionNotFoundException if there is none
     * @throws CorruptRegionException if the file under the name is no region; it is not touched
     * @throws RegionAccessException if the file may not be opened or trusted
     */
    public static SharedRegion open(String name) {
        return open(RegionRequest.open(RegionPath.of(name)), null);
    }

    /**
     * Joins a region, or creates it where there is none.
     *
     * @throws LayoutMismatchException if it is there and smaller
     */
    public static SharedRegion openOrCreate(String name, long sizeBytes) {
        return open(RegionRequest.make(RegionPath.of(name), Mode.OPEN_OR_CREATE, sizeBytes), null);
    }

    /**
     * Joins a region, or creates and initializes it where there is none.
     *
     * @param initializer runs exactly once for a region, in the process that creates it; nobody else's open returns
     *     before it is done. If that process dies in it, the next opener starts over on zeroed memory. If it throws, the
     *     region is removed and the exception passed on.
     */
    public static SharedRegion openOrCreate(String name, long sizeBytes, Consumer<SharedRegion> initializer) {
        Objects.requireNonNull(initializer, "initializer");
        return open(RegionRequest.make(RegionPath.of(name), Mode.OPEN_OR_CREATE, sizeBytes), initializer);
    }

    /** The options of a region, to be set one by one. */
    public static RegionBuilder builder(String name) {
        return new RegionBuilder(name);
    }

    /** The regions in the folder of shared memory that this process may look at, by name. */
    public static List<RegionInfo> list() {
        return RegionListing.list();
    }

    /**
     * Removes a region's name. Processes that are attached keep their memory; a new region of that name is another one.
     *
     * @return false if there is no region of that name
     */
    public static boolean delete(String name) {
        return RegionOpening.delete(RegionPath.of(name));
    }

    static SharedRegion open(RegionRequest request, @Nullable Consumer<SharedRegion> initializer) {
        if (initializer == null) return new SharedRegion(RegionOpening.open(request));
        SharedRegion[] made = new SharedRegion[1];
        Attachment attachment = RegionOpening.open(request.initializer(attached -> {
            made[0] = new SharedRegion(attached);
            initializer.accept(made[0]);
        }));
        // The initializer may have kept the region that it was given, so that stays the one.
        return attachment.origin() == Origin.CREATED ? made[0] : new SharedRegion(attachment);
    }

    /** The name. */
    public String name() {
        return attachment.name();
    }

    /** Payload in bytes. */
    public long size() {
        return sizeBytes;
    }

    /** Whether this object made the region: true in exactly one process, for one of its objects. */
    public boolean isCreator() {
        return attachment.origin() == Origin.CREATED;
    }

    /** How this object came by the region. */
    public Origin origin() {
        return attachment.origin();
    }

    /**
     * The address of the payload in this process, which is another in the next process. Raw memory: nothing checks what
     * is done with it, and nothing stops its use after {@link #close}.
     */
    public long address() {
        memory.checkReadable();
        return memory.base() + payloadOffset;
    }

    /**
     * Reads as many bytes as there are, up to the array's length.
     *
     * @param offset in bytes from the start of the payload
     * @return how many were read; 0 at or past the end
     * @throws IndexOutOfBoundsException if the offset is negative
     */
    public int read(long offset, byte[] target) {
        return read(offset, target, 0, target.length);
    }

    /**
     * Reads as many bytes as there are, up to {@code length}.
     *
     * @param from index in the array
     * @return how many were read; 0 at or past the end
     * @throws IndexOutOfBoundsException if the offset is negative or the array has no such range
     */
    public int read(long offset, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        memory.checkReadable();
        int count = countAt(offset, length);
        if (count > 0) RawMemory.copyToArray(memory.addressOf(payloadOffset + offset, count), target, from, count);
        Reference.reachabilityFence(this);
        return count;
    }

    /**
     * Writes as many bytes as fit, up to the array's length.
     *
     * @param offset in bytes from the start of the payload
     * @return how many were written; 0 at or past the end
     * @throws IndexOutOfBoundsException if the offset is negative
     */
    public int write(long offset, byte[] source) {
        return write(offset, source, 0, source.length);
    }

    /**
     * Writes as many bytes as fit, up to {@code length}.
     *
     * @param from index in the array
     * @return how many were written; 0 at or past the end
     * @throws IndexOutOfBoundsException if the offset is negative or the array has no such range
     */
    public int write(long offset, byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        memory.checkWritable();
        int count = countAt(offset, length);
        if (count > 0) RawMemory.copyFromArray(source, from, memory.addressOf(payloadOffset + offset, count), count);
        Reference.reachabilityFence(this);
        return count;
    }

    /**
     * A new Chronicle {@code Bytes} view of the payload, with a position of its own. Every accessor checks its bounds
     * ({@code BufferUnderflowException}, {@code BufferOverflowException}) and that the region is open; no address is
     * handed out. The view stands at the start for writing; to read in sequence what another process wrote, say
     * {@code readLimitToCapacity()} first. Releasing the view does nothing to the region. The first call in a program
     * loads Chronicle Bytes, which takes about a tenth of a second.
     *
     * @throws UnsupportedOperationException where the JVM forbids what Chronicle needs
     *     ({@code --sun-misc-unsafe-memory-access=deny})
     */
    public Bytes<?> bytes() {
        memory.checkReadable();
        return ChronicleViews.of(memory, payloadOffset, sizeBytes, "region '" + name() + "'");
    }

    /**
     * A named struct in this region: zero on first use, in whichever process that is, and joined from then on. Each
     * call gives a flyweight of its own, which one thread may use at a time.
     *
     * <p>A struct that was stored by another version of the class is joined if the later version only appends fields
     * with {@code @Since}, or constants to an enum. Fields that the stored struct lacks read as zero and null; to set
     * one is a {@link LayoutMismatchException}.
     *
     * @param name of letters, digits, {@code .}, {@code _} and {@code -}; one name is one object
     * @throws LayoutMismatchException if the name stands for something else, or for a struct of another layout; the
     *     message says which fields differ
     * @throws RegionSpaceException if there is no room; the region is as before
     */
    public <S extends Struct> S struct(String name, StructType<?, S> type) {
        RegionObject object = RegionObject.evolving(
                this,
                name,
                new RegionObjectSpec(
                        CoreKinds.STRUCT,
                        CoreKinds.VERSION,
                        type.layout(),
                        type.layout().sizeBytes(),
                        made -> {}));
        StructLayout stored = object.storedLayout();
        checkHolds(object, stored.sizeBytes());
        S flyweight = type.newFlyweight();
        StructAccess.fit(flyweight, stored);
        flyweight.bind(object.memory(), object.bodyOffset());
        return flyweight;
    }

    /**
     * A named mutex in this region, beside {@link #mutex()}: made on first use and joined from then on. The same object
     * for each call with that name, so it has one {@link SharedMutex#onOwnerDeath} for all parts of a program.
     *
     * @throws LayoutMismatchException if the name stands for something else
     * @throws RegionSpaceException if there is no room; the region is as before
     */
    public SharedMutex mutex(String name) {
        return lock(
                SharedMutex.class,
                name,
                CoreKinds.MUTEX,
                LockLayout.SIZE_BYTES,
                offset -> {},
                offset -> new SharedMutex(attachment, offset, "mutex " + what(name)));
    }

    /** A named read-write lock in this region; see {@link #mutex(String)}. */
    public SharedReadWriteLock readWriteLock(String name) {
        long bytes = SharedReadWriteLock.sizeBytes(attachment);
        return lock(
                SharedReadWriteLock.class,
                name,
                CoreKinds.READ_WRITE_LOCK,
                bytes,
                offset -> {},
                offset -> new SharedReadWriteLock(attachment, offset, "read-write lock " + what(name)));
    }

    /**
     * A named semaphore in this region; see {@link #mutex(String)}.
     *
     * @param permits that it has, in every process
     * @throws LayoutMismatchException also if it was made with another number of permits
     */
    public SharedSemaphore semaphore(String name, int permits) {
        long bytes = SharedSemaphore.sizeBytes(attachment);
        SharedSemaphore semaphore = lock(
                SharedSemaphore.class,
                name,
                CoreKinds.SEMAPHORE,
                bytes,
                offset -> SharedSemaphore.initialize(attachment, offset, permits),
                offset -> new SharedSemaphore(attachment, offset, permits, "semaphore " + what(name)));
        if (semaphore.permits() == permits) return semaphore;
        throw new LayoutMismatchException("semaphore " + what(name) + " has " + semaphore.permits() + " permits and "
                + permits + " are asked for. Ask for the same in all processes, or choose another name");
    }

    /**
     * A named latch in this region; see {@link #mutex(String)}.
     *
     * @param count how many count-downs open it; counts for whoever makes it
     * @throws LayoutMismatchException also if it was made with another count
     */
    public SharedLatch latch(String name, int count) {
        // No object keeps holders of a latch, so each call may have its own, which compares the count.
        return new SharedLatch(
                attachment,
                place(
                        name,
                        CoreKinds.LATCH,
                        SharedLatch.sizeBytes(),
                        at -> SharedLatch.initialize(attachment, at, count)),
                count,
                "latch " + what(name));
    }

    /** The one object of a lock's place, which knows the holders of this attachment. */
    private <L> L lock(
            Class<L> type, String name, String kind, long bytes, LongConsumer initializer, LongFunction<L> maker) {
        long offset = place(name, kind, bytes, initializer);
        return type.cast(locks.computeIfAbsent(name, absent -> maker.apply(offset)));
    }

    private long place(String name, String kind, long bytes, LongConsumer initializer) {
        memory.checkReadable();
        RegionObjectSpec spec = new RegionObjectSpec(
                kind, CoreKinds.VERSION, null, bytes, made -> initializer.accept(made.bodyOffset()));
        RegionObject object = RegionObject.in(this, name, spec);
        checkHolds(object, bytes);
        return object.bodyOffset();
    }

    private void checkHolds(RegionObject object, long bytes) {
        if (object.bodyBytes() >= bytes) return;
        throw new CorruptRegionException(what(object.name()) + " has " + object.bodyBytes() + " bytes, expected "
                + bytes + ": its header was overwritten. Delete the region if its content is not needed");
    }

    private String what(String name) {
        return "'" + name + "' of region '" + name() + "'";
    }

    /** The mutex of the region. */
    public SharedMutex mutex() {
        return mutex;
    }

    /** As {@link SharedMutex#lock}. */
    public void lock() {
        mutex.lock();
    }

    /** As {@link SharedMutex#tryLock()}. */
    public boolean tryLock() {
        return mutex.tryLock();
    }

    /** As {@link SharedMutex#tryLock(Duration)}. */
    public boolean tryLock(Duration time) throws InterruptedException {
        return mutex.tryLock(time);
    }

    /** As {@link SharedMutex#unlock}. */
    public void unlock() {
        mutex.unlock();
    }

    /**
     * Detaches; again does nothing. To other processes it is the death of this attachment: what it still holds is found
     * held by a dead owner, because another thread may be in the middle of writing under it.
     */
    @Override
    public void close() {
        attachment.close();
    }

    @Override
    public String toString() {
        String state = memory.isReadable() ? "" : ", closed";
        return "SharedRegion[" + name() + ", " + sizeBytes + " bytes" + state + "]";
    }

    private int countAt(long offset, int length) {
        if (offset < 0) {
            throw new IndexOutOfBoundsException("offset " + offset + " in region '" + name() + "' is negative");
        }
        return (int) Math.min(length, Math.max(0, sizeBytes - offset));
    }
}
