package dev.shm.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.FreshName;
import dev.shm.SharedRegion;
import dev.shm.Words;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NothingLeftBehind
final class RawMemoryTest {
    private static final int SIZE = 256;
    private static final byte GUARD = 0x5A;

    private final PrivateMemory memory = PrivateMemory.allocate(SIZE);
    private final long base = memory.base();
    private final long at = base + 64;

    @AfterEach
    void memoryOutlivesTheTest() {
        Reference.reachabilityFence(memory);
    }

    private interface Put<T> {
        void put(long address, T value);
    }

    private interface Get<T> {
        T get(long address);
    }

    /** Each way of writing with each way of reading, and no byte changed beside the value's own. */
    private <T> void roundTrip(int width, List<Put<T>> puts, List<Get<T>> gets, List<T> values) {
        for (Put<T> put : puts) {
            for (T value : values) {
                for (int i = 0; i < SIZE; i++) RawMemory.putByte(base + i, GUARD);
                put.put(at, value);
                for (Get<T> get : gets) assertEquals(value, get.get(at));
                for (int i = 0; i < SIZE; i++) {
                    boolean own = base + i >= at && base + i < at + width;
                    if (!own) assertEquals(GUARD, RawMemory.getByte(base + i), "byte " + (base + i - at));
                }
            }
        }
    }

    @Test
    void bytesRoundTripInEveryMode() {
        roundTrip(
                1,
                List.of(
                        RawMemory::putByte,
                        RawMemory::putByteOpaque,
                        RawMemory::putByteRelease,
                        RawMemory::putByteVolatile),
                List.of(
                        RawMemory::getByte,
                        RawMemory::getByteOpaque,
                        RawMemory::getByteAcquire,
                        RawMemory::getByteVolatile),
                List.of((byte) 0, (byte) 1, (byte) -1, Byte.MIN_VALUE, Byte.MAX_VALUE));
    }

    @Test
    void shortsRoundTripInEveryMode() {
        roundTrip(
                2,
                List.of(
                        RawMemory::putShort,
                        RawMemory::putShortOpaque,
                        RawMemory::putShortRelease,
                        RawMemory::putShortVolatile),
                List.of(
                        RawMemory::getShort,
                        RawMemory::getShortOpaque,
                        RawMemory::getShortAcquire,
                        RawMemory::getShortVolatile),
                List.of((short) 0, (short) 0x0102, (short) -1, Short.MIN_VALUE, Short.MAX_VALUE));
    }

    @Test
    void charsRoundTripInEveryMode() {
        roundTrip(
                2,
                List.of(
                        RawMemory::putChar,
                        RawMemory::putCharOpaque,
                        RawMemory::putCharRelease,
                        RawMemory::putCharVolatile),
                List.of(
                        RawMemory::getChar,
                        RawMemory::getCharOpaque,
                        RawMemory::getCharAcquire,
                        RawMemory::getCharVolatile),
                List.of((char) 0, 'a', '\u0102', '\ud83d', Character.MAX_VALUE));
    }

    @Test
    void intsRoundTripInEveryMode() {
        roundTrip(
                4,
                List.of(
                        RawMemory::putInt,
                        RawMemory::putIntOpaque,
                        RawMemory::putIntRelease,
                        RawMemory::putIntVolatile),
                List.of(
                        RawMemory::getInt,
                        RawMemory::getIntOpaque,
                        RawMemory::getIntAcquire,
                        RawMemory::getIntVolatile),
                List.of(0, 0x01020304, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void longsRoundTripInEveryMode() {
        roundTrip(
                8,
                List.of(
                        RawMemory::putLong,
                        RawMemory::putLongOpaque,
                        RawMemory::putLongRelease,
                        RawMemory::putLongVolatile),
                List.of(
                        RawMemory::getLong,
                        RawMemory::getLongOpaque,
                        RawMemory::getLongAcquire,
                        RawMemory::getLongVolatile),
                List.of(0L, 0x0102030405060708L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void floatsRoundTripInEveryMode() {
        roundTrip(
                4,
                List.of(
                        RawMemory::putFloat,
                        RawMemory::putFloatOpaque,
                        RawMemory::putFloatRelease,
                        RawMemory::putFloatVolatile),
                List.of(
                        RawMemory::getFloat,
                        RawMemory::getFloatOpaque,
                        RawMemory::getFloatAcquire,
                        RawMemory::getFloatVolatile),
                List.of(0f, -0f, 1.5f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY));
    }

    @Test
    void doublesRoundTripInEveryMode() {
        roundTrip(
                8,
                List.of(
                        RawMemory::putDouble,
                        RawMemory::putDoubleOpaque,
                        RawMemory::putDoubleRelease,
                        RawMemory::putDoubleVolatile),
                List.of(
                        RawMemory::getDouble,
                        RawMemory::getDoubleOpaque,
                        RawMemory::getDoubleAcquire,
                        RawMemory::getDoubleVolatile),
                List.of(0d, -0d, 1.5d, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY));
    }

    @Test
    void valuesAreLittleEndian() {
        RawMemory.putLong(at, 0x0102030405060708L);
        for (int i = 0; i < 8; i++) assertEquals(8 - i, RawMemory.getByte(at + i));
        RawMemory.putShort(at, (short) 0x0102);
        assertEquals(2, RawMemory.getByte(at));
        RawMemory.putFloat(at, Float.intBitsToFloat(0x01020304));
        assertEquals(4, RawMemory.getByte(at));
    }

    @Test
    void plainAccessTakesAnyAddress() {
        for (int shift = 0; shift < 8; shift++) {
            RawMemory.putLong(at + shift, 0x0102030405060708L + shift);
            assertEquals(0x0102030405060708L + shift, RawMemory.getLong(at + shift));
            RawMemory.putInt(at + shift, shift - 3);
            assertEquals(shift - 3, RawMemory.getInt(at + shift));
            RawMemory.putShort(at + shift, (short) (shift - 3));
            assertEquals(shift - 3, RawMemory.getShort(at + shift));
            RawMemory.putChar(at + shift, (char) ('a' + shift));
            assertEquals('a' + shift, RawMemory.getChar(at + shift));
            RawMemory.putDouble(at + shift, shift);
            assertEquals(shift, RawMemory.getDouble(at + shift));
            RawMemory.putFloat(at + shift, shift);
            assertEquals(shift, RawMemory.getFloat(at + shift));
        }
    }

    @Test
    void compareAndSetChangesOnlyWhatWasExpected() {
        RawMemory.putLong(at, -1);
        RawMemory.putInt(at, 5);
        assertFalse(RawMemory.compareAndSetInt(at, 4, 6));
        assertEquals(5, RawMemory.getInt(at));
        assertTrue(RawMemory.compareAndSetInt(at, 5, Integer.MIN_VALUE));
        assertEquals(Integer.MIN_VALUE, RawMemory.getInt(at));
        assertEquals(-1, RawMemory.getInt(at + 4), "the word beside is untouched");
        RawMemory.putLong(at, 5);
        assertFalse(RawMemory.compareAndSetLong(at, 5L << 32, 6));
        assertTrue(RawMemory.compareAndSetLong(at, 5, Long.MIN_VALUE));
        assertEquals(Long.MIN_VALUE, RawMemory.getLong(at));
    }

    @Test
    void getAndAddAnswersWhatWasThere() {
        RawMemory.putLong(at, -1);
        assertEquals(-1, RawMemory.getAndAddInt(at, 3));
        assertEquals(2, RawMemory.getInt(at));
        assertEquals(-1, RawMemory.getInt(at + 4));
        RawMemory.putLong(at, Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, RawMemory.getAndAddLong(at, 1));
        assertEquals(Long.MIN_VALUE, RawMemory.getLong(at));
    }

    @Test
    void addsOfManyThreadsAllCount() throws InterruptedException {
        RawMemory.putLong(at, 0);
        RawMemory.putInt(at + 8, 0);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    RawMemory.getAndAddLong(at, 1);
                    int seen;
                    do {
                        seen = RawMemory.getIntVolatile(at + 8);
                    } while (!RawMemory.compareAndSetInt(at + 8, seen, seen + 1));
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        assertEquals(40_000, RawMemory.getLong(at));
        assertEquals(40_000, RawMemory.getInt(at + 8));
    }

    @Test
    void bulkCopiesMoveTheirBytesAndNoOthers() {
        byte[] source = new byte[64];
        for (int i = 0; i < source.length; i++) source[i] = (byte) (i + 1);
        for (int length : IntStream.rangeClosed(0, 40).toArray()) {
            for (int shift = 0; shift < 8; shift++) {
                guardAll();
                RawMemory.copyFromArray(source, shift, at + shift, length);
                checkOnly(at + shift, source, shift, length);

                guardAll();
                RawMemory.copyFromArray(source, 0, base, 64);
                RawMemory.copy(base + shift, at + 64 + shift, length);
                byte[] all = bytes();
                assertArrayEquals(
                        Arrays.copyOfRange(source, shift, shift + length),
                        Arrays.copyOfRange(all, 128 + shift, 128 + shift + length));
                assertEquals(GUARD, all[127 + shift]);
                assertEquals(GUARD, all[128 + shift + length]);

                byte[] target = new byte[64];
                Arrays.fill(target, GUARD);
                RawMemory.copyToArray(base + shift, target, shift, length);
                for (int i = 0; i < target.length; i++) {
                    boolean own = i >= shift && i < shift + length;
                    assertEquals(own ? source[i] : GUARD, target[i]);
                }
            }
        }
    }

    /** Words one by one, blocks of words, and what is too large for that. */
    @Test
    void copiesOfAnyLengthMoveTheirBytesAndNoOthers() {
        int most = 600;
        PrivateMemory room = PrivateMemory.allocate(2 * 1024);
        long target = room.base() + 1024;
        byte[] source = new byte[most];
        for (int i = 0; i < most; i++) source[i] = (byte) (i % 89 + 1);
        RawMemory.copyFromArray(source, 0, room.base(), most);
        for (int length = 0; length <= most; length++) {
            for (int shift : new int[] {8, 16, 11}) {
                RawMemory.zero(target, 1024);
                RawMemory.copy(room.base(), target + shift, length);
                byte[] expected = new byte[1024];
                System.arraycopy(source, 0, expected, shift, length);
                byte[] found = new byte[1024];
                RawMemory.copyToArray(target, found, 0, found.length);
                assertArrayEquals(expected, found, length + " bytes to " + shift);
            }
        }
        Reference.reachabilityFence(room);
    }

    @Test
    void copyMayMoveBytesDownOverThemselves() {
        PrivateMemory room = PrivateMemory.allocate(1024);
        for (int length : new int[] {40, 72, 128, 200, 256, 500}) {
            byte[] source = new byte[length];
            for (int i = 0; i < length; i++) source[i] = (byte) (i % 89 + 1);
            for (int distance = 1; distance <= 200; distance++) {
                RawMemory.copyFromArray(source, 0, room.base() + distance, length);
                RawMemory.copy(room.base() + distance, room.base(), length);
                byte[] moved = new byte[length];
                RawMemory.copyToArray(room.base(), moved, 0, length);
                assertArrayEquals(source, moved, length + " bytes down by " + distance);
            }
        }
        Reference.reachabilityFence(room);
    }

    @Test
    void zeroClearsItsRangeAndNoOther() {
        for (int length = 0; length <= 24; length++) {
            for (int shift = 0; shift < 8; shift++) {
                guardAll();
                RawMemory.zero(at + shift, length);
                checkOnly(at + shift, new byte[length], 0, length);
            }
        }
    }

    @Test
    void privateMemoryIsZeroedAndAligned() {
        for (int i = 0; i < 20; i++) {
            PrivateMemory fresh = PrivateMemory.allocate(100);
            assertEquals(0, fresh.base() % 64);
            byte[] bytes = new byte[100];
            RawMemory.copyToArray(fresh.base(), bytes, 0, 100);
            assertArrayEquals(new byte[100], bytes);
            Reference.reachabilityFence(fresh);
        }
    }

    @Test
    void regionsNeedNoUnsafeFromJdk24On() {
        assumeTrue(Runtime.version().feature() >= 24, "the JVM of this test knows no --sun-misc-unsafe-memory-access");
        try (ChildJvm child = ChildJvm.of(WithoutUnsafe.class)
                .args(FreshName.of("no-unsafe"))
                .jvmArgs("--sun-misc-unsafe-memory-access=deny")
                .start()) {
            child.awaitLine("done");
            child.awaitSuccess();
        }
    }

    /** Uses memory, region and mutex where Unsafe is denied. */
    static final class WithoutUnsafe {
        private WithoutUnsafe() {}

        public static void main(String[] args) {
            PrivateMemory memory = PrivateMemory.allocate(64);
            RawMemory.putLongRelease(memory.base(), 7);
            if (RawMemory.getAndAddLong(memory.base(), 1) != 7) throw new AssertionError("add");
            Reference.reachabilityFence(memory);
            try (SharedRegion region = SharedRegion.openOrCreate(args[0], 256, Words::fill)) {
                Words.checkFilled(region);
                region.lock();
                region.unlock();
                SharedRegion.delete(args[0]);
            }
            Handshake.say("done");
        }
    }

    private void guardAll() {
        for (int i = 0; i < SIZE; i++) RawMemory.putByte(base + i, GUARD);
    }

    private byte[] bytes() {
        byte[] all = new byte[SIZE];
        RawMemory.copyToArray(base, all, 0, SIZE);
        return all;
    }

    private void checkOnly(long from, byte[] source, int sourceIndex, int length) {
        byte[] all = bytes();
        int first = (int) (from - base);
        for (int i = 0; i < SIZE; i++) {
            boolean own = i >= first && i < first + length;
            assertEquals(own ? source[sourceIndex + i - first] : GUARD, all[i], "byte " + i);
        }
    }
}
