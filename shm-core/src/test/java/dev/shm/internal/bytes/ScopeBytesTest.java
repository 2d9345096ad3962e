package dev.shm.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.ref.BinaryLongReference;
import net.openhft.chronicle.core.io.AbstractReferenceCounted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScopeBytesTest {
    private static final int SIZE = 4096;

    private final TestScope scope = TestScope.of(SIZE);
    private final Bytes<?> bytes = ChronicleViews.of(scope, 0, SIZE, "the test range");

    @Test
    void whatIsWrittenInSequenceIsReadInSequence() {
        bytes.writeByte((byte) -1)
                .writeUnsignedByte(200)
                .writeBoolean(true)
                .writeShort((short) -2)
                .writeUnsignedShort(60_000)
                .writeInt(-3)
                .writeUnsignedInt(4_000_000_000L)
                .writeInt24(-70_000)
                .writeLong(Long.MIN_VALUE)
                .writeFloat(1.5f)
                .writeDouble(-2.5)
                .writeStopBit(1234567)
                .write8bit("latin \u00e4")
                .write8bit("again \u00e4")
                .writeUtf8("\u20ac and \ud83d\ude00")
                .writeUtf8(null)
                .write8bit((String) null);
        bytes.writeBigInteger(BigInteger.TEN.pow(40));
        bytes.writeBigDecimal(new BigDecimal("1.5"));
        bytes.write(new byte[] {1, 2, 3});
        assertEquals(-1, bytes.readByte());
        assertEquals(200, bytes.readUnsignedByte());
        assertTrue(bytes.readBoolean());
        assertEquals(-2, bytes.readShort());
        assertEquals(60_000, bytes.readUnsignedShort());
        assertEquals(-3, bytes.readInt());
        assertEquals(4_000_000_000L, bytes.readUnsignedInt());
        assertEquals(-70_000, bytes.readInt24());
        assertEquals(Long.MIN_VALUE, bytes.readLong());
        assertEquals(1.5f, bytes.readFloat());
        assertEquals(-2.5, bytes.readDouble());
        assertEquals(1234567, bytes.readStopBit());
        assertEquals("latin \u00e4", bytes.read8bit());
        StringBuilder text = builder();
        assertTrue(bytes.read8bit(text));
        assertEquals("again \u00e4", text.toString());
        assertEquals("\u20ac and \ud83d\ude00", bytes.readUtf8());
        assertNull(bytes.readUtf8());
        assertNull(bytes.read8bit());
        assertEquals(BigInteger.TEN.pow(40), bytes.readBigInteger());
        assertEquals(new BigDecimal("1.5"), bytes.readBigDecimal());
        byte[] rest = new byte[3];
        assertEquals(3, bytes.read(rest));
        assertArrayEquals(new byte[] {1, 2, 3}, rest);
        assertEquals(0, bytes.readRemaining());
    }

    @Test
    void numbersAndTextAreAppendedAndParsed() {
        bytes.append("n=")
                .append(-120)
                .append(' ')
                .append(Long.MIN_VALUE)
                .append(' ')
                .append(3.25)
                .append(' ');
        bytes.append(0.5f)
                .append(' ')
                .append(1e-6)
                .append(' ')
                .append(12.345, 2)
                .append(' ')
                .append8bit("\u00fc");
        bytes.append(" x").append("\u20ac");
        assertEquals(
                "n=-120 -9223372036854775808 3.25 0.5 0.000001 12.35 \u00fc x\u20ac",
                new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1).replace("\u00e2\u0082\u00ac", "\u20ac"));
        bytes.readSkip(2);
        assertEquals(-120, bytes.parseLong());
        assertEquals(Long.MIN_VALUE, bytes.parseLong());
        assertEquals(3.25, bytes.parseDouble());
    }

    @Test
    void appendedNumbersReadAsOnTheHeap() {
        Bytes<?> heap = Bytes.allocateElasticOnHeap(64);
        for (double value : new double[] {0, 1, -1, 0.1, 123456.789, 1e15, 1e18, 1e-9, -7.25e-3, 1e100, Double.NaN}) {
            bytes.clear()
                    .append(value)
                    .append(' ')
                    .append((float) value)
                    .append(' ')
                    .append((long) value);
            heap.clear()
                    .append(value)
                    .append(' ')
                    .append((float) value)
                    .append(' ')
                    .append((long) value);
            assertEquals(heap.toString(), bytes.toString());
        }
    }

    @Test
    void volatileOrderedAndAtomicAccess() {
        bytes.writeVolatileByte(0, (byte) 1).writeVolatileShort(2, (short) 2).writeVolatileInt(4, 3);
        bytes.writeVolatileLong(8, 4)
                .writeOrderedInt(16, 5)
                .writeOrderedLong(24, 6)
                .writeVolatileDouble(32, 7.5);
        assertEquals(1, bytes.readVolatileByte(0));
        assertEquals(2, bytes.readVolatileShort(2));
        assertEquals(3, bytes.readVolatileInt(4));
        assertEquals(4, bytes.readVolatileLong(8));
        assertEquals(5, bytes.readVolatileInt(16));
        assertEquals(6, bytes.readVolatileLong(24));
        assertEquals(7.5, bytes.readVolatileDouble(32));
        assertTrue(bytes.compareAndSwapInt(4, 3, 30));
        assertFalse(bytes.compareAndSwapInt(4, 3, 31));
        assertTrue(bytes.compareAndSwapLong(8, 4, 40));
        assertFalse(bytes.compareAndSwapLong(8, 4, 41));
        bytes.testAndSetInt(4, 30, 300);
        assertThrows(IllegalStateException.class, () -> bytes.testAndSetInt(4, 30, 301));
        assertEquals(301, bytes.addAndGetInt(4, 1));
        assertEquals(38, bytes.addAndGetLong(8, -2));
        assertEquals(8.5, bytes.addAndGetDouble(32, 1));
        bytes.writeMaxLong(8, 50);
        bytes.writeMaxInt(4, 50);
        assertEquals(50, bytes.readLong(8));
        assertEquals(301, bytes.readInt(4));
    }

    @Test
    void plainAccessNeedsNoAlignment() {
        bytes.writeLong(3, 0x0102030405060708L).writeInt(13, 7).writeDouble(21, 2.5);
        assertEquals(0x0102030405060708L, bytes.readLong(3));
        assertEquals(7, bytes.readInt(13));
        assertEquals(2.5, bytes.readDouble(21));
        assertEquals(8, bytes.readByte(3), "little-endian");
    }

    @Test
    void aLongReferenceWorksOnTheStore() {
        BinaryLongReference reference = new BinaryLongReference();
        reference.bytesStore(bytes.bytesStore(), 64, 8);
        reference.setOrderedValue(5);
        assertEquals(8, reference.addAtomicValue(3));
        assertTrue(reference.compareAndSwapValue(8, 9));
        assertEquals(9, bytes.readLong(64));
        scope.endNow();
        assertThrows(TestScope.Ended.class, reference::getVolatileValue);
        reference.close();
    }

    @Test
    void aRefusedAccessMovesNoPosition() {
        bytes.writePosition(SIZE - 4);
        assertThrows(BufferOverflowException.class, () -> bytes.writeLong(1));
        assertThrows(BufferOverflowException.class, () -> bytes.write8bit("longer"));
        assertThrows(BufferOverflowException.class, () -> bytes.writeSkip(Long.MAX_VALUE));
        assertEquals(SIZE - 4, bytes.writePosition());
        bytes.readPosition(SIZE - 8);
        assertThrows(BufferUnderflowException.class, bytes::readLong);
        assertThrows(BufferUnderflowException.class, () -> bytes.readSkip(1L << 40));
        assertThrows(BufferUnderflowException.class, () -> bytes.readSkip(-SIZE));
        assertEquals(SIZE - 8, bytes.readPosition());
        scope.endNow();
        assertThrows(TestScope.Ended.class, bytes::readInt);
        assertThrows(TestScope.Ended.class, () -> bytes.writeInt(1));
        assertEquals(SIZE - 8, bytes.readPosition());
        assertEquals(SIZE - 4, bytes.writePosition());
    }

    @Test
    void theEndOfTheScopeIsWhatIsReported() {
        bytes.writeUtf8("text").writeLong(7);
        Bytes<?> heap = Bytes.from("heap");
        byte[] array = new byte[4];
        List<Executable> accesses = List.of(
                () -> bytes.append("x"),
                () -> bytes.append("abc", 0, 2),
                () -> bytes.append('x'),
                () -> bytes.append(1L),
                () -> bytes.append(1.5),
                () -> bytes.append8bit("x"),
                () -> bytes.appendUtf8("x"),
                () -> bytes.writeUtf8("x"),
                () -> bytes.write8bit("x"),
                () -> bytes.write(heap),
                () -> heap.copyTo(bytes),
                () -> bytes.write(array),
                () -> bytes.write(0, array),
                () -> bytes.write(0, ByteBuffer.wrap(array), 0, 4),
                () -> bytes.zeroOut(0, 8),
                () -> bytes.move(0, 8, 8),
                () -> bytes.addAndGetLong(8, 1),
                () -> bytes.readUtf8(),
                () -> bytes.readPosition(0).read8bit(),
                () -> bytes.read(array),
                () -> bytes.read(0, array, 0, 4),
                () -> bytes.copyTo(array),
                () -> bytes.copyTo(ByteBuffer.wrap(array)),
                () -> bytes.toByteArray(),
                () -> bytes.byteCheckSum(),
                () -> bytes.fastHash(0, 8),
                () -> bytes.contentEquals(BytesStore.wrap(new byte[(int) bytes.readRemaining()])),
                () -> bytes.hashCode(),
                () -> bytes.subBytes(0, 4),
                () -> bytes.parseLong(),
                () -> Bytes.allocateElasticOnHeap(8).write(bytes));
        scope.endNow();
        for (int i = 0; i < accesses.size(); i++) {
            assertThrows(TestScope.Ended.class, accesses.get(i), "access " + i);
        }
        assertTrue(bytes.toString().contains("ended"));
    }

    @Test
    void textThatDoesNotFitOverflows() {
        bytes.writePosition(SIZE - 2);
        assertThrows(BufferOverflowException.class, () -> bytes.append("text"));
        assertThrows(BufferOverflowException.class, () -> bytes.append("text", 0, 4));
        assertThrows(BufferOverflowException.class, () -> bytes.appendUtf8("text"));
        assertThrows(BufferOverflowException.class, () -> bytes.writeUtf8("text"));
        assertThrows(BufferOverflowException.class, () -> bytes.append8bit("text"));
        assertThrows(BufferOverflowException.class, () -> bytes.append(123456));
    }

    @Test
    void viewsAreIndependentAndReleasingOneHarmsNothing() {
        AbstractReferenceCounted.enableReferenceTracing();
        Bytes<?> first = ChronicleViews.of(scope, 0, SIZE, "x");
        Bytes<?> second = ChronicleViews.of(scope, 0, SIZE, "x");
        first.writeInt(7);
        assertEquals(0, second.writePosition());
        first.releaseLast();
        assertEquals(7, second.readInt(0));
        first.bytesStore().releaseLast();
        second.bytesStore().releaseLast();
        assertEquals(7, second.readInt(0));
        AbstractReferenceCounted.assertReferencesReleased(); // 'second' is not released, and nobody minds
        AbstractReferenceCounted.disableReferenceTracing();
    }

    @Test
    void aViewMayBeHandedToAnotherThread() throws Exception {
        bytes.writeInt(1);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread other = new Thread(() -> {
            bytes.writeInt(2);
            bytes.bytesForRead().readInt();
        });
        other.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        other.start();
        other.join();
        assertNull(failure.get());
        assertEquals(1, bytes.readInt());
        assertEquals(2, bytes.readInt());
    }

    @Test
    void theViewKeepsItsStoreItsSizeAndItsChecks() {
        assertFalse(bytes.isElastic());
        assertEquals(SIZE, bytes.capacity());
        assertEquals(SIZE, bytes.realCapacity());
        assertSame(bytes, bytes.unchecked(true));
        assertThrows(BufferOverflowException.class, () -> bytes.ensureCapacity(SIZE + 1));
        ScopeBytes view = (ScopeBytes) bytes;
        BytesStore<?, ?> other = BytesStore.wrap(new byte[8]);
        assertThrows(UnsupportedOperationException.class, () -> view.bytesStore(other, 0, 8));
    }

    @Test
    void whatWasWrittenByOthersIsReadAfterTheLimitIsRaised() {
        ChronicleViews.of(scope, 0, SIZE, "x").writeUtf8("from elsewhere");
        bytes.readLimitToCapacity();
        assertEquals("from elsewhere", bytes.readUtf8());
    }

    @Test
    void lengthsFoundInMemoryAreNotTrusted() {
        for (long length : new long[] {65, SIZE, 1 << 30, Integer.MAX_VALUE, 1L << 33, Long.MAX_VALUE}) {
            bytes.clear().writeStopBit(length).writePosition(64);
            assertThrows(RuntimeException.class, bytes::readUtf8);
            assertThrows(
                    BufferUnderflowException.class, () -> bytes.readPosition(0).read8bit());
            assertThrows(
                    BufferUnderflowException.class, () -> bytes.readPosition(0).read8bit(builder()));
            assertThrows(
                    BufferUnderflowException.class, () -> bytes.readPosition(0).readBigInteger());
            assertThrows(RuntimeException.class, () -> bytes.readUtf8(0, builder()));
        }
    }

    private static StringBuilder builder() {
        return new StringBuilder();
    }
}
