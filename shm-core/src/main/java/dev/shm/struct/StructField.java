package dev.shm.struct;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a {@link StructLayout}: what it is and where it lies. Immutable. */
public final class StructField {
    private final String name;
    private final ElementShape shape;
    private final int length;
    private final int raisedAlignment;
    private final boolean ownLine;
    private final int since;
    private final int offset;

    private StructField(
            String name, ElementShape shape, int length, int raisedAlignment, boolean ownLine, int since, int offset) {
        this.name = name;
        this.shape = shape;
        this.length = length;
        this.raisedAlignment = raisedAlignment;
        this.ownLine = ownLine;
        this.since = since;
        this.offset = offset;
    }

    /** A field that lies nowhere yet; {@link #at} places it. */
    StructField(String name, ElementShape shape) {
        this(name, shape, 0, 0, false, 1, 0);
    }

    StructField ofLength(int elements) {
        return new StructField(name, shape, elements, raisedAlignment, ownLine, since, offset);
    }

    StructField aligned(int bytes) {
        return new StructField(name, shape, length, bytes, ownLine, since, offset);
    }

    StructField onOwnLine() {
        return new StructField(name, shape, length, raisedAlignment, true, since, offset);
    }

    StructField since(int version) {
        return new StructField(name, shape, length, raisedAlignment, ownLine, version, offset);
    }

    StructField at(int place) {
        return new StructField(name, shape, length, raisedAlignment, ownLine, since, place);
    }

    /** The field's name in the layout. */
    public String name() {
        return name;
    }

    /** What it holds; of an array, what each element is. */
    public FieldType type() {
        return shape.type();
    }

    /** In bytes from the start of the struct. */
    public int offset() {
        return offset;
    }

    /** With a text's length and padding, all elements of an array, and the rest of a line of its own. */
    public int sizeBytes() {
        int bytes = length == 0 ? elementBytes() : length * elementBytes();
        return ownLine ? (bytes + StructLayout.LINE_BYTES - 1) & -StructLayout.LINE_BYTES : bytes;
    }

    /** What its offset is a multiple of, in bytes. */
    public int alignment() {
        int alignment = Math.max(shape.alignment(), raisedAlignment);
        return ownLine ? Math.max(alignment, StructLayout.LINE_BYTES) : alignment;
    }

    /** Whether it is an array of {@link #length} elements. */
    public boolean isArray() {
        return length != 0;
    }

    /** The elements of an array; 0 for what is none. */
    public int length() {
        return length;
    }

    /** From one element of an array to the next; of what is no array, the bytes of its value. */
    public int elementBytes() {
        return shape.sizeBytes();
    }

    /** Of {@link #elementBytes} those that hold something: without the padding behind them. For the data structures. */
    public int dataBytes() {
        return shape.dataBytes();
    }

    /** Whether the field of a struct at an absolute address, or each element of it, is as in a new struct. */
    boolean isUnset(long structAddress) {
        for (int i = 0; i < Math.max(1, length()); i++) {
            if (!shape.isUnset(structAddress + offset + (long) i * elementBytes())) return false;
        }
        return true;
    }

    /** Whether it is a primitive that may be null, by a presence byte after the value. */
    public boolean isOptional() {
        return shape.optional();
    }

    /** The room of a text or of bytes; 0 for other types. */
    public int maxBytes() {
        return shape.maxBytes();
    }

    /** The bytes of the length that a text or bytes begin with; 0 for other types. */
    public int prefixBytes() {
        return shape.prefixBytes();
    }

    /**
     * Whether the field, which is no array, holds null in a struct. For the data structures.
     *
     * @param struct absolute address of the struct
     */
    public boolean isNull(long struct) {
        return shape.isNull(struct + offset);
    }

    /** The digits after the decimal point of a decimal; 0 for other types. */
    public int scale() {
        return shape.scale();
    }

    /** The names of an enum's constants by ordinal; empty for other types. */
    public List<String> constants() {
        return shape.constants();
    }

    /** The layout of a struct; null for other types. */
    public @Nullable StructLayout struct() {
        return shape.struct();
    }

    /** The version of the struct that has it first, from 1. */
    public int since() {
        return since;
    }

    /** What was asked for by {@code @Align}; 0 for what lies by its type alone. */
    public int raisedAlignment() {
        return raisedAlignment;
    }

    /** Whether it has cache lines of its own. */
    public boolean isOnOwnLine() {
        return ownLine;
    }

    ElementShape shape() {
        return shape;
    }

    /** The type as people read it: {@code text16[8]}, {@code struct leg}; without the length of an array. */
    String typeWord() {
        StructLayout struct = shape.struct();
        if (struct != null) return shape.word() + " " + struct.name();
        return type() == FieldType.TEXT || type() == FieldType.BYTES ? shape.word() + shape.suffix() : shape.word();
    }

    /** The field as the layout text writes it after the type, without its offset: {@code symbol[16]}. */
    String declarator() {
        StringBuilder text = new StringBuilder(name);
        if (isArray()) text.append('[').append(length).append(']');
        text.append(shape.suffix());
        if (raisedAlignment != 0) text.append(" align ").append(raisedAlignment);
        if (ownLine) text.append(" line");
        if (since > 1) text.append(" since ").append(since);
        return text.toString();
    }

    @Override
    public String toString() {
        StructLayout struct = shape.struct();
        String type = struct == null ? shape.word() : "struct " + struct.name();
        return type + " " + declarator() + " at " + offset;
    }
}
