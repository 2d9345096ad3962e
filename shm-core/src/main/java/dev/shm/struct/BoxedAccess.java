package dev.shm.struct;

import dev.shm.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Primitives that may be null: the value, then a presence byte, 0 for null.
 *
 * <p><b>Called by generated code; not for applications.</b>
 *
 * <pre>
 * Write                                         A death after the step leaves
 *   W1 plain   value (null: nothing)            null if it was null, else the new value
 *   W2 release presence = 1 or 0 (pairs R1)     the new value, or null
 * Read
 *   R1 acquire presence
 *   R2 plain   value
 * </pre>
 *
 * <p>So a reader beside a writer without a lock sees the value before, the value after, or a later one; never a
 * mixture.
 */
public final class BoxedAccess {
    private BoxedAccess() {}

    public static @Nullable Boolean getBoolean(long address) {
        return isPresent(address + Byte.BYTES) ? RawMemory.getByte(address) != 0 : null;
    }

    public static void putBoolean(long address, @Nullable Boolean value) {
        if (value != null) RawMemory.putByte(address, (byte) (value ? 1 : 0));
        putPresence(address + Byte.BYTES, value != null);
    }

    public static @Nullable Byte getByte(long address) {
        return isPresent(address + Byte.BYTES) ? RawMemory.getByte(address) : null;
    }

    public static void putByte(long address, @Nullable Byte value) {
        if (value != null) RawMemory.putByte(address, value);
        putPresence(address + Byte.BYTES, value != null);
    }

    public static @Nullable Short getShort(long address) {
        return isPresent(address + Short.BYTES) ? RawMemory.getShort(address) : null;
    }

    public static void putShort(long address, @Nullable Short value) {
        if (value != null) RawMemory.putShort(address, value);
        putPresence(address + Short.BYTES, value != null);
    }

    public static @Nullable Character getChar(long address) {
        return isPresent(address + Character.BYTES) ? RawMemory.getChar(address) : null;
    }

    public static void putChar(long address, @Nullable Character value) {
        if (value != null) RawMemory.putChar(address, value);
        putPresence(address + Character.BYTES, value != null);
    }

    public static @Nullable Integer getInt(long address) {
        return isPresent(address + Integer.BYTES) ? RawMemory.getInt(address) : null;
    }

    public static void putInt(long address, @Nullable Integer value) {
        if (value != null) RawMemory.putInt(address, value);
        putPresence(address + Integer.BYTES, value != null);
    }

    public static @Nullable Long getLong(long address) {
        return isPresent(address + Long.BYTES) ? RawMemory.getLong(address) : null;
    }

    public static void putLong(long address, @Nullable Long value) {
        if (value != null) RawMemory.putLong(address, value);
        putPresence(address + Long.BYTES, value != null);
    }

    public static @Nullable Float getFloat(long address) {
        return isPresent(address + Float.BYTES) ? RawMemory.getFloat(address) : null;
    }

    public static void putFloat(long address, @Nullable Float value) {
        if (value != null) RawMemory.putFloat(address, value);
        putPresence(address + Float.BYTES, value != null);
    }

    public static @Nullable Double getDouble(long address) {
        return isPresent(address + Double.BYTES) ? RawMemory.getDouble(address) : null;
    }

    public static void putDouble(long address, @Nullable Double value) {
        if (value != null) RawMemory.putDouble(address, value);
        putPresence(address + Double.BYTES, value != null);
    }

    /** R1 */
    static boolean isPresent(long address) {
        return RawMemory.getByteAcquire(address) != 0;
    }

    /** W2 */
    static void putPresence(long address, boolean present) {
        RawMemory.putByteRelease(address, (byte) (present ? 1 : 0));
    }
}
