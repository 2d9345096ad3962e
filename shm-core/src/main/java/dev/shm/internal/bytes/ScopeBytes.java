package dev.shm.internal.bytes;

import java.math.BigInteger;
import java.nio.BufferOverflowException;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.BytesUtil;
import net.openhft.chronicle.bytes.VanillaBytes;
import net.openhft.chronicle.bytes.util.DecoratedBufferOverflowException;
import net.openhft.chronicle.bytes.util.DecoratedBufferUnderflowException;

/**
 * A Chronicle {@code Bytes} of fixed capacity over a {@link ScopeBytesStore}.
 *
 * <p>The store alone keeps memory safe. This class keeps the positions right as well: a refused access does not move
 * them, as it does in {@code VanillaBytes}, no system property turns the checks off, and the few methods that would use
 * an address given by the caller, or another store, are refused.
 *
 * <p>For one thread at a time, because of the positions. It may be handed from thread to thread: Chronicle's check that
 * only the first thread ever uses it is off.
 */
final class ScopeBytes extends VanillaBytes<Void> {
    private final ScopeBytesStore store;

    ScopeBytes(ScopeBytesStore store) {
        super(store);
        this.store = store;
        singleThreadedCheckDisabled(true);
    }

    // checks; sums that cannot overflow

    @Override
    protected void readCheckOffset(long offset, long adding, boolean given) {
        store.range.checkReadable();
        long limit = given ? writeLimit() : readLimit();
        if (offset < 0 || offset > limit || adding > limit - offset || adding < -offset) {
            throw new DecoratedBufferUnderflowException(
                    "read of " + adding + " bytes at offset " + offset + " is beyond the limit " + limit);
        }
    }

    @Override
    protected void writeCheckOffset(long offset, long adding) {
        store.range.checkWritable();
        long limit = writeLimit();
        if (offset < 0 || offset > limit || adding > limit - offset || adding < -offset) {
            throw new DecoratedBufferOverflowException(
                    "write of " + adding + " bytes at offset " + offset + " is beyond the limit " + limit);
        }
    }

    /** As the overridden method, which refuses to skip more than 2 GiB. */
    @Override
    protected long readOffsetPositionMoved(long adding) {
        long offset = readPosition;
        readCheckOffset(offset, adding, false);
        readPosition = offset + adding;
        return offset;
    }

    @Override
    public void move(long from, long to, long length) {
        store.move(from, to, length);
    }

    @Override
    public BytesStore<?, ?> subBytes(long start, long length) {
        return store.subBytes(start, length);
    }

    /** The overridden method takes every store for a native one. */
    @Override
    public int byteCheckSum(int start, int end) {
        return store.byteCheckSum((long) start, (long) end);
    }

    // text: Chronicle wraps whatever stops it in an exception that says something else

    @Override
    public VanillaBytes<Void> append(CharSequence text, int start, int end) {
        try {
            return super.append(text, start, end);
        } catch (IndexOutOfBoundsException e) {
            throw cause(e);
        }
    }

    @Override
    public VanillaBytes<Void> appendUtf8(CharSequence text) {
        try {
            return super.appendUtf8(text);
        } catch (BufferOverflowException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(RuntimeException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    // lengths found in memory: Chronicle makes room for them before it looks whether so much follows

    @Override
    public boolean read8bit(Bytes<?> target) {
        target.clear();
        if (readRemaining() <= 0) return true;
        long length = readLength();
        if (length < 0) return false;
        target.write(store, readPosition, length);
        readPosition += length;
        return true;
    }

    @Override
    public boolean read8bit(StringBuilder target) {
        target.setLength(0);
        if (readRemaining() <= 0) return true;
        long length = readLength();
        if (length < 0) return false;
        for (long end = readPosition + length; readPosition < end; readPosition++) {
            target.append((char) store.readUnsignedByte(readPosition));
        }
        return true;
    }

    @Override
    public BigInteger readBigInteger() {
        byte[] digits = new byte[(int) Math.max(0, readLength())];
        if (digits.length == 0 && !lenient()) throw new DecoratedBufferUnderflowException("a number of no bytes");
        read(digits);
        return digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits);
    }

    /** The length that comes next, once, and no more than follows it; -1 for null. */
    private long readLength() {
        long start = readPosition;
        long length = readStopBit();
        long follow = Math.min(readRemaining(), Integer.MAX_VALUE - 8);
        if (length < -1 || length > follow) {
            readPosition = start;
            throw new DecoratedBufferUnderflowException(
                    "length " + length + " found at offset " + start + ", where " + follow + " bytes follow");
        }
        return length;
    }

    // what stays as it is

    /** This view: it has no unchecked form. */
    @Override
    public Bytes<Void> unchecked(boolean unchecked) {
        return this;
    }

    @Override
    public Bytes<Void> bytesForRead() {
        return forAnyThread(super.bytesForRead());
    }

    @Override
    public Bytes<Void> bytesForWrite() {
        return forAnyThread(super.bytesForWrite());
    }

    private static Bytes<Void> forAnyThread(Bytes<Void> bytes) {
        bytes.singleThreadedCheckDisabled(true);
        return bytes;
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Byteable
    public void bytesStore(BytesStore byteStore, long offset, long length) {
        throw new UnsupportedOperationException("a view of a region stays on it: make another Bytes for that store");
    }

    // addresses and objects of the caller

    @Override
    public Bytes<Void> unsafeRead(long address, int length) {
        throw PermanentStore.noAddress();
    }

    @Override
    public Bytes<Void> unsafeWrite(long address, int length) {
        throw PermanentStore.noAddress();
    }

    @Override
    public void unsafeReadObject(Object target, int offset, int length) {
        checkTriviallyCopyable(target, offset, length);
        super.unsafeReadObject(target, offset, length);
    }

    @Override
    public Bytes<Void> unsafeWriteObject(Object source, int offset, int length) {
        checkTriviallyCopyable(source, offset, length);
        return super.unsafeWriteObject(source, offset, length);
    }

    /** Chronicle asserts this at most; unasserted, a wrong length overwrites the heap. */
    private static void checkTriviallyCopyable(Object object, int offset, int length) {
        int[] range = BytesUtil.triviallyCopyableRange(object.getClass());
        if (range.length != 2 || offset < range[0] || length < 0 || length > range[1] - offset) {
            throw new IllegalArgumentException(length + " bytes at " + offset + " are not the primitive fields of "
                    + object.getClass().getName() + ": take offset and length from BytesUtil.triviallyCopyableRange");
        }
    }
}
