package dev.shm.internal.bytes;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.algo.BytesStoreHash;
import net.openhft.chronicle.bytes.internal.BytesInternal;
import net.openhft.chronicle.core.io.ReferenceChangeListener;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link ScopeBytesStore} that touches no memory: a store that does not grow, is never released and has no
 * address.
 *
 * <p>It counts no references. The region decides how long its memory lives, so releasing a view must do nothing to it,
 * and Chronicle's tracing must find nothing left over.
 */
abstract class PermanentStore implements BytesStore<ScopeBytesStore, Void> {
    /** How many bytes it has. */
    abstract long sizeBytes();

    // size and positions: a store has none of its own, all of it may be read and written

    @Override
    public final long capacity() {
        return sizeBytes();
    }

    @Override
    public final long realCapacity() {
        return sizeBytes();
    }

    @Override
    public final long readLimit() {
        return sizeBytes();
    }

    @Override
    public final long writeLimit() {
        return sizeBytes();
    }

    @Override
    public final long safeLimit() {
        return sizeBytes();
    }

    @Override
    public final boolean inside(long offset) {
        return inside(offset, 1);
    }

    @Override
    public final boolean inside(long offset, long length) {
        return offset >= 0 && length >= 0 && length <= sizeBytes() && offset <= sizeBytes() - length;
    }

    // references

    @Override
    public final void reserve(ReferenceOwner owner) {}

    @Override
    public final boolean tryReserve(ReferenceOwner owner) {
        return true;
    }

    @Override
    public final void release(ReferenceOwner owner) {}

    @Override
    public final void releaseLast(ReferenceOwner owner) {}

    @Override
    public final int refCount() {
        return 1;
    }

    @Override
    public final void addReferenceChangeListener(ReferenceChangeListener listener) {}

    @Override
    public final void removeReferenceChangeListener(ReferenceChangeListener listener) {}

    // addresses: Chronicle goes round the checks wherever it is given one

    @Override
    public final boolean isDirectMemory() {
        return false;
    }

    @Override
    public final boolean canReadDirect(long length) {
        return false;
    }

    @Override
    public final boolean sharedMemory() {
        return true;
    }

    @Override
    public final @Nullable Void underlyingObject() {
        return null;
    }

    @Override
    public final long addressForRead(long offset) {
        throw noAddress();
    }

    @Override
    public final long addressForWrite(long offset) {
        throw noAddress();
    }

    @Override
    public final long addressForWritePosition() {
        throw noAddress();
    }

    @Override
    public final void nativeRead(long position, long address, long size) {
        throw noAddress();
    }

    @Override
    public final void nativeWrite(long address, long position, long size) {
        throw noAddress();
    }

    static UnsupportedOperationException noAddress() {
        return new UnsupportedOperationException("a region hands out no addresses and takes none: use the checked"
                + " accessors, for example read(offset, byte[], 0, length)");
    }

    // what Chronicle's defaults get wrong

    @Override
    public final ScopeBytesStore append(long offset, double value, int decimalPlaces, int digits) {
        try {
            return BytesStore.super.append(offset, value, decimalPlaces, digits);
        } catch (ClassCastException streamWanted) {
            throw new IllegalArgumentException(
                    value + " with " + decimalPlaces + " decimal places needs more than 18 digits", streamWanted);
        }
    }

    // content, as the stores of Chronicle compare and show it

    @Override
    public final BytesStore<ScopeBytesStore, Void> copy() {
        throw new UnsupportedOperationException("take BytesStore.wrap(store.toByteArray()) instead");
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof BytesStore<?, ?> store && contentEquals(store);
    }

    @Override
    public final int hashCode() {
        return BytesStoreHash.hash32(this);
    }

    @Override
    public final String toString() {
        try {
            return BytesInternal.toString(this);
        } catch (RuntimeException refused) {
            return refused.toString();
        }
    }
}
