package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import net.openhft.chronicle.bytes.util.DecoratedBufferOverflowException;
import net.openhft.chronicle.bytes.util.DecoratedBufferUnderflowException;

/**
 * Part of a memory scope, which turns an offset into an address after every check that Chronicle leaves out.
 *
 * <p>The caller of an address ends its access with a reachability fence on something that holds this object.
 */
final class CheckedRange {
    private final MemoryScope scope;
    private final long base;
    private final long sizeBytes;
    private final String what;

    /**
     * Takes a range of a scope.
     *
     * @param what names the range in messages: {@code the payload of region 'trades'}
     * @throws IndexOutOfBoundsException if the range is not wholly inside the scope
     */
    CheckedRange(MemoryScope scope, long offset, long sizeBytes, String what) {
        this.scope = scope;
        this.base = scope.addressOf(offset, sizeBytes);
        this.sizeBytes = sizeBytes;
        this.what = what;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    MemoryScope scope() {
        return scope;
    }

    boolean isAt(MemoryScope otherScope, long offset) {
        return scope == otherScope && base == scope.base() + offset;
    }

    boolean isWritable() {
        return scope.isWritable();
    }

    void checkReadable() {
        scope.checkReadable();
    }

    void checkWritable() {
        scope.checkWritable();
    }

    long toRead(long offset, long length) {
        checkReadable();
        if (isOutside(offset, length)) {
            throw new DecoratedBufferUnderflowException(outside("read", offset, length));
        }
        return base + offset;
    }

    long toWrite(long offset, long length) {
        checkWritable();
        if (isOutside(offset, length)) {
            throw new DecoratedBufferOverflowException(outside("write", offset, length));
        }
        return base + offset;
    }

    long toReadAligned(long offset, int length) {
        return aligned(toRead(offset, length), offset, length);
    }

    long toWriteAligned(long offset, int length) {
        return aligned(toWrite(offset, length), offset, length);
    }

    private long aligned(long address, long offset, int length) {
        if ((address & (length - 1)) != 0) {
            throw new IllegalArgumentException("offset " + offset + " in " + what + " is not aligned to " + length
                    + " bytes: volatile, ordered and atomic accesses need it, plain ones do not");
        }
        return address;
    }

    private String outside(String access, long offset, long length) {
        return access + " of " + length + " bytes at offset " + offset + " is outside " + what + ", which has "
                + sizeBytes + " bytes";
    }

    /** Written so that no sum can overflow. */
    private boolean isOutside(long offset, long length) {
        return offset < 0 || length < 0 || length > sizeBytes || offset > sizeBytes - length;
    }

    @Override
    public String toString() {
        return what;
    }
}
