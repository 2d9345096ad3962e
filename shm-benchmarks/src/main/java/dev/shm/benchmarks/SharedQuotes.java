package dev.shm.benchmarks;

import dev.shm.SharedRegion;
import dev.shm.memory.MemoryScope;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import java.util.UUID;

/** An array of quotes in a region of its own, for flyweights to be bound to. */
final class SharedQuotes implements AutoCloseable {
    private static final int VERSION = 1;

    private final int stride = SharedQuote.LAYOUT.sizeBytes();
    private final RegionObject place;
    private final MemoryScope memory;
    private final long start;
    private final long base;

    SharedQuotes(int count) {
        place = RegionObject.create(
                "benchmark-" + UUID.randomUUID(),
                new RegionObjectSpec("BENCHARR", VERSION, SharedQuote.LAYOUT, (long) count * stride, object -> {}));
        memory = place.memory();
        start = place.bodyOffset();
        base = memory.base();
    }

    /** Binds with all checks, as the data structures do. */
    void bind(SharedQuote flyweight, int index) {
        flyweight.bind(memory, start + (long) index * stride);
    }

    /** Shows the same without any check. */
    void bind(UncheckedQuote unchecked, int index) {
        unchecked.bind(base + start + (long) index * stride);
    }

    @Override
    public void close() {
        place.close();
        SharedRegion.delete(place.name());
    }
}
