package dev.shm.struct;

import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text fields of generated structs: a length plus one, then room for that many bytes of UTF-8.
 *
 * <p><b>Called by generated code; not for applications.</b> Addresses are those of the field, got from {@link
 * StructAccess}.
 *
 * <p>The length is {@code uint16_t} where every length fits, else {@code int32_t}; 0 is null. It is read once and
 * checked against the room, so that whatever the bytes say nothing outside the field is read. Bytes that are not UTF-8
 * read as U+FFFD, as in {@code new String(bytes, UTF_8)}; unpaired surrogates are written as {@code ?}, as {@code
 * String.getBytes} does.
 *
 * <pre>
 * Write                                       A death after the step leaves
 *   W1 opaque  length = 0, storeStoreFence    null
 *   W2 plain   bytes                          null
 *   W3 release length = n + 1 (pairs R1)      the new text
 * Read
 *   R1 acquire length
 *   R2 plain   bytes
 * </pre>
 *
 * <p>So a process that dies in a setter leaves null and never a mixture. A reader that runs beside a writer without a
 * lock may get the old text, the new one, null, or, if the writer starts between R1 and R2, a mixture of both; it never
 * reads outside the field.
 */
@SuppressWarnings("ReachabilityFenceUsage") // not in finally: after an exception nothing uses the address
public final class TextAccess {
    private TextAccess() {}

    /**
     * Checks and writes a value: looks once at most texts, where {@link #check} and {@link #put} look twice.
     *
     * @param address of the field
     * @throws IllegalArgumentException if the value does not fit; nothing is written then
     */
    public static void set(
            StructLayout layout, String fieldName, long address, int maxBytes, @Nullable CharSequence value) {
        if (value instanceof String text && ShortText.set(text, address, maxBytes)) return;
        put(address, maxBytes, value, check(layout, fieldName, maxBytes, value));
    }

    /**
     * The length plus one that a value is stored with, 0 for null.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static int check(StructLayout layout, String fieldName, int maxBytes, @Nullable CharSequence value) {
        if (value == null) return 0;
        // No character takes less than a byte, so a huge text is not even counted.
        long bytes = value.length() <= maxBytes ? Utf8.encodedLength(value) : value.length();
        if (bytes > maxBytes) throw tooLong(layout, fieldName, maxBytes, value);
        return (int) bytes + 1;
    }

    /**
     * Writes a value that {@link #check} has passed.
     *
     * @param address of the field
     * @param lengthPlusOne what {@code check} returned
     */
    public static void put(long address, int maxBytes, @Nullable CharSequence value, int lengthPlusOne) {
        LengthPrefix.putOpaque(address, maxBytes, 0); // W1
        if (value == null) return;
        VarHandle.storeStoreFence();
        int written = Utf8.encode(value, address + LengthPrefix.sizeBytes(maxBytes), lengthPlusOne - 1); // W2
        LengthPrefix.putRelease(address, maxBytes, written + 1); // W3
    }

    /** Reads the text at an address, or null. */
    public static @Nullable String get(Struct struct, String fieldName, long address, int maxBytes) {
        int length = LengthPrefix.lengthAcquire(struct, fieldName, address, maxBytes); // R1
        if (length < 0) return null;
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(address + LengthPrefix.sizeBytes(maxBytes), bytes, 0, length); // R2
        Reference.reachabilityFence(struct);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the field holds exactly what setting it to {@code value} would store. Makes no garbage. */
    public static boolean equals(
            Struct struct, String fieldName, long address, int maxBytes, @Nullable CharSequence value) {
        int length = LengthPrefix.lengthAcquire(struct, fieldName, address, maxBytes); // R1
        boolean equal = value == null
                ? length < 0
                : length >= 0 && Utf8.equals(value, address + LengthPrefix.sizeBytes(maxBytes), length); // R2
        Reference.reachabilityFence(struct);
        return equal;
    }

    /** Appends the text, or {@code null} as {@code append(String)} does. Makes no garbage if it is well-formed. */
    public static void append(Struct struct, String fieldName, long address, int maxBytes, StringBuilder target) {
        int length = LengthPrefix.lengthAcquire(struct, fieldName, address, maxBytes); // R1
        int start = target.length();
        if (length < 0) {
            target.append((String) null);
        } else if (!Utf8.decode(address + LengthPrefix.sizeBytes(maxBytes), length, target)) { // R2
            target.setLength(start);
            target.append(get(struct, fieldName, address, maxBytes));
        }
        Reference.reachabilityFence(struct);
    }

    private static IllegalArgumentException tooLong(
            StructLayout layout, String fieldName, int maxBytes, CharSequence value) {
        return new IllegalArgumentException("field '" + fieldName + "' of " + layout.name() + " takes at most "
                + maxBytes + " bytes of UTF-8, and this text needs " + Utf8.encodedLength(value)
                + ": shorten it, or raise @MaxBytes");
    }
}
