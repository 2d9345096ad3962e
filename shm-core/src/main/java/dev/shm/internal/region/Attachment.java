package dev.shm.internal.region;

import dev.shm.Origin;
import dev.shm.RegionSpaceException;
import dev.shm.internal.platform.Platform;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Barrier;
import dev.shm.spi.OwnerToken;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One opening of a region by this process: a mapping, a process slot, and their end.
 *
 * <p>{@link #close} does to this attachment what {@code kill -9} does, and in an order in which no thread of this
 * process can fall into a hole:
 *
 * <pre>
 * Close                                                        A crash after the step leaves
 *   C1 refuse every new access of this process                 an attachment with nobody in it: dead, as below
 *   C2 wake this process's sleepers on the region              the same
 *   C3 with nothing held: mark the slot left in order          a dead attachment that held nothing
 *   C4 replace the mapping by private zero pages               the same
 *   C5 drop the slot's byte; for a region that lasts while     nothing, or a dead region, found at the next open
 *      attached, remove the name if that was the last (Mapping)
 * </pre>
 *
 * <p>What is still held at C3 stays held, by a dead owner: another thread may be in the middle of writing under it. The
 * range of addresses is given back when the last view of it is unreachable, because a view may be anywhere between its
 * look at the closed flag (C1, a plain field) and its access.
 */
public final class Attachment {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long HEAP_STEP_BYTES = 1L << 20;

    private final RegionPath path;
    private final RegionGeometry geometry;
    private final RegionMemory memory;
    private final ProcessTable processes;
    private final Mapping mapping;
    private final Origin origin;
    private final boolean fencing;
    private final Sleepers sleepers;
    private final Map<Class<?>, Object> companions = new ConcurrentHashMap<>();
    private final List<BooleanSupplier> holders = new CopyOnWriteArrayList<>();
    private final List<Runnable> endedThreadChecks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    Attachment(Platform platform, RegionPath path, RegionGeometry geometry, Mapping mapping, Origin origin) {
        this.path = path;
        this.geometry = geometry;
        this.mapping = mapping;
        this.processes = mapping.processes();
        this.origin = origin;
        this.memory = new RegionMemory(path, mapping, geometry.initialBytes());
        this.sleepers = new Sleepers(platform);
        this.fencing = !Barrier.isRegistered();
        CLEANER.register(memory, mapping::release);
    }

    /** The region's name. */
    public String name() {
        return path.name();
    }

    /** How this attachment came by the region. */
    public Origin origin() {
        return origin;
    }

    /** The mapped bytes of the whole region; offsets in it are offsets in the file. */
    public MemoryScope memory() {
        return memory;
    }

    /** Offset of the payload. */
    public long payloadOffset() {
        return geometry.payloadOffset();
    }

    /** Size of the payload. */
    public long payloadBytes() {
        return geometry.payloadBytes();
    }

    /** This attachment as an owner. */
    public int owner() {
        return processes.token();
    }

    /**
     * Runs a step if an owner is proven dead; until it is done its slot cannot be taken, and nobody else runs a step
     * for that owner. The step must change things by a compare-and-set of the exact word in which the owner stood.
     *
     * @return what the step answered; false, and the step not run, if the owner lives
     */
    public boolean ifDead(int owner, BooleanSupplier step) {
        return processes.ifDead(owner, step);
    }

    /** The process that created the region, as numbered in its own pid namespace. */
    public long creatorPid() {
        return RawMemory.getLong(memory().addressOf(RegionLayout.CREATOR_PID, Long.BYTES));
    }

    /** The process id that an owner gave, for messages; 0 if it is no longer known. */
    public long pidOf(int owner) {
        return processes.pidOf(owner);
    }

    /** Whether an owner is an attachment of this process, this one or another. */
    public boolean isOfThisProcess(int owner) {
        return processes.isOfThisProcess(owner);
    }

    /** Whoever an owner is, for people. */
    public Occupant describe(int owner) {
        return processes.describe(owner);
    }

    /** How many attachments there can be at a time: owners have slots from 1 to this. */
    public int slotCount() {
        return geometry.slotCount();
    }

    /** Where threads of this process sleep on words of this region. */
    public Sleepers sleepers() {
        return sleepers;
    }

    /**
     * What a publisher calls between its publishing store and its look at a sleeper's word: nothing, as a rule, because
     * the sleeper makes the fence for both ({@link #fenceForSleeper}). SYNC: one without the other loses wake-ups.
     */
    public void fenceForPublisher() {
        if (fencing || RawMemory.getIntOpaque(memory.base() + RegionLayout.FENCE) != 0) VarHandle.fullFence();
    }

    /** What a sleeper calls between its store into the sleeper's word and its last look at what it waits for. */
    public void fenceForSleeper() {
        if (Barrier.everywhere()) return;
        RawMemory.putIntVolatile(memory.base() + RegionLayout.FENCE, 1);
        VarHandle.fullFence();
    }

    /**
     * Puts space behind more of the heap, for the holder of the lock of directory and heap.
     *
     * @param endBytes offset of the end of what is needed
     * @throws dev.shm.RegionSpaceException if there is no room; nothing changes then
     */
    public void reserveHeap(long endBytes) {
        if (endBytes > geometry.fileBytes()) {
            long free = Math.max(0, geometry.fileBytes() - spaceBytes());
            throw new RegionSpaceException(path + ": needed " + endBytes + " bytes in all, free " + free
                    + " more, for its maxSize is " + geometry.fileBytes() + ". Create it with a larger maxSize");
        }
        long step = Math.min(HEAP_STEP_BYTES, Math.max(RegionLayout.PAGE_BYTES, endBytes / 8));
        long end = Math.min(geometry.fileBytes(), (endBytes + step - 1) / step * step);
        long reserved = RawMemory.getLongAcquire(memory.base() + RegionLayout.RESERVED_BYTES);
        boolean sound = reserved <= geometry.fileBytes(); // else nobody believes it
        if (sound && endBytes <= reserved && endBytes <= memory.sizeBytes()) return;
        memory.reserve(Math.max(end, memory.sizeBytes()));
        if (end > reserved || !sound) RawMemory.putLongRelease(memory.base() + RegionLayout.RESERVED_BYTES, end);
    }

    /** How much space the region takes. */
    public long spaceBytes() {
        return mapping.spaceBytes();
    }

    /** Where the heap starts. */
    public long heapOffset() {
        return geometry.heapOffset();
    }

    /** The one object of a kind that goes with this attachment, made on first use. */
    public <T> T companion(Class<T> type, Function<Attachment, T> maker) {
        return type.cast(companions.computeIfAbsent(type, absent -> maker.apply(this)));
    }

    /** Adds a question to ask at closing: whether something is still held. */
    public void addHolder(BooleanSupplier holdsSomething) {
        holders.add(holdsSomething);
    }

    /** Adds what frees that which threads of this process held when they ended; {@link EndedThreads} runs it. */
    public void addEndedThreadCheck(Runnable check) {
        endedThreadChecks.add(check);
        if (owner() != OwnerToken.NOBODY) EndedThreads.watch(this);
    }

    /** Runs those checks. */
    void checkEndedThreads() {
        endedThreadChecks.forEach(Runnable::run);
        Reference.reachabilityFence(this);
    }

    /** Ends this attachment; again does nothing. */
    public void close() {
        if (!closing.compareAndSet(false, true)) return;
        EndedThreads.forget(this);
        memory.close(); // C1
        sleepers.close(); // C2
        boolean holding = true; // also if nobody can tell
        try {
            holding = holders.stream().anyMatch(BooleanSupplier::getAsBoolean);
        } finally {
            processes.leave(!holding); // C3
            mapping.end(); // C4, C5
        }
    }
}
