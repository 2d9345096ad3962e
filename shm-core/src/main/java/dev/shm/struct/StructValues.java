package dev.shm.struct;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of a struct by the names of its fields, from its layout alone: for tools, which have no
 * classes.
 *
 * <p>A value is what the accessor of a generated struct would give, with these exceptions: an enum is the name of its
 * constant, a {@code char} is a {@code String}, bytes are a {@code String} of hexadecimal digits, a struct is a map, an
 * array is a list, and bytes that are no value of their type are a {@link DamagedValue}. Stateless; any thread may call
 * any method. The bytes are a copy, made by whoever calls.
 */
public final class StructValues {
    // As ValueAccess has them.
    static final int UUID_PRESENCE = 2 * Long.BYTES;
    static final int NANOS_PLUS_ONE = Long.BYTES;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private StructValues() {}

    /**
     * Reads all fields, in their order.
     *
     * @param bytes little-endian; the struct starts at index 0
     * @return the values by field name
     * @throws IndexOutOfBoundsException if there are fewer bytes than the layout has
     */
    public static Map<String, @Nullable Object> read(StructLayout layout, ByteBuffer bytes) {
        return read(layout, bytes, 0);
    }

    /**
     * Writes all fields, each as {@link #read} gives it or as the annotated class has it: an enum may be its constant,
     * a {@code char} a {@code Character}; bytes are a {@code byte[]}, an array is a list.
     *
     * @param values by field name; zeros are written for a field that is null or not among them
     * @param bytes little-endian; the struct starts at index 0
     * @throws IllegalArgumentException if a value does not fit its field, or there is no such field; some may be
     *     written
     * @throws IndexOutOfBoundsException if there are fewer bytes than the layout has
     */
    public static void write(StructLayout layout, Map<String, ? extends @Nullable Object> values, ByteBuffer bytes) {
        new ValueEncoder(layout, bytes).write(values, 0);
    }

    private static Map<String, @Nullable Object> read(StructLayout layout, ByteBuffer bytes, int start) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (StructField field : layout.fields()) values.put(field.name(), value(field, bytes, start + field.offset()));
        return values;
    }

    private static @Nullable Object value(StructField field, ByteBuffer bytes, int at) {
        if (!field.isArray()) return element(field, bytes, at);
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < field.length(); i++) elements.add(element(field, bytes, at + i * field.elementBytes()));
        return elements;
    }

    /** One value; each type of {@link FieldType} has its place here. */
    private static @Nullable Object element(StructField field, ByteBuffer bytes, int at) {
        // A primitive that may be null lies as struct { value; uint8_t present; }.
        if (field.isOptional() && bytes.get(at + field.type().sizeBytes()) == 0) return null;
        return switch (field.type()) {
            case BOOLEAN -> bytes.get(at) != 0;
            case BYTE -> bytes.get(at);
            case SHORT -> bytes.getShort(at);
            case CHAR -> String.valueOf(bytes.getChar(at));
            case INT -> bytes.getInt(at);
            case LONG -> bytes.getLong(at);
            case FLOAT -> bytes.getFloat(at);
            case DOUBLE -> bytes.getDouble(at);
            case ENUM -> constant(field, bytes, at);
            case TEXT, BYTES -> sized(field, bytes, at);
            case UUID ->
                bytes.get(at + UUID_PRESENCE) == 0 ? null : new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
            case INSTANT, DURATION -> time(field.type(), bytes.getLong(at), bytes.getInt(at + NANOS_PLUS_ONE));
            case DATE -> date(bytes.getInt(at), bytes.get(at + Integer.BYTES) & 0xFF, bytes.get(at + 5) & 0xFF);
            case DECIMAL ->
                bytes.get(at + Long.BYTES) == 0 ? null : BigDecimal.valueOf(bytes.getLong(at), field.scale());
            case STRUCT -> read(Objects.requireNonNull(field.struct()), bytes, at);
        };
    }

    private static @Nullable Object constant(StructField field, ByteBuffer bytes, int at) {
        List<String> constants = field.constants();
        int ordinalPlusOne = field.elementBytes() == Byte.BYTES ? bytes.get(at) & 0xFF : bytes.getShort(at) & 0xFFFF;
        if (ordinalPlusOne == 0) return null;
        if (ordinalPlusOne <= constants.size()) return constants.get(ordinalPlusOne - 1);
        return new DamagedValue(
                unknownConstant(ordinalPlusOne, constants.size()), ordinalPlusOne <= StructLayout.MAX_CONSTANTS);
    }

    /** What is there, where an enum of this layout has no such constant; a later version of it may. */
    static String unknownConstant(int ordinalPlusOne, int constants) {
        return "ordinal " + (ordinalPlusOne - 1) + " of an enum of " + constants + " constants";
    }

    private static @Nullable Object sized(StructField field, ByteBuffer bytes, int at) {
        int prefix = LengthPrefix.sizeBytes(field.maxBytes());
        int lengthPlusOne = prefix == Short.BYTES ? bytes.getShort(at) & 0xFFFF : bytes.getInt(at);
        if (lengthPlusOne == 0) return null;
        if (lengthPlusOne < 0 || lengthPlusOne > field.maxBytes() + 1) {
            return new DamagedValue(
                    "length " + (lengthPlusOne - 1L) + " of a text of at most " + field.maxBytes() + " bytes");
        }
        byte[] content = new byte[lengthPlusOne - 1];
        bytes.get(at + prefix, content);
        return field.type() == FieldType.TEXT
                ? new String(content, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(content);
    }

    private static @Nullable Object time(FieldType type, long seconds, int nanosPlusOne) {
        if (nanosPlusOne == 0) return null;
        boolean inRange = type == FieldType.DURATION
                || (seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond());
        if (nanosPlusOne < 0 || nanosPlusOne > NANOS_PER_SECOND || !inRange) {
            return new DamagedValue(seconds + " seconds and " + (nanosPlusOne - 1L) + " nanoseconds");
        }
        return type == FieldType.DURATION
                ? Duration.ofSeconds(seconds, nanosPlusOne - 1L)
                : Instant.ofEpochSecond(seconds, nanosPlusOne - 1L);
    }

    private static @Nullable Object date(int year, int month, int day) {
        if (month == 0) return null;
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return new DamagedValue("year " + year + ", month " + month + ", day " + day);
        }
    }
}
