package dev.shm.struct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a struct by the names of its fields, from its layout alone: for tools, which have no classes.
 *
 * <p>A value is what the accessor of a generated struct would give, with these exceptions: an enum is the name of its
 * constant, a {@code char} is a {@code String}, and bytes that are no value of their type are a {@link DamagedValue}.
 * Stateless; any thread may call any method. The bytes are a copy, made by whoever calls.
 */
public final class StructValues {
    private StructValues() {}

    /**
     * Reads all fields, in their order.
     *
     * @param bytes little-endian; the struct starts at index 0
     * @return the values by field name
     * @throws IndexOutOfBoundsException if there are fewer bytes than the layout has
     */
    public static Map<String, @Nullable Object> read(StructLayout layout, ByteBuffer bytes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (StructField field : layout.fields()) values.put(field.name(), value(field, bytes, field.offset()));
        return values;
    }

    /** One value; each type of {@link FieldType} has its place here. */
    private static @Nullable Object value(StructField field, ByteBuffer bytes, int at) {
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
            case TEXT -> text(field, bytes, at);
        };
    }

    private static @Nullable Object constant(StructField field, ByteBuffer bytes, int at) {
        List<String> constants = field.constants();
        int ordinalPlusOne = constants.size() <= StructLayout.MAX_ENUM8_CONSTANTS
                ? bytes.get(at) & 0xFF
                : bytes.getShort(at) & 0xFFFF;
        if (ordinalPlusOne == 0) return null;
        if (ordinalPlusOne <= constants.size()) return constants.get(ordinalPlusOne - 1);
        return new DamagedValue(
                "ordinal " + (ordinalPlusOne - 1) + " of an enum of " + constants.size() + " constants");
    }

    private static @Nullable Object text(StructField field, ByteBuffer bytes, int at) {
        int prefix = TextAccess.prefixBytes(field.maxBytes());
        int lengthPlusOne = prefix == Short.BYTES ? bytes.getShort(at) & 0xFFFF : bytes.getInt(at);
        if (lengthPlusOne == 0) return null;
        if (lengthPlusOne < 0 || lengthPlusOne > field.maxBytes() + 1) {
            return new DamagedValue(
                    "length " + (lengthPlusOne - 1L) + " of a text of at most " + field.maxBytes() + " bytes");
        }
        byte[] text = new byte[lengthPlusOne - 1];
        bytes.get(at + prefix, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
