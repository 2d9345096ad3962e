package dev.shm.struct;

import dev.shm.memory.RawMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one value of a field lies: the whole field, or one element of an array.
 *
 * @param optional a primitive with a presence byte after it, 0 for null
 * @param maxBytes the room of a text or byte array, else 0
 * @param scale of a decimal, else 0
 * @param constants of an enum by ordinal, else empty
 * @param struct the layout of a struct, else null
 */
record ElementShape(
        FieldType type,
        boolean optional,
        int maxBytes,
        int scale,
        List<String> constants,
        @Nullable StructLayout struct) {

    static ElementShape plain(FieldType type) {
        return new ElementShape(type, false, 0, 0, List.of(), null);
    }

    static ElementShape optional(FieldType type) {
        return new ElementShape(type, true, 0, 0, List.of(), null);
    }

    /** A text or a byte array. */
    static ElementShape sized(FieldType type, int maxBytes) {
        return new ElementShape(type, false, maxBytes, 0, List.of(), null);
    }

    static ElementShape decimal(int scale) {
        return new ElementShape(FieldType.DECIMAL, false, 0, scale, List.of(), null);
    }

    static ElementShape enumeration(List<String> constants) {
        return new ElementShape(FieldType.ENUM, false, 0, 0, List.copyOf(constants), null);
    }

    static ElementShape struct(StructLayout struct) {
        return new ElementShape(FieldType.STRUCT, false, 0, 0, List.of(), struct);
    }

    int alignment() {
        if (struct != null) return struct.alignment();
        return switch (type) {
            case ENUM -> constants.size() <= StructLayout.MAX_ENUM8_CONSTANTS ? Byte.BYTES : Short.BYTES;
            case TEXT, BYTES -> LengthPrefix.sizeBytes(maxBytes);
            default -> type.alignment();
        };
    }

    /** A multiple of the alignment, so that elements may follow one another. */
    int sizeBytes() {
        if (struct != null) return struct.sizeBytes();
        return switch (type) {
            case ENUM -> alignment();
            // As C pads struct { uint16_t length_plus_one; char bytes[15]; }.
            case TEXT, BYTES -> (alignment() + maxBytes + alignment() - 1) & -alignment();
            // As C pads struct { int32_t value; uint8_t present; }.
            default -> optional ? 2 * type.sizeBytes() : type.sizeBytes();
        };
    }

    /** Without the padding behind a presence byte, or behind nanoseconds. */
    int dataBytes() {
        if (optional) return type.sizeBytes() + 1;
        return switch (type) {
            case UUID -> ValueAccess.UUID_PRESENCE + 1;
            case DECIMAL -> ValueAccess.DECIMAL_PRESENCE + 1;
            case INSTANT, DURATION -> ValueAccess.NANOS_PLUS_ONE + Integer.BYTES;
            default -> sizeBytes();
        };
    }

    /** The bytes of the length before a text or a byte array; 0 for other types. */
    int prefixBytes() {
        return type == FieldType.TEXT || type == FieldType.BYTES ? LengthPrefix.sizeBytes(maxBytes) : 0;
    }

    /** Whether the value at an absolute address is null. Primitives and structs never are. */
    boolean isNull(long address) {
        if (optional) return RawMemory.getByte(address + type.sizeBytes()) == 0;
        return switch (type) {
            case ENUM, TEXT, BYTES -> isZero(address, alignment());
            case UUID -> RawMemory.getByte(address + ValueAccess.UUID_PRESENCE) == 0;
            case DECIMAL -> RawMemory.getByte(address + ValueAccess.DECIMAL_PRESENCE) == 0;
            case INSTANT, DURATION -> RawMemory.getInt(address + ValueAccess.NANOS_PLUS_ONE) == 0;
            case DATE -> RawMemory.getLong(address) == 0;
            default -> false;
        };
    }

    /** Whether the value at an absolute address is that of a new struct: null, or zero where it cannot be null. */
    boolean isUnset(long address) {
        if (struct != null) {
            for (StructField field : struct.fields()) if (!field.isUnset(address)) return false;
            return true;
        }
        return switch (type) {
            case ENUM, TEXT, BYTES, UUID, DECIMAL, INSTANT, DURATION, DATE -> isNull(address);
            default -> optional ? isNull(address) : areZero(address, sizeBytes());
        };
    }

    private static boolean areZero(long address, int count) {
        for (int i = 0; i < count; i++) if (RawMemory.getByte(address + i) != 0) return false;
        return true;
    }

    private static boolean isZero(long address, int sizeBytes) {
        return switch (sizeBytes) {
            case Byte.BYTES -> RawMemory.getByte(address) == 0;
            case Short.BYTES -> RawMemory.getShort(address) == 0;
            default -> RawMemory.getInt(address) == 0;
        };
    }

    /** The type as the layout text writes it: {@code int64_t}, {@code int32_t?}, {@code enum8}, {@code text16}. */
    String word() {
        return switch (type) {
            case ENUM, TEXT, BYTES -> type.word() + alignment() * 8;
            default -> optional ? type.word() + "?" : type.word();
        };
    }

    /** What follows the name in the layout text, after the length of an array. */
    String suffix() {
        return switch (type) {
            case TEXT, BYTES -> "[" + maxBytes + "]";
            case ENUM -> " { " + String.join(", ", constants) + " }";
            case DECIMAL -> " scale " + scale;
            default -> "";
        };
    }
}
