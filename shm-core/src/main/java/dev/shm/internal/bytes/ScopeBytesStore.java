package dev.shm.internal.bytes;

import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;

/**
 * A Chronicle {@code BytesStore} over a {@link CheckedRange}: the accessors of single values.
 *
 * <p>Outside its range it throws {@code BufferUnderflowException} for reads and {@code BufferOverflowException} for
 * writes; after the scope has ended, or for writes to a read-only one, what {@code MemoryScope.refusal()} says; for a
 * volatile, ordered or atomic access to a misaligned offset {@code IllegalArgumentException}. Only this class and
 * {@link BulkStore} reach memory; all other methods of the interface are made of theirs.
 *
 * <p>Any thread may call any method. A process that dies in a call leaves aligned values of up to eight bytes old or
 * new, and bulk writes done up to some byte.
 */
@SuppressWarnings("ReachabilityFenceUsage") // no 'finally': an access that throws has not used the address, or is over
final class ScopeBytesStore extends BulkStore {
    ScopeBytesStore(CheckedRange range) {
        super(range);
    }

    @Override
    ScopeBytesStore self() {
        return this;
    }

    // reads

    @Override
    public byte readByte(long offset) {
        byte value = RawMemory.getByte(range.toRead(offset, Byte.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public short readShort(long offset) {
        short value = RawMemory.getShort(range.toRead(offset, Short.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int readInt(long offset) {
        int value = RawMemory.getInt(range.toRead(offset, Integer.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public long readLong(long offset) {
        long value = RawMemory.getLong(range.toRead(offset, Long.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public float readFloat(long offset) {
        float value = RawMemory.getFloat(range.toRead(offset, Float.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public double readDouble(long offset) {
        double value = RawMemory.getDouble(range.toRead(offset, Double.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public byte readVolatileByte(long offset) {
        byte value = RawMemory.getByteVolatile(range.toRead(offset, Byte.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public short readVolatileShort(long offset) {
        short value = RawMemory.getShortVolatile(range.toReadAligned(offset, Short.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int readVolatileInt(long offset) {
        int value = RawMemory.getIntVolatile(range.toReadAligned(offset, Integer.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public long readVolatileLong(long offset) {
        long value = RawMemory.getLongVolatile(range.toReadAligned(offset, Long.BYTES));
        Reference.reachabilityFence(this);
        return value;
    }

    // writes

    @Override
    public ScopeBytesStore writeByte(long offset, byte value) {
        RawMemory.putByte(range.toWrite(offset, Byte.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeShort(long offset, short value) {
        RawMemory.putShort(range.toWrite(offset, Short.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeInt(long offset, int value) {
        RawMemory.putInt(range.toWrite(offset, Integer.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeLong(long offset, long value) {
        RawMemory.putLong(range.toWrite(offset, Long.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeFloat(long offset, float value) {
        RawMemory.putFloat(range.toWrite(offset, Float.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeDouble(long offset, double value) {
        RawMemory.putDouble(range.toWrite(offset, Double.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeOrderedInt(long offset, int value) {
        RawMemory.putIntRelease(range.toWriteAligned(offset, Integer.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeOrderedLong(long offset, long value) {
        RawMemory.putLongRelease(range.toWriteAligned(offset, Long.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeVolatileByte(long offset, byte value) {
        RawMemory.putByteVolatile(range.toWrite(offset, Byte.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeVolatileShort(long offset, short value) {
        RawMemory.putShortVolatile(range.toWriteAligned(offset, Short.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeVolatileInt(long offset, int value) {
        RawMemory.putIntVolatile(range.toWriteAligned(offset, Integer.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    @Override
    public ScopeBytesStore writeVolatileLong(long offset, long value) {
        RawMemory.putLongVolatile(range.toWriteAligned(offset, Long.BYTES), value);
        Reference.reachabilityFence(this);
        return this;
    }

    // atomics

    @Override
    public boolean compareAndSwapInt(long offset, int expected, int value) {
        boolean done = RawMemory.compareAndSetInt(range.toWriteAligned(offset, Integer.BYTES), expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    @Override
    public boolean compareAndSwapLong(long offset, long expected, long value) {
        boolean done = RawMemory.compareAndSetLong(range.toWriteAligned(offset, Long.BYTES), expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    @Override
    public void testAndSetInt(long offset, int expected, int value) {
        if (compareAndSwapInt(offset, expected, value)) return;
        throw new IllegalStateException("expected " + expected + " at offset " + offset + " in " + range + ", found "
                + readVolatileInt(offset));
    }
}
