package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import java.lang.ref.Cleaner;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * Bytes of a store of Chronicle's, for a flyweight to show.
 *
 * <p>The store is reserved as long as this is reachable, so that releasing it elsewhere does not free the memory. What
 * Chronicle unmaps without asking, as a closed map does, it unmaps here too.
 */
final class StoreMemory extends MemoryScope {
    private static final Cleaner CLEANER = Cleaner.create();

    private final String what;

    private StoreMemory(long address, long sizeBytes, boolean writable, String what) {
        super(address, sizeBytes, true, writable);
        this.what = what;
    }

    /**
     * The bytes at an offset.
     *
     * @param writable whether they may be written: a store in a mapping that is read-only does not know
     * @throws IllegalArgumentException if they are not all in the store, or it is on the heap
     */
    static StoreMemory of(BytesStore<?, ?> store, long offset, long sizeBytes, boolean writable) {
        if (!store.isDirectMemory()) {
            throw new IllegalArgumentException(store.getClass().getName()
                    + " has its bytes on the heap, where a struct cannot be: copy it into direct memory, for example"
                    + " Bytes.allocateDirect, or into a flyweight of its own");
        }
        checkInside(store, offset, sizeBytes);
        ReferenceOwner owner = ReferenceOwner.temporary("struct");
        store.reserve(owner);
        StoreMemory memory = new StoreMemory(
                store.addressForRead(offset),
                sizeBytes,
                writable,
                store.getClass().getSimpleName() + " of Chronicle, from its byte " + offset + " on,");
        CLEANER.register(memory, () -> store.release(owner));
        return memory;
    }

    /** Refuses bytes that are not all in a store. */
    static void checkInside(BytesStore<?, ?> store, long offset, long sizeBytes) {
        if (offset >= 0 && sizeBytes <= Long.MAX_VALUE - offset && store.inside(offset, sizeBytes)) return;
        throw new IllegalArgumentException(sizeBytes + " bytes at offset " + offset + " are outside "
                + store.getClass().getName() + ", which has bytes " + store.start() + " to " + store.capacity());
    }

    @Override
    public RuntimeException refusal() {
        return isReadable()
                ? new IllegalStateException(what + " is open to read only")
                : new IllegalStateException(what + " is Chronicle's to close");
    }

    @Override
    public String description() {
        return what;
    }
}
