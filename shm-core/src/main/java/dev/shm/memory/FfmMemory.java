package dev.shm.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The half of {@link RawMemory} for Java 22 and later. Loaded there only.
 *
 * <p>Each handle is constant and bound to the segment of all memory ({@link FfmHandles}), so that the JIT reduces a
 * call to one instruction, as it does for {@code Unsafe}. Plain access goes through unaligned layouts; these know no
 * other mode, so the other modes have aligned handles of their own.
 */
final class FfmMemory {
    private static final MethodHandle COPY = FfmHandles.copy();
    private static final MethodHandle TO_ARRAY = FfmHandles.copyToArray();
    private static final MethodHandle FROM_ARRAY = FfmHandles.copyFromArray();
    private static final VarHandle BYTE = FfmHandles.word("JAVA_BYTE");
    private static final VarHandle PLAIN_SHORT = FfmHandles.word("JAVA_SHORT_UNALIGNED");
    private static final VarHandle SHORT = FfmHandles.word("JAVA_SHORT");
    private static final VarHandle PLAIN_CHAR = FfmHandles.word("JAVA_CHAR_UNALIGNED");
    private static final VarHandle CHAR = FfmHandles.word("JAVA_CHAR");
    private static final VarHandle PLAIN_INT = FfmHandles.word("JAVA_INT_UNALIGNED");
    private static final VarHandle INT = FfmHandles.word("JAVA_INT");
    private static final VarHandle PLAIN_LONG = FfmHandles.word("JAVA_LONG_UNALIGNED");
    private static final VarHandle LONG = FfmHandles.word("JAVA_LONG");
    private static final VarHandle PLAIN_FLOAT = FfmHandles.word("JAVA_FLOAT_UNALIGNED");
    private static final VarHandle FLOAT = FfmHandles.word("JAVA_FLOAT");
    private static final VarHandle PLAIN_DOUBLE = FfmHandles.word("JAVA_DOUBLE_UNALIGNED");
    private static final VarHandle DOUBLE = FfmHandles.word("JAVA_DOUBLE");

    private FfmMemory() {}

    static void copy(long from, long to, long sizeBytes) {
        try {
            COPY.invokeExact(from, to, sizeBytes);
        } catch (Throwable e) {
            throw FfmHandles.unchecked(e);
        }
    }

    static void copyToArray(long from, byte[] to, int toIndex, int sizeBytes) {
        try {
            TO_ARRAY.invokeExact(from, (Object) to, toIndex, sizeBytes);
        } catch (Throwable e) {
            throw FfmHandles.unchecked(e);
        }
    }

    static void copyFromArray(byte[] from, int fromIndex, long to, int sizeBytes) {
        try {
            FROM_ARRAY.invokeExact((Object) from, fromIndex, to, sizeBytes);
        } catch (Throwable e) {
            throw FfmHandles.unchecked(e);
        }
    }

    static byte getByte(long address) {
        return (byte) BYTE.get(address);
    }

    static byte getByteOpaque(long address) {
        return (byte) BYTE.getOpaque(address);
    }

    static byte getByteAcquire(long address) {
        return (byte) BYTE.getAcquire(address);
    }

    static byte getByteVolatile(long address) {
        return (byte) BYTE.getVolatile(address);
    }

    static void putByte(long address, byte value) {
        BYTE.set(address, value);
    }

    static void putByteOpaque(long address, byte value) {
        BYTE.setOpaque(address, value);
    }

    static void putByteRelease(long address, byte value) {
        BYTE.setRelease(address, value);
    }

    static void putByteVolatile(long address, byte value) {
        BYTE.setVolatile(address, value);
    }

    static short getShort(long address) {
        return (short) PLAIN_SHORT.get(address);
    }

    static short getShortOpaque(long address) {
        return (short) SHORT.getOpaque(address);
    }

    static short getShortAcquire(long address) {
        return (short) SHORT.getAcquire(address);
    }

    static short getShortVolatile(long address) {
        return (short) SHORT.getVolatile(address);
    }

    static void putShort(long address, short value) {
        PLAIN_SHORT.set(address, value);
    }

    static void putShortOpaque(long address, short value) {
        SHORT.setOpaque(address, value);
    }

    static void putShortRelease(long address, short value) {
        SHORT.setRelease(address, value);
    }

    static void putShortVolatile(long address, short value) {
        SHORT.setVolatile(address, value);
    }

    static char getChar(long address) {
        return (char) PLAIN_CHAR.get(address);
    }

    static char getCharOpaque(long address) {
        return (char) CHAR.getOpaque(address);
    }

    static char getCharAcquire(long address) {
        return (char) CHAR.getAcquire(address);
    }

    static char getCharVolatile(long address) {
        return (char) CHAR.getVolatile(address);
    }

    static void putChar(long address, char value) {
        PLAIN_CHAR.set(address, value);
    }

    static void putCharOpaque(long address, char value) {
        CHAR.setOpaque(address, value);
    }

    static void putCharRelease(long address, char value) {
        CHAR.setRelease(address, value);
    }

    static void putCharVolatile(long address, char value) {
        CHAR.setVolatile(address, value);
    }

    static int getInt(long address) {
        return (int) PLAIN_INT.get(address);
    }

    static int getIntOpaque(long address) {
        return (int) INT.getOpaque(address);
    }

    static int getIntAcquire(long address) {
        return (int) INT.getAcquire(address);
    }

    static int getIntVolatile(long address) {
        return (int) INT.getVolatile(address);
    }

    static void putInt(long address, int value) {
        PLAIN_INT.set(address, value);
    }

    static void putIntOpaque(long address, int value) {
        INT.setOpaque(address, value);
    }

    static void putIntRelease(long address, int value) {
        INT.setRelease(address, value);
    }

    static void putIntVolatile(long address, int value) {
        INT.setVolatile(address, value);
    }

    static boolean compareAndSetInt(long address, int expected, int value) {
        return INT.compareAndSet(address, expected, value);
    }

    static int getAndAddInt(long address, int delta) {
        return (int) INT.getAndAdd(address, delta);
    }

    static long getLong(long address) {
        return (long) PLAIN_LONG.get(address);
    }

    static long getLongOpaque(long address) {
        return (long) LONG.getOpaque(address);
    }

    static long getLongAcquire(long address) {
        return (long) LONG.getAcquire(address);
    }

    static long getLongVolatile(long address) {
        return (long) LONG.getVolatile(address);
    }

    static void putLong(long address, long value) {
        PLAIN_LONG.set(address, value);
    }

    static void putLongOpaque(long address, long value) {
        LONG.setOpaque(address, value);
    }

    static void putLongRelease(long address, long value) {
        LONG.setRelease(address, value);
    }

    static void putLongVolatile(long address, long value) {
        LONG.setVolatile(address, value);
    }

    static boolean compareAndSetLong(long address, long expected, long value) {
        return LONG.compareAndSet(address, expected, value);
    }

    static long getAndAddLong(long address, long delta) {
        return (long) LONG.getAndAdd(address, delta);
    }

    static float getFloat(long address) {
        return (float) PLAIN_FLOAT.get(address);
    }

    static float getFloatOpaque(long address) {
        return (float) FLOAT.getOpaque(address);
    }

    static float getFloatAcquire(long address) {
        return (float) FLOAT.getAcquire(address);
    }

    static float getFloatVolatile(long address) {
        return (float) FLOAT.getVolatile(address);
    }

    static void putFloat(long address, float value) {
        PLAIN_FLOAT.set(address, value);
    }

    static void putFloatOpaque(long address, float value) {
        FLOAT.setOpaque(address, value);
    }

    static void putFloatRelease(long address, float value) {
        FLOAT.setRelease(address, value);
    }

    static void putFloatVolatile(long address, float value) {
        FLOAT.setVolatile(address, value);
    }

    static double getDouble(long address) {
        return (double) PLAIN_DOUBLE.get(address);
    }

    static double getDoubleOpaque(long address) {
        return (double) DOUBLE.getOpaque(address);
    }

    static double getDoubleAcquire(long address) {
        return (double) DOUBLE.getAcquire(address);
    }

    static double getDoubleVolatile(long address) {
        return (double) DOUBLE.getVolatile(address);
    }

    static void putDouble(long address, double value) {
        PLAIN_DOUBLE.set(address, value);
    }

    static void putDoubleOpaque(long address, double value) {
        DOUBLE.setOpaque(address, value);
    }

    static void putDoubleRelease(long address, double value) {
        DOUBLE.setRelease(address, value);
    }

    static void putDoubleVolatile(long address, double value) {
        DOUBLE.setVolatile(address, value);
    }
}
