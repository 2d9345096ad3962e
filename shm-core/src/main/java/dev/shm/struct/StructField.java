package dev.shm.struct;

import java.util.List;

/** One field of a {@link StructLayout}: what it is and where it lies. Immutable. */
public final class StructField {
    private final String name;
    private final FieldType type;
    private final int offset;
    private final int sizeBytes;
    private final int alignment;
    private final int maxBytes;
    private final List<String> constants;

    private StructField(
            String name,
            FieldType type,
            int offset,
            int sizeBytes,
            int alignment,
            int maxBytes,
            List<String> constants) {
        this.name = name;
        this.type = type;
        this.offset = offset;
        this.sizeBytes = sizeBytes;
        this.alignment = alignment;
        this.maxBytes = maxBytes;
        this.constants = constants;
    }

    /** A field that lies nowhere yet; {@link #at} places it. */
    static StructField primitive(String name, FieldType type) {
        return new StructField(name, type, 0, type.sizeBytes(), type.sizeBytes(), 0, List.of());
    }

    static StructField enumeration(String name, List<String> constants) {
        int size = constants.size() <= StructLayout.MAX_ENUM8_CONSTANTS ? 1 : 2;
        return new StructField(name, FieldType.ENUM, 0, size, size, 0, List.copyOf(constants));
    }

    static StructField text(String name, int maxBytes) {
        int prefix = TextAccess.prefixBytes(maxBytes);
        // As C pads struct { uint16_t length_plus_one; char bytes[15]; }.
        int size = (prefix + maxBytes + prefix - 1) & -prefix;
        return new StructField(name, FieldType.TEXT, 0, size, prefix, maxBytes, List.of());
    }

    StructField at(int place) {
        return new StructField(name, type, place, sizeBytes, alignment, maxBytes, constants);
    }

    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    /** In bytes from the start of the struct. */
    public int offset() {
        return offset;
    }

    /** With a text's length and padding. */
    public int sizeBytes() {
        return sizeBytes;
    }

    public int alignment() {
        return alignment;
    }

    /** The room of a text; 0 for other types. */
    public int maxBytes() {
        return maxBytes;
    }

    /** The names of an enum's constants by ordinal; empty for other types. */
    public List<String> constants() {
        return constants;
    }

    /** The type as the layout text writes it: {@code int64_t}, {@code enum8}, {@code text16}. */
    String typeWord() {
        return type.isPrimitive() ? type.cName() : type.cName() + alignment * 8;
    }

    /** The field as the layout text writes it, without its offset: {@code text16 symbol[16]}. */
    String declaration() {
        return switch (type) {
            case TEXT -> typeWord() + " " + name + "[" + maxBytes + "]";
            case ENUM -> typeWord() + " " + name + " { " + String.join(", ", constants) + " }";
            default -> typeWord() + " " + name;
        };
    }

    @Override
    public String toString() {
        return declaration() + " at " + offset;
    }
}
