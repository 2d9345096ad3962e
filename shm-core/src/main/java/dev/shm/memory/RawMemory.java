package dev.shm.memory;

/**
 * Raw memory by absolute address, in the access modes of {@link java.lang.invoke.VarHandle}.
 *
 * <p>Not for applications: nothing is checked here, and a wrong address ends the JVM. It is public because generated
 * structs and the data structures call it, after a {@link MemoryScope} has answered for the address.
 *
 * <p>The suffix names the mode, and no suffix means plain. Plain access takes any address; every other mode needs a
 * naturally aligned one. Bytes are in the machine's order, which the regions require to be little-endian. Fences are
 * those of {@code VarHandle}.
 *
 * <p>The mode is reached by {@code sun.misc.Unsafe} before Java 22 and by the foreign-memory API from then on, decided
 * once when this class is loaded. {@code Unsafe} does not know all modes; there each is the weakest of its operations
 * that is at least as strong:
 *
 * <table class="plain">
 * <caption>Access modes by JDK</caption>
 * <tr><th>mode</th><th>17 to 21</th><th>22 and later</th></tr>
 * <tr><td>plain</td><td>{@code getX}, {@code putX}</td><td>{@code get}, {@code set}, unaligned layout</td></tr>
 * <tr><td>opaque get, acquire get</td><td>{@code getXVolatile}</td><td>{@code getOpaque}, {@code getAcquire}</td></tr>
 * <tr><td>opaque put, release put</td><td>{@code storeFence} and {@code putX}; {@code putOrderedX} for int and
 * long</td><td>{@code setOpaque}, {@code setRelease}</td></tr>
 * <tr><td>volatile</td><td>{@code getXVolatile}, {@code putXVolatile}</td><td>{@code getVolatile}, {@code
 * setVolatile}</td></tr>
 * <tr><td>compare and set, get and add</td><td>{@code compareAndSwapX}, {@code getAndAddX}</td><td>{@code
 * compareAndSet}, {@code getAndAdd}</td></tr>
 * </table>
 *
 * <p>Any thread of any process may call any method. A process that dies in a call leaves aligned values of up to eight
 * bytes old or new, and bulk copies done up to some byte.
 */
public final class RawMemory {
    /** True where the foreign-memory API is used, false where {@code Unsafe} is. */
    static final boolean FFM = Runtime.version().feature() >= 22;

    /** The bits in which addresses of programs differ, on every processor that Linux runs on. */
    private static final long ADDRESS_BITS = (1L << 56) - 1;

    /** Up to which a loop over words costs less than a call; and what was just stored by word is loaded by word. */
    private static final long SMALL_BYTES = 256;

    private RawMemory() {}

    /**
     * The same address, known to the JIT to be neither negative nor near overflow. For an address that was loaded from
     * a field, once for all accesses by it and constants: on Java 22 and later each access by it then loses the bounds
     * check of the foreign-memory API, which is a compare and a branch.
     */
    public static long canonical(long address) {
        return FFM ? address & ADDRESS_BITS : address;
    }

    // byte

    public static byte getByte(long address) {
        return FFM ? FfmMemory.getByte(address) : UnsafeMemory.getByte(address);
    }

    public static byte getByteOpaque(long address) {
        return FFM ? FfmMemory.getByteOpaque(address) : UnsafeMemory.getByteVolatile(address);
    }

    public static byte getByteAcquire(long address) {
        return FFM ? FfmMemory.getByteAcquire(address) : UnsafeMemory.getByteVolatile(address);
    }

    public static byte getByteVolatile(long address) {
        return FFM ? FfmMemory.getByteVolatile(address) : UnsafeMemory.getByteVolatile(address);
    }

    public static void putByte(long address, byte value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putByte(address, value);
        else UnsafeMemory.putByte(address, value);
    }

    public static void putByteOpaque(long address, byte value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putByteOpaque(address, value);
        else UnsafeMemory.putByteRelease(address, value);
    }

    public static void putByteRelease(long address, byte value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putByteRelease(address, value);
        else UnsafeMemory.putByteRelease(address, value);
    }

    public static void putByteVolatile(long address, byte value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putByteVolatile(address, value);
        else UnsafeMemory.putByteVolatile(address, value);
    }

    // short

    public static short getShort(long address) {
        return FFM ? FfmMemory.getShort(address) : UnsafeMemory.getShort(address);
    }

    public static short getShortOpaque(long address) {
        return FFM ? FfmMemory.getShortOpaque(address) : UnsafeMemory.getShortVolatile(address);
    }

    public static short getShortAcquire(long address) {
        return FFM ? FfmMemory.getShortAcquire(address) : UnsafeMemory.getShortVolatile(address);
    }

    public static short getShortVolatile(long address) {
        return FFM ? FfmMemory.getShortVolatile(address) : UnsafeMemory.getShortVolatile(address);
    }

    public static void putShort(long address, short value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putShort(address, value);
        else UnsafeMemory.putShort(address, value);
    }

    public static void putShortOpaque(long address, short value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putShortOpaque(address, value);
        else UnsafeMemory.putShortRelease(address, value);
    }

    public static void putShortRelease(long address, short value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putShortRelease(address, value);
        else UnsafeMemory.putShortRelease(address, value);
    }

    public static void putShortVolatile(long address, short value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putShortVolatile(address, value);
        else UnsafeMemory.putShortVolatile(address, value);
    }

    // char

    public static char getChar(long address) {
        return FFM ? FfmMemory.getChar(address) : UnsafeMemory.getChar(address);
    }

    public static char getCharOpaque(long address) {
        return FFM ? FfmMemory.getCharOpaque(address) : UnsafeMemory.getCharVolatile(address);
    }

    public static char getCharAcquire(long address) {
        return FFM ? FfmMemory.getCharAcquire(address) : UnsafeMemory.getCharVolatile(address);
    }

    public static char getCharVolatile(long address) {
        return FFM ? FfmMemory.getCharVolatile(address) : UnsafeMemory.getCharVolatile(address);
    }

    public static void putChar(long address, char value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putChar(address, value);
        else UnsafeMemory.putChar(address, value);
    }

    public static void putCharOpaque(long address, char value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putCharOpaque(address, value);
        else UnsafeMemory.putCharRelease(address, value);
    }

    public static void putCharRelease(long address, char value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putCharRelease(address, value);
        else UnsafeMemory.putCharRelease(address, value);
    }

    public static void putCharVolatile(long address, char value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putCharVolatile(address, value);
        else UnsafeMemory.putCharVolatile(address, value);
    }

    // int

    public static int getInt(long address) {
        return FFM ? FfmMemory.getInt(address) : UnsafeMemory.getInt(address);
    }

    public static int getIntOpaque(long address) {
        return FFM ? FfmMemory.getIntOpaque(address) : UnsafeMemory.getIntVolatile(address);
    }

    public static int getIntAcquire(long address) {
        return FFM ? FfmMemory.getIntAcquire(address) : UnsafeMemory.getIntVolatile(address);
    }

    public static int getIntVolatile(long address) {
        return FFM ? FfmMemory.getIntVolatile(address) : UnsafeMemory.getIntVolatile(address);
    }

    public static void putInt(long address, int value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putInt(address, value);
        else UnsafeMemory.putInt(address, value);
    }

    public static void putIntOpaque(long address, int value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putIntOpaque(address, value);
        else UnsafeMemory.putIntRelease(address, value);
    }

    public static void putIntRelease(long address, int value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putIntRelease(address, value);
        else UnsafeMemory.putIntRelease(address, value);
    }

    public static void putIntVolatile(long address, int value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putIntVolatile(address, value);
        else UnsafeMemory.putIntVolatile(address, value);
    }

    public static boolean compareAndSetInt(long address, int expected, int value) {
        boolean done = FFM
                ? FfmMemory.compareAndSetInt(address, expected, value)
                : UnsafeMemory.compareAndSetInt(address, expected, value);
        if (KillPoints.ON && done) KillPoints.reached();
        return done;
    }

    public static int getAndAddInt(long address, int delta) {
        int before = FFM ? FfmMemory.getAndAddInt(address, delta) : UnsafeMemory.getAndAddInt(address, delta);
        if (KillPoints.ON) KillPoints.reached();
        return before;
    }

    // long

    public static long getLong(long address) {
        return FFM ? FfmMemory.getLong(address) : UnsafeMemory.getLong(address);
    }

    public static long getLongOpaque(long address) {
        return FFM ? FfmMemory.getLongOpaque(address) : UnsafeMemory.getLongVolatile(address);
    }

    public static long getLongAcquire(long address) {
        return FFM ? FfmMemory.getLongAcquire(address) : UnsafeMemory.getLongVolatile(address);
    }

    public static long getLongVolatile(long address) {
        return FFM ? FfmMemory.getLongVolatile(address) : UnsafeMemory.getLongVolatile(address);
    }

    public static void putLong(long address, long value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putLong(address, value);
        else UnsafeMemory.putLong(address, value);
    }

    public static void putLongOpaque(long address, long value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putLongOpaque(address, value);
        else UnsafeMemory.putLongRelease(address, value);
    }

    public static void putLongRelease(long address, long value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putLongRelease(address, value);
        else UnsafeMemory.putLongRelease(address, value);
    }

    public static void putLongVolatile(long address, long value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putLongVolatile(address, value);
        else UnsafeMemory.putLongVolatile(address, value);
    }

    public static boolean compareAndSetLong(long address, long expected, long value) {
        boolean done = FFM
                ? FfmMemory.compareAndSetLong(address, expected, value)
                : UnsafeMemory.compareAndSetLong(address, expected, value);
        if (KillPoints.ON && done) KillPoints.reached();
        return done;
    }

    public static long getAndAddLong(long address, long delta) {
        long before = FFM ? FfmMemory.getAndAddLong(address, delta) : UnsafeMemory.getAndAddLong(address, delta);
        if (KillPoints.ON) KillPoints.reached();
        return before;
    }

    // float

    public static float getFloat(long address) {
        return FFM ? FfmMemory.getFloat(address) : UnsafeMemory.getFloat(address);
    }

    public static float getFloatOpaque(long address) {
        return FFM ? FfmMemory.getFloatOpaque(address) : UnsafeMemory.getFloatVolatile(address);
    }

    public static float getFloatAcquire(long address) {
        return FFM ? FfmMemory.getFloatAcquire(address) : UnsafeMemory.getFloatVolatile(address);
    }

    public static float getFloatVolatile(long address) {
        return FFM ? FfmMemory.getFloatVolatile(address) : UnsafeMemory.getFloatVolatile(address);
    }

    public static void putFloat(long address, float value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putFloat(address, value);
        else UnsafeMemory.putFloat(address, value);
    }

    public static void putFloatOpaque(long address, float value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putFloatOpaque(address, value);
        else UnsafeMemory.putFloatRelease(address, value);
    }

    public static void putFloatRelease(long address, float value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putFloatRelease(address, value);
        else UnsafeMemory.putFloatRelease(address, value);
    }

    public static void putFloatVolatile(long address, float value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putFloatVolatile(address, value);
        else UnsafeMemory.putFloatVolatile(address, value);
    }

    // double

    public static double getDouble(long address) {
        return FFM ? FfmMemory.getDouble(address) : UnsafeMemory.getDouble(address);
    }

    public static double getDoubleOpaque(long address) {
        return FFM ? FfmMemory.getDoubleOpaque(address) : UnsafeMemory.getDoubleVolatile(address);
    }

    public static double getDoubleAcquire(long address) {
        return FFM ? FfmMemory.getDoubleAcquire(address) : UnsafeMemory.getDoubleVolatile(address);
    }

    public static double getDoubleVolatile(long address) {
        return FFM ? FfmMemory.getDoubleVolatile(address) : UnsafeMemory.getDoubleVolatile(address);
    }

    public static void putDouble(long address, double value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putDouble(address, value);
        else UnsafeMemory.putDouble(address, value);
    }

    public static void putDoubleOpaque(long address, double value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putDoubleOpaque(address, value);
        else UnsafeMemory.putDoubleRelease(address, value);
    }

    public static void putDoubleRelease(long address, double value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putDoubleRelease(address, value);
        else UnsafeMemory.putDoubleRelease(address, value);
    }

    public static void putDoubleVolatile(long address, double value) {
        if (KillPoints.ON) KillPoints.reached();
        if (FFM) FfmMemory.putDoubleVolatile(address, value);
        else UnsafeMemory.putDoubleVolatile(address, value);
    }

    // bulk

    /** Copies bytes from one address to another; the ranges may overlap only where {@code to} is below {@code from}. */
    public static void copy(long from, long to, long sizeBytes) {
        if (KillPoints.ON || sizeBytes <= SMALL_BYTES) WordCopy.copy(from, to, sizeBytes);
        else if (FFM) FfmMemory.copy(from, to, sizeBytes);
        else UnsafeMemory.copy(from, to, sizeBytes);
    }

    /** Copies bytes out into an array; the caller has checked the array's range. */
    public static void copyToArray(long from, byte[] to, int toIndex, int sizeBytes) {
        if (FFM) FfmMemory.copyToArray(from, to, toIndex, sizeBytes);
        else UnsafeMemory.copyToArray(from, to, toIndex, sizeBytes);
    }

    /** Copies bytes in from an array; the caller has checked the array's range. */
    public static void copyFromArray(byte[] from, int fromIndex, long to, int sizeBytes) {
        if (KillPoints.ON) {
            for (int done = 0; done < sizeBytes; done += Long.BYTES) {
                KillPoints.reached();
                copyChunkFromArray(from, fromIndex + done, to + done, Math.min(Long.BYTES, sizeBytes - done));
            }
        } else {
            copyChunkFromArray(from, fromIndex, to, sizeBytes);
        }
    }

    private static void copyChunkFromArray(byte[] from, int fromIndex, long to, int sizeBytes) {
        if (FFM) FfmMemory.copyFromArray(from, fromIndex, to, sizeBytes);
        else UnsafeMemory.copyFromArray(from, fromIndex, to, sizeBytes);
    }

    /** Sets bytes to zero, by stores of up to eight bytes: {@code Unsafe.setMemory} ends a JVM on a bad page. */
    public static void zero(long address, long sizeBytes) {
        long end = address + sizeBytes;
        long at = address;
        for (; end - at >= Long.BYTES; at += Long.BYTES) putLong(at, 0);
        for (; at < end; at++) putByte(at, (byte) 0);
    }
}
