package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import java.util.Objects;
import net.openhft.chronicle.bytes.util.DecoratedBufferOverflowException;
import net.openhft.chronicle.bytes.util.DecoratedBufferUnderflowException;

/**
 * Part of a memory scope, which turns an offset into an address after every check that Chronicle leaves out.
 *
 * <p>It may be moved to other bytes of the part it was made for. A thread that uses it meanwhile reaches old or new
 * bytes or a mixture, and never others than those of the part.
 *
 * <p>The caller of an address ends its access with a reachability fence on something that holds this object.
 */
final class CheckedRange {
    private final MemoryScope scope;
    private final String what;

    /** Addresses of the part that this was made for. */
    private final long first;

    private final long end;

    private long base;
    private long sizeBytes;

    /**
     * Takes a range of a scope.
     *
     * @param what names the range in messages: {@code the payload of region 'trades'}
     * @throws IndexOutOfBoundsException if the range is not wholly inside the scope
     */
    CheckedRange(MemoryScope scope, long offset, long sizeBytes, String what) {
        this.scope = scope;
        this.what = what;
        this.first = scope.addressOf(offset, sizeBytes);
        this.end = first + sizeBytes;
        this.base = first;
        this.sizeBytes = sizeBytes;
    }

    /**
     * Moves to some bytes of the part that this was made for.
     *
     * @throws IndexOutOfBoundsException if they are not wholly inside
     */
    void move(long offset, long newSizeBytes) {
        Objects.checkFromIndexSize(offset, newSizeBytes, end - first);
        base = first + offset;
        sizeBytes = newSizeBytes;
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
        long start = base;
        if (isOutside(start, offset, length)) {
            throw new DecoratedBufferUnderflowException(outside("read", offset, length));
        }
        return start + offset;
    }

    long toWrite(long offset, long length) {
        checkWritable();
        long start = base;
        if (isOutside(start, offset, length)) {
            throw new DecoratedBufferOverflowException(outside("write", offset, length));
        }
        return start + offset;
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

    /** Written so that no sum can overflow. The last comparison is for who uses this while it is moved. */
    private boolean isOutside(long start, long offset, long length) {
        long size = sizeBytes;
        return offset < 0 || length < 0 || length > size || offset > size - length || offset > end - start - length;
    }

    @Override
    public String toString() {
        return what;
    }
}
