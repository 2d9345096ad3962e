package dev.shm.struct;

import dev.shm.memory.MemoryScope;

/** The scope of a flyweight that shows nothing: neither readable nor writable. */
public final class Unbound extends MemoryScope {
    /** The only one. */
    public static final MemoryScope SCOPE = new Unbound();

    private Unbound() {
        super(0, 0, false, false);
    }

    @Override
    public RuntimeException refusal() {
        return new IllegalStateException("this flyweight is bound to nothing: get it from a region, a queue or a map,"
                + " or a private one from its allocate()");
    }

    @Override
    public String description() {
        return "nothing";
    }
}
