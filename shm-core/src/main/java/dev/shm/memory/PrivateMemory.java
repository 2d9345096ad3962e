package dev.shm.memory;

import java.lang.ref.Cleaner;

/**
 * Zeroed memory of this process alone, given back when nothing refers to it any more.
 *
 * <p>It backs the private flyweights that values are read into ({@code SharedTrade.allocate()}). It has no end that a
 * program could reach too early.
 */
public final class PrivateMemory extends MemoryScope {
    private static final Cleaner CLEANER = Cleaner.create();

    /** On Java 22 and later the segment, which frees the memory when it is unreachable; else unused. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Object keptAlive;

    private PrivateMemory(long address, long sizeBytes, Object keptAlive) {
        super(address, sizeBytes, true, true);
        this.keptAlive = keptAlive;
    }

    /**
     * Allocates zeroed memory, aligned to a cache line.
     *
     * @throws OutOfMemoryError if there is none left
     */
    public static PrivateMemory allocate(long sizeBytes) {
        if (RawMemory.FFM) {
            Object segment = FfmHandles.allocate(sizeBytes, 64);
            return new PrivateMemory(FfmHandles.address(segment), sizeBytes, segment);
        }
        long allocated = UnsafeMemory.allocate(sizeBytes + 63);
        long aligned = (allocated + 63) & -64;
        RawMemory.zero(aligned, sizeBytes);
        PrivateMemory memory = new PrivateMemory(aligned, sizeBytes, CLEANER);
        CLEANER.register(memory, () -> UnsafeMemory.free(allocated));
        return memory;
    }

    @Override
    public RuntimeException refusal() {
        return new IllegalStateException(description() + " is never closed");
    }

    @Override
    public String description() {
        return "private memory";
    }
}
