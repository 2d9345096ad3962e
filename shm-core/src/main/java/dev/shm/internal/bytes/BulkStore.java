package dev.shm.internal.bytes;

import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.BytesUtil;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.bytes.util.DecoratedBufferUnderflowException;

/** The accessors of {@link ScopeBytesStore} for more than one value: copies and text. */
@SuppressWarnings("ReachabilityFenceUsage") // see ScopeBytesStore
abstract class BulkStore extends PermanentStore {
    private static final int CHUNK_BYTES = 8192;

    final CheckedRange range;

    BulkStore(CheckedRange range) {
        this.range = range;
    }

    @Override
    final long sizeBytes() {
        return range.sizeBytes();
    }

    /** This store, as the type that the interface asks for. */
    abstract ScopeBytesStore self();

    @Override
    public final boolean readWrite() {
        return range.isWritable();
    }

    @Override
    public final int peekUnsignedByte(long offset) {
        range.checkReadable();
        return inside(offset) ? readUnsignedByte(offset) : -1;
    }

    // bulk

    @Override
    public final long read(long offset, byte[] target, int targetIndex, int length) {
        int count = (int) Math.max(0, Math.min(length, range.sizeBytes() - offset));
        long from = range.toRead(offset, count); // looks again: another thread may have moved this meanwhile
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        RawMemory.copyToArray(from, target, targetIndex, count);
        Reference.reachabilityFence(this);
        return count;
    }

    @Override
    public final ScopeBytesStore write(long offset, byte[] source, int sourceIndex, int length) {
        Objects.checkFromIndexSize(sourceIndex, length, source.length);
        RawMemory.copyFromArray(source, sourceIndex, range.toWrite(offset, length), length);
        Reference.reachabilityFence(this);
        return self();
    }

    @Override
    public final void write(long offset, ByteBuffer source, int sourceIndex, int length) {
        Objects.checkFromIndexSize(sourceIndex, length, source.capacity());
        if (source.hasArray()) {
            write(offset, source.array(), source.arrayOffset() + sourceIndex, length);
            return;
        }
        range.toWrite(offset, length);
        byte[] chunk = new byte[Math.min(length, CHUNK_BYTES)];
        ByteBuffer whole = source.duplicate().clear();
        for (int done = 0; done < length; done += chunk.length) {
            int count = Math.min(length - done, chunk.length);
            whole.get(sourceIndex + done, chunk, 0, count);
            write(offset + done, chunk, 0, count);
        }
    }

    /** Copies between stores; a source that is not {@code Bytes} may check nothing, so its range is checked here. */
    @Override
    public final ScopeBytesStore write(long offset, RandomDataInput source, long sourceOffset, long length) {
        range.toWrite(offset, length);
        if (sourceOffset < source.start() || length > source.realCapacity() - sourceOffset) {
            throw new DecoratedBufferUnderflowException("the source has no " + length + " bytes at " + sourceOffset);
        }
        long done = 0;
        for (; length - done >= Long.BYTES; done += Long.BYTES) {
            writeLong(offset + done, source.readLong(sourceOffset + done));
        }
        for (; done < length; done++) {
            writeByte(offset + done, source.readByte(sourceOffset + done));
        }
        return self();
    }

    /** A copy on the heap. */
    @Override
    public final BytesStore<?, ?> subBytes(long start, long length) {
        range.toRead(start, length);
        byte[] copy = new byte[Math.toIntExact(length)];
        read(start, copy, 0, copy.length);
        return BytesStore.wrap(copy);
    }

    @Override
    public final void move(long from, long to, long length) {
        long source = range.toRead(from, length);
        long target = range.toWrite(to, length);
        if (to <= from || to - from >= length) {
            RawMemory.copy(source, target, length);
        } else {
            moveUpFromTheEnd(source, target, length);
        }
        Reference.reachabilityFence(this);
    }

    private static void moveUpFromTheEnd(long source, long target, long length) {
        byte[] chunk = new byte[(int) Math.min(length, CHUNK_BYTES)];
        for (long left = length; left > 0; left -= chunk.length) {
            int count = (int) Math.min(left, chunk.length);
            RawMemory.copyToArray(source + left - count, chunk, 0, count);
            RawMemory.copyFromArray(chunk, 0, target + left - count, count);
        }
    }

    // text

    @Override
    public final long write8bit(long position, BytesStore<?, ?> text) {
        int length = Math.toIntExact(text.readRemaining());
        range.toWrite(position, (long) length + stopBitLength(length));
        long start = BytesUtil.writeStopBit(this, position, length);
        write(start, text, text.readPosition(), length);
        return start + length;
    }

    @Override
    public final long write8bit(long position, String text, int from, int length) {
        Objects.checkFromIndexSize(from, length, text.length());
        range.toWrite(position, (long) length + stopBitLength(length));
        long start = BytesUtil.writeStopBit(this, position, length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            writeByte(start + i, (byte) (c > 0xff ? '?' : c));
        }
        return start + length;
    }

    /** Writes a decimal number, last digit first as Chronicle does, then turns it round. */
    @Override
    public final long appendAndReturnLength(
            long position, boolean negative, long mantissa, int exponent, boolean pointZero) {
        long end = position;
        long digits = mantissa;
        int pointIn = exponent;
        if (pointIn <= 0) {
            if (pointZero) {
                writeByte(end++, (byte) '0');
                writeByte(end++, (byte) '.');
            }
            for (; pointIn < 0; pointIn++) writeByte(end++, (byte) '0');
            pointIn = -1;
        }
        do {
            writeByte(end++, (byte) ('0' + digits % 10));
            digits /= 10;
            if (--pointIn == 0) writeByte(end++, (byte) '.');
        } while (digits > 0 || pointIn >= 0);
        if (negative) writeByte(end++, (byte) '-');
        for (long low = position, high = end - 1; low < high; low++, high--) {
            byte swapped = readByte(low);
            writeByte(low, readByte(high));
            writeByte(high, swapped);
        }
        return end - position;
    }

    /** Bytes of a length in Chronicle's stop-bit form: seven bits each. */
    private static int stopBitLength(int length) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 6) / 7);
    }
}
