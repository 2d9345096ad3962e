package dev.shm.memory;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * The bytes that a string keeps its characters in, read by words. Loaded on Java 17 to 21 only: from 22 on
 * {@code Unsafe} is not used at all.
 *
 * <p>A string of characters below 256 has a byte for each. That is known of OpenJDK's strings and tried out once; where
 * it is not so, {@link #KNOWN} is false. A string never changes, so any thread may read any string it has.
 */
@SuppressWarnings({"removal", "deprecation"})
final class UnsafeStrings {
    /** Whether the other methods may be called. */
    static final boolean KNOWN;

    private static final Unsafe UNSAFE = UnsafeMemory.UNSAFE;
    private static final long BYTES = Unsafe.ARRAY_BYTE_BASE_OFFSET;
    private static final long VALUE = offset("value", byte[].class);
    private static final long CODER = offset("coder", byte.class);

    static {
        KNOWN = VALUE > 0 && CODER > 0 && isAsExpected("Latin \u00FF");
    }

    private UnsafeStrings() {}

    /** Whether each character is a byte; the other methods are only for such strings. */
    static boolean isLatin(String text) {
        return UNSAFE.getByte(text, CODER) == 0;
    }

    /** Four characters from an index; the range is the caller's to check. */
    static int getInt(String text, int index) {
        return UNSAFE.getInt((byte[]) UNSAFE.getObject(text, VALUE), BYTES + index);
    }

    /** Eight characters from an index; the range is the caller's to check. */
    static long getLong(String text, int index) {
        return UNSAFE.getLong((byte[]) UNSAFE.getObject(text, VALUE), BYTES + index);
    }

    /** The offset of a field of strings, 0 if there is none such. */
    private static long offset(String name, Class<?> type) {
        try {
            Field field = String.class.getDeclaredField(name);
            return field.getType() == type ? UNSAFE.objectFieldOffset(field) : 0;
        } catch (NoSuchFieldException e) {
            return 0;
        }
    }

    private static boolean isAsExpected(String latin) {
        if (isLatin("\u0100\u0100")) return false;
        if (!isLatin(latin)) return false; // the JVM keeps all strings wide: -XX:-CompactStrings
        byte[] bytes = (byte[]) UNSAFE.getObject(latin, VALUE);
        boolean same = bytes.length == latin.length();
        for (int i = 0; same && i < bytes.length; i++) same = (bytes[i] & 0xFF) == latin.charAt(i);
        return same;
    }
}
