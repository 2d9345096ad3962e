package dev.shm.memory;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** The half of {@link RawMemory} for Java 17 to 21. Loaded there only. */
@SuppressWarnings({"removal", "deprecation"})
final class UnsafeMemory {
    static final Unsafe UNSAFE = unsafe();
    private static final long ARRAY = Unsafe.ARRAY_BYTE_BASE_OFFSET;

    private UnsafeMemory() {}

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static long allocate(long sizeBytes) {
        return UNSAFE.allocateMemory(sizeBytes);
    }

    static void free(long address) {
        UNSAFE.freeMemory(address);
    }

    static void copy(long from, long to, long sizeBytes) {
        UNSAFE.copyMemory(from, to, sizeBytes);
    }

    static void copyToArray(long from, byte[] to, int toIndex, int sizeBytes) {
        UNSAFE.copyMemory(null, from, to, ARRAY + toIndex, sizeBytes);
    }

    static void copyFromArray(byte[] from, int fromIndex, long to, int sizeBytes) {
        UNSAFE.copyMemory(from, ARRAY + fromIndex, null, to, sizeBytes);
    }

    static byte getByte(long address) {
        return UNSAFE.getByte(address);
    }

    static byte getByteVolatile(long address) {
        return UNSAFE.getByteVolatile(null, address);
    }

    static void putByte(long address, byte value) {
        UNSAFE.putByte(address, value);
    }

    static void putByteRelease(long address, byte value) {
        UNSAFE.storeFence();
        UNSAFE.putByte(address, value);
    }

    static void putByteVolatile(long address, byte value) {
        UNSAFE.putByteVolatile(null, address, value);
    }

    static short getShort(long address) {
        return UNSAFE.getShort(address);
    }

    static short getShortVolatile(long address) {
        return UNSAFE.getShortVolatile(null, address);
    }

    static void putShort(long address, short value) {
        UNSAFE.putShort(address, value);
    }

    static void putShortRelease(long address, short value) {
        UNSAFE.storeFence();
        UNSAFE.putShort(address, value);
    }

    static void putShortVolatile(long address, short value) {
        UNSAFE.putShortVolatile(null, address, value);
    }

    static char getChar(long address) {
        return UNSAFE.getChar(address);
    }

    static char getCharVolatile(long address) {
        return UNSAFE.getCharVolatile(null, address);
    }

    static void putChar(long address, char value) {
        UNSAFE.putChar(address, value);
    }

    static void putCharRelease(long address, char value) {
        UNSAFE.storeFence();
        UNSAFE.putChar(address, value);
    }

    static void putCharVolatile(long address, char value) {
        UNSAFE.putCharVolatile(null, address, value);
    }

    static int getInt(long address) {
        return UNSAFE.getInt(address);
    }

    static int getIntVolatile(long address) {
        return UNSAFE.getIntVolatile(null, address);
    }

    static void putInt(long address, int value) {
        UNSAFE.putInt(address, value);
    }

    static void putIntRelease(long address, int value) {
        UNSAFE.putOrderedInt(null, address, value);
    }

    static void putIntVolatile(long address, int value) {
        UNSAFE.putIntVolatile(null, address, value);
    }

    static boolean compareAndSetInt(long address, int expected, int value) {
        return UNSAFE.compareAndSwapInt(null, address, expected, value);
    }

    static int getAndAddInt(long address, int delta) {
        return UNSAFE.getAndAddInt(null, address, delta);
    }

    static long getLong(long address) {
        return UNSAFE.getLong(address);
    }

    static long getLongVolatile(long address) {
        return UNSAFE.getLongVolatile(null, address);
    }

    static void putLong(long address, long value) {
        UNSAFE.putLong(address, value);
    }

    static void putLongRelease(long address, long value) {
        UNSAFE.putOrderedLong(null, address, value);
    }

    static void putLongVolatile(long address, long value) {
        UNSAFE.putLongVolatile(null, address, value);
    }

    static boolean compareAndSetLong(long address, long expected, long value) {
        return UNSAFE.compareAndSwapLong(null, address, expected, value);
    }

    static long getAndAddLong(long address, long delta) {
        return UNSAFE.getAndAddLong(null, address, delta);
    }

    static float getFloat(long address) {
        return UNSAFE.getFloat(address);
    }

    static float getFloatVolatile(long address) {
        return UNSAFE.getFloatVolatile(null, address);
    }

    static void putFloat(long address, float value) {
        UNSAFE.putFloat(address, value);
    }

    static void putFloatRelease(long address, float value) {
        UNSAFE.storeFence();
        UNSAFE.putFloat(address, value);
    }

    static void putFloatVolatile(long address, float value) {
        UNSAFE.putFloatVolatile(null, address, value);
    }

    static double getDouble(long address) {
        return UNSAFE.getDouble(address);
    }

    static double getDoubleVolatile(long address) {
        return UNSAFE.getDoubleVolatile(null, address);
    }

    static void putDouble(long address, double value) {
        UNSAFE.putDouble(address, value);
    }

    static void putDoubleRelease(long address, double value) {
        UNSAFE.storeFence();
        UNSAFE.putDouble(address, value);
    }

    static void putDoubleVolatile(long address, double value) {
        UNSAFE.putDoubleVolatile(null, address, value);
    }
}
