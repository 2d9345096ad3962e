package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/**
 * A struct's flyweight as Chronicle sees it: a fixed number of bytes in some store, which may be another one from now
 * on.
 *
 * <p>Its store is always one of ours, with all checks, and has no address.
 */
@SuppressWarnings("rawtypes") // as declared by Byteable
final class StructByteable implements Byteable {
    private final Struct struct;

    /** The struct's place, kept as long as the struct shows it. */
    private @Nullable ScopeBytesStore place;

    StructByteable(Struct struct) {
        this.struct = struct;
    }

    /**
     * Lets the struct show bytes of a store, to read only if that is.
     *
     * @throws IllegalArgumentException if they are not as many as the struct has, not aligned as it needs, or on the
     *     heap
     */
    @Override
    public void bytesStore(BytesStore store, long offset, long length) {
        long size = StructAccess.sizeBytes(struct);
        if (length != size) {
            throw new IllegalArgumentException(
                    StructAccess.describe(struct) + " has " + size + " bytes, and is to show " + length);
        }
        BytesStore bytes = store instanceof Bytes<?> view ? view.bytesStore() : store;
        if (bytes instanceof ScopeBytesStore ours) {
            StoreMemory.checkInside(bytes, offset, length);
            MemoryScope scope = ours.range.scope();
            struct.bind(scope, ours.range.toRead(offset, length) - scope.base());
        } else {
            struct.bind(StoreMemory.of(bytes, offset, length, store.readWrite() && bytes.readWrite()), 0);
        }
    }

    @Override
    public BytesStore<?, ?> bytesStore() {
        MemoryScope scope = StructAccess.scope(struct);
        long offset = StructAccess.readAddress(struct) - scope.base();
        ScopeBytesStore known = place;
        if (known == null || !known.range.isAt(scope, offset)) {
            String what = StructAccess.describe(struct) + " in " + scope.description();
            place = known = new ScopeBytesStore(new CheckedRange(scope, offset, StructAccess.sizeBytes(struct), what));
        }
        return known;
    }

    /** Where the struct starts in {@link #bytesStore()}. */
    @Override
    public long offset() {
        return 0;
    }

    @Override
    public long maxSize() {
        return StructAccess.sizeBytes(struct);
    }

    @Override
    public String toString() {
        return struct.toString();
    }
}
