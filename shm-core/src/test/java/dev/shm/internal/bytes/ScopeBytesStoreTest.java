package dev.shm.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.internal.bytes.AccessorSweep.Surroundings;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScopeBytesStoreTest {
    private static final int SIZE = 64;
    private static final byte[] FILLINGS = {0x5a, (byte) 0xc3};

    /** A kind of subject, made of a scope. */
    record Kind(String name, Class<?> type, Function<TestScope, ?> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("store", ScopeBytesStore.class, ScopeBytesStoreTest::store),
                new Kind("bytes, fresh", ScopeBytes.class, scope -> bytes(scope, 0, 0)),
                new Kind("bytes, all readable", ScopeBytes.class, scope -> bytes(scope, 0, SIZE)),
                new Kind("bytes, near the end", ScopeBytes.class, scope -> bytes(scope, SIZE - 3, SIZE - 1)));
    }

    private static ScopeBytesStore store(TestScope scope) {
        return new ScopeBytesStore(new CheckedRange(scope, 0, SIZE, "the test range"));
    }

    private static Bytes<?> bytes(TestScope scope, long readPosition, long writePosition) {
        return new ScopeBytes(store(scope)).writePosition(writePosition).readPosition(readPosition);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noAccessorReachesBeyondTheRange(Kind kind) throws Exception {
        TestScope memory = TestScope.of(SIZE);
        verify(kind, () -> kind.make().apply(memory), guarded(memory));
    }

    /** The bytes around the range are the surroundings. */
    private static Surroundings guarded(TestScope memory) {
        return new Surroundings() {
            @Override
            public void prepare(int filling) {
                memory.fill((byte) 0);
                memory.fillGuard(FILLINGS[filling]);
            }

            @Override
            public boolean untouched(int filling) {
                return memory.guardIsAll(FILLINGS[filling]);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noAccessorReachesAScopeThatHasEnded(Kind kind) throws Exception {
        TestScope memory = TestScope.of(SIZE);
        verify(
                kind,
                () -> {
                    TestScope scope = memory.again();
                    Object subject = kind.make().apply(scope);
                    scope.endNow();
                    return subject;
                },
                untouched(memory, true));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noAccessorWritesToAReadOnlyScope(Kind kind) throws Exception {
        TestScope memory = TestScope.of(SIZE);
        verify(kind, () -> kind.make().apply(memory.readOnly()), untouched(memory, false));
    }

    /** All memory is the surroundings; only where reading is refused do the fillings differ. */
    private static Surroundings untouched(TestScope memory, boolean differ) {
        return new Surroundings() {
            private byte value(int filling) {
                return FILLINGS[differ ? filling : 0];
            }

            @Override
            public void prepare(int filling) {
                memory.fill(value(filling));
                memory.fillGuard(value(filling));
            }

            @Override
            public boolean untouched(int filling) {
                return memory.isAll(value(filling)) && memory.guardIsAll(value(filling));
            }
        };
    }

    private static void verify(Kind kind, Supplier<?> subject, Surroundings surroundings) throws Exception {
        AccessorSweep sweep = new AccessorSweep(SIZE);
        sweep.sweep(kind.type(), subject, surroundings);
        List<String> complaints = sweep.complaints();
        assertTrue(
                complaints.isEmpty(),
                () -> complaints.size() + " complaints:\n"
                        + String.join("\n", complaints.subList(0, Math.min(40, complaints.size()))));
        assertTrue(sweep.calls() > 10_000, "the sweep saw the methods");
        assertEquals(Set.of(), sweep.untried());
    }

    @Test
    void theSweepSeesReadsAndWritesBeyondTheRange() throws Exception {
        TestScope memory = TestScope.of(SIZE);
        TestScope tooLarge = memory.widened(16);
        AccessorSweep sweep = new AccessorSweep(SIZE);
        sweep.sweep(
                ScopeBytesStore.class,
                () -> new ScopeBytesStore(new CheckedRange(tooLarge, 0, SIZE + 16, "too much")),
                guarded(memory));
        assertTrue(
                sweep.complaints().stream().anyMatch(text -> text.contains("readLong") && text.contains("read out")));
        assertTrue(sweep.complaints().stream().anyMatch(text -> text.contains("writeLong") && text.contains("wrote")));
    }

    /** A single-value access at an offset. */
    interface Access {
        void at(BytesStore<?, ?> store, long offset);
    }

    private static void checkEdges(int width, boolean reads, boolean needsAlignment, Access access) {
        TestScope scope = TestScope.of(SIZE);
        for (BytesStore<?, ?> subject : List.of(store(scope), bytes(scope, 0, 0))) {
            access.at(subject, 0);
            access.at(subject, SIZE - width);
            Class<? extends RuntimeException> expected =
                    reads ? BufferUnderflowException.class : BufferOverflowException.class;
            for (long outside : new long[] {-1, -width, SIZE, SIZE + 1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThrows(expected, () -> access.at(subject, outside));
            }
            if (width > 1) assertThrows(expected, () -> access.at(subject, SIZE - width + 1));
            if (needsAlignment) {
                assertThrows(IllegalArgumentException.class, () -> access.at(subject, 1));
            } else {
                access.at(subject, 1);
            }
        }
        scope.endNow();
        assertThrows(TestScope.Ended.class, () -> access.at(store(scope), 0));
        assertThrows(TestScope.Ended.class, () -> access.at(bytes(scope, 0, 0), 0));
    }

    @Test
    void everyReadIsCheckedAtTheEdges() {
        checkEdges(1, true, false, BytesStore::readByte);
        checkEdges(2, true, false, BytesStore::readShort);
        checkEdges(4, true, false, BytesStore::readInt);
        checkEdges(8, true, false, BytesStore::readLong);
        checkEdges(4, true, false, BytesStore::readFloat);
        checkEdges(8, true, false, BytesStore::readDouble);
        checkEdges(1, true, false, BytesStore::readUnsignedByte);
        checkEdges(2, true, false, BytesStore::readUnsignedShort);
        checkEdges(4, true, false, BytesStore::readUnsignedInt);
        checkEdges(1, true, false, BytesStore::readVolatileByte);
        checkEdges(2, true, true, BytesStore::readVolatileShort);
        checkEdges(4, true, true, BytesStore::readVolatileInt);
        checkEdges(8, true, true, BytesStore::readVolatileLong);
        checkEdges(4, true, true, BytesStore::readVolatileFloat);
        checkEdges(8, true, true, BytesStore::readVolatileDouble);
    }

    @Test
    void everyWriteIsCheckedAtTheEdges() {
        checkEdges(1, false, false, (store, offset) -> store.writeByte(offset, (byte) 1));
        checkEdges(2, false, false, (store, offset) -> store.writeShort(offset, (short) 1));
        checkEdges(4, false, false, (store, offset) -> store.writeInt(offset, 1));
        checkEdges(8, false, false, (store, offset) -> store.writeLong(offset, 1));
        checkEdges(4, false, false, (store, offset) -> store.writeFloat(offset, 1));
        checkEdges(8, false, false, (store, offset) -> store.writeDouble(offset, 1));
        checkEdges(4, false, true, (store, offset) -> store.writeOrderedInt(offset, 1));
        checkEdges(8, false, true, (store, offset) -> store.writeOrderedLong(offset, 1));
        checkEdges(1, false, false, (store, offset) -> store.writeVolatileByte(offset, (byte) 1));
        checkEdges(2, false, true, (store, offset) -> store.writeVolatileShort(offset, (short) 1));
        checkEdges(4, false, true, (store, offset) -> store.writeVolatileInt(offset, 1));
        checkEdges(8, false, true, (store, offset) -> store.writeVolatileLong(offset, 1));
        checkEdges(4, false, true, (store, offset) -> store.compareAndSwapInt(offset, 7, 1));
        checkEdges(8, false, true, (store, offset) -> store.compareAndSwapLong(offset, 7, 1));
        checkEdges(4, false, true, (store, offset) -> store.compareAndSwapFloat(offset, 7, 1));
        checkEdges(8, false, true, (store, offset) -> store.compareAndSwapDouble(offset, 7, 1));
        checkEdges(4, false, true, (store, offset) -> store.testAndSetInt(offset, 0, 0));
    }

    @Test
    void addingIsCheckedAsARead() {
        checkEdges(4, true, true, (store, offset) -> store.addAndGetInt(offset, 1));
        checkEdges(8, true, true, (store, offset) -> store.addAndGetLong(offset, 1));
        checkEdges(4, true, true, (store, offset) -> store.addAndGetFloat(offset, 1));
        checkEdges(8, true, true, (store, offset) -> store.addAndGetDouble(offset, 1));
    }

    @Test
    void aRangeOutsideTheScopeIsRefused() {
        TestScope scope = TestScope.of(SIZE);
        assertThrows(IndexOutOfBoundsException.class, () -> new CheckedRange(scope, 1, SIZE, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> new CheckedRange(scope, -1, 1, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> new CheckedRange(scope, Long.MAX_VALUE, 2, "x"));
    }

    @Test
    void noAddressIsHandedOut() {
        for (BytesStore<?, ?> subject : List.of(store(TestScope.of(SIZE)), bytes(TestScope.of(SIZE), 0, SIZE))) {
            assertFalse(subject.isDirectMemory());
            assertFalse(subject.canReadDirect(1));
            assertNull(subject.underlyingObject());
            assertThrows(UnsupportedOperationException.class, () -> subject.addressForRead(0));
            assertThrows(UnsupportedOperationException.class, () -> subject.addressForRead(0, 4));
            assertThrows(UnsupportedOperationException.class, () -> subject.addressForWrite(0));
            assertThrows(UnsupportedOperationException.class, subject::addressForWritePosition);
            assertThrows(UnsupportedOperationException.class, () -> subject.nativeRead(0, 4096, 8));
            assertThrows(UnsupportedOperationException.class, () -> subject.nativeWrite(4096, 0, 8));
        }
    }

    @Test
    void messagesNameTheOffenderAndTheRange() {
        Exception thrown = assertThrows(
                BufferUnderflowException.class, () -> store(TestScope.of(SIZE)).readLong(60));
        assertEquals("read of 8 bytes at offset 60 is outside the test range, which has 64 bytes", thrown.getMessage());
    }
}
