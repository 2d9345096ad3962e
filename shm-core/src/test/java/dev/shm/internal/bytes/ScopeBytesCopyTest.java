package dev.shm.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.BytesUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many bytes at a time: copied, moved, compared, zeroed, marshalled. */
class ScopeBytesCopyTest {
    private static final int SIZE = 4096;

    private final TestScope scope = TestScope.of(SIZE);
    private final Bytes<?> bytes = ChronicleViews.of(scope, 0, SIZE, "the test range");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 100, 2000})
    void bytesAreCopiedBothWays(int length) {
        byte[] data = pattern(length);
        Bytes<?> heap = Bytes.wrapForRead(data);
        bytes.write(heap);
        assertArrayEquals(data, bytes.toByteArray());
        assertEquals(length, heap.readRemaining());

        Bytes<?> back = Bytes.allocateElasticOnHeap(16);
        back.write(bytes);
        assertArrayEquals(data, back.toByteArray());

        Bytes<?> direct = Bytes.allocateElasticDirect(16);
        direct.write(bytes);
        assertArrayEquals(data, direct.toByteArray());
        bytes.clear().write(direct);
        assertArrayEquals(data, bytes.toByteArray());
        direct.releaseLast();

        Bytes<?> other = ChronicleViews.of(scope, 2048, 2048, "the second half");
        other.write(bytes);
        assertEquals(bytes, other);
        byte[] out = new byte[length];
        assertEquals(length, bytes.copyTo(out));
        assertArrayEquals(data, out);
    }

    @Test
    void aCopyOfARangeTakesThatRange() {
        Bytes<?> heap = Bytes.wrapForRead(pattern(100));
        bytes.write(heap, 10L, 20L).write(5L, new byte[] {9, 8, 7}, 1, 2);
        assertEquals(heap.readByte(10), bytes.readByte(0));
        assertEquals(heap.readByte(29), bytes.readByte(19));
        assertEquals(8, bytes.readByte(5));
        assertEquals(7, bytes.readByte(6));
        bytes.write(1000, heap, 90, 10);
        assertEquals(heap.readByte(99), bytes.readByte(1009));
        assertThrows(BufferUnderflowException.class, () -> bytes.write(1000, BytesStore.wrap(new byte[8]), 4, 8));
        assertThrows(BufferOverflowException.class, () -> bytes.write(SIZE - 4, heap, 0, 8));
    }

    @Test
    void byteBuffersAreReadAndWritten() {
        byte[] data = pattern(3000);
        ByteBuffer direct = ByteBuffer.allocateDirect(3000).put(data).flip();
        ByteBuffer sliced = ByteBuffer.wrap(data, 100, 50).slice();
        ByteBuffer readOnly = ByteBuffer.wrap(data).asReadOnlyBuffer();
        bytes.writeSome(direct);
        assertArrayEquals(data, bytes.toByteArray());
        assertEquals(0, direct.remaining());
        bytes.write(0, sliced, 10, 20);
        assertEquals(data[110], bytes.readByte(0));
        bytes.write(50, readOnly, 1, 30);
        assertEquals(data[1], bytes.readByte(50));

        bytes.clear().write(data);
        ByteBuffer heap = ByteBuffer.allocate(1000);
        bytes.read(heap);
        assertEquals(0, heap.remaining());
        assertEquals(data[999], heap.get(999));
        ByteBuffer copied = ByteBuffer.allocateDirect(2000);
        assertEquals(2000, bytes.copyTo(copied));
        assertEquals(data[2999], copied.get(1999));
    }

    @Test
    void streamsAreReadAndWritten() throws Exception {
        bytes.copyFrom(new ByteArrayInputStream(pattern(500)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes.copyTo(out);
        assertArrayEquals(pattern(500), out.toByteArray());
    }

    @Test
    void equalityIsThatOfTheReadableBytes() {
        bytes.append("same content here");
        Bytes<?> heap = Bytes.from("same content here");
        assertEquals(heap, bytes);
        assertEquals(bytes, heap);
        assertEquals(heap.hashCode(), bytes.hashCode());
        assertTrue(bytes.contentEquals(heap));
        assertTrue(bytes.startsWith(Bytes.from("same")));
        assertTrue(bytes.isEqual("same content here"));
        assertEquals(heap.byteCheckSum(), bytes.byteCheckSum());
        assertEquals(heap.fastHash(0, 16), bytes.fastHash(0, 16));
        assertEquals("same content here", bytes.toString());
        bytes.writeByte(0, (byte) 'S');
        assertNotEquals(heap, bytes);
        assertEquals(
                BytesStore.wrap(new byte[SIZE - 1]).length() + 1,
                bytes.bytesStore().length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 100, 3000})
    void movingKeepsTheBytes(int distance) {
        byte[] data = pattern(1000);
        for (int[] fromTo : new int[][] {{0, distance}, {distance, 0}}) {
            bytes.clear().write(fromTo[0], data);
            bytes.move(fromTo[0], fromTo[1], 1000);
            byte[] moved = new byte[1000];
            bytes.bytesStore().read(fromTo[1], moved, 0, 1000);
            assertArrayEquals(data, moved);
        }
    }

    @Test
    void movingALargeRangeUpwardsKeepsTheBytes() {
        TestScope large = TestScope.of(100_000);
        Bytes<?> view = ChronicleViews.of(large, 0, 100_000, "large");
        byte[] data = pattern(90_000);
        view.write(0, data);
        view.move(0, 33, 90_000);
        byte[] moved = new byte[90_000];
        view.bytesStore().read(33, moved, 0, 90_000);
        assertArrayEquals(data, moved);
    }

    @Test
    void zeroingAndCompactingStayInside() {
        scope.fillGuard((byte) 1);
        bytes.write(pattern(SIZE));
        bytes.readSkip(4000).compact();
        assertEquals(96, bytes.readRemaining());
        assertEquals(pattern(SIZE)[4000], bytes.readByte(0));
        bytes.zeroOut(0, Long.MAX_VALUE);
        assertTrue(scope.isAll((byte) 0));
        assertTrue(scope.guardIsAll((byte) 1));
    }

    @Test
    void marshallablesAreWrittenAndRead() {
        Quote quote = new Quote();
        quote.id = 7;
        quote.price = 1.25;
        quote.symbol = "ABC";
        quote.writeMarshallable(bytes);
        Quote read = new Quote();
        read.readMarshallable(bytes);
        assertEquals(7, read.id);
        assertEquals(1.25, read.price);
        assertEquals("ABC", read.symbol);
    }

    @Test
    void triviallyCopyableObjectsAreCopiedAndNothingElse() {
        int start = BytesUtil.triviallyCopyableStart(Plain.class);
        int length = BytesUtil.triviallyCopyableLength(Plain.class);
        bytes.unsafeWriteObject(new Plain(), start, length);
        Plain read = new Plain();
        read.first = 0;
        read.second = 0;
        bytes.unsafeReadObject(read, start, length);
        assertEquals(3, read.first);
        assertEquals(4, read.second);
        bytes.clear().writePosition(SIZE);
        assertThrows(IllegalArgumentException.class, () -> bytes.unsafeReadObject(read, start, length + 8));
        assertThrows(IllegalArgumentException.class, () -> bytes.unsafeReadObject(read, start, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> bytes.unsafeReadObject(new byte[8], 16, 8));
        assertThrows(UnsupportedOperationException.class, () -> bytes.unsafeRead(4096, 8));
        assertThrows(UnsupportedOperationException.class, () -> bytes.unsafeWrite(4096, 8));
    }

    private static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) data[i] = (byte) (i * 31 + 7);
        return data;
    }

    /** Public, because Chronicle reads the fields by reflection. */
    public static final class Quote implements BytesMarshallable {
        public long id;
        public double price;
        public @Nullable String symbol;
    }

    static final class Plain {
        int first = 3;
        long second = 4;
    }
}
