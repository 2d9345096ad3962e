package dev.shm.struct;

import dev.shm.LayoutMismatchException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;

/** What fields are read from that a struct of an earlier version has not: zeros, which cannot be written. */
final class AbsentFields extends MemoryScope {
    private final StructLayout layout;

    /** Holds the zeros as long as this is reachable. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final PrivateMemory zeros;

    AbsentFields(StructLayout layout) {
        this(layout, PrivateMemory.allocate(layout.sizeBytes()));
    }

    private AbsentFields(StructLayout layout, PrivateMemory zeros) {
        super(zeros.base(), layout.sizeBytes(), true, false);
        this.layout = layout;
        this.zeros = zeros;
    }

    @Override
    public RuntimeException refusal() {
        return new LayoutMismatchException("a field of version " + layout.version() + " of " + layout.name()
                + " is not in this struct, which was stored by an earlier version: leave it zero and null, or delete the"
                + " region and create it with this version");
    }

    @Override
    public String description() {
        return "the absent fields of " + layout.name();
    }
}
