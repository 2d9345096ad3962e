package dev.shm.struct;

/** What a field of a struct holds, and how one lies in memory. The order of the constants means nothing. */
public enum FieldType {
    /** One byte: 0 is false, anything else true. */
    BOOLEAN("bool8", 1),
    BYTE("int8_t", 1),
    SHORT("int16_t", 2),
    /** A UTF-16 code unit. */
    CHAR("char16_t", 2),
    INT("int32_t", 4),
    LONG("int64_t", 8),
    FLOAT("float", 4),
    DOUBLE("double", 8),
    /** The ordinal plus one, 0 for null; unsigned, of one byte up to 254 constants and of two beyond. */
    ENUM("enum", 0, 0),
    /** The length in bytes plus one, 0 for null, then the bytes of UTF-8; see {@link StructLayout}. */
    TEXT("text", 0, 0),
    /** A byte array that may be shorter than its room: lies as {@link #TEXT} does. */
    BYTES("bytes", 0, 0),
    /** A {@code UUID}: its two halves as {@code int64_t}, then a presence byte. */
    UUID("uuid", 24, 8),
    /**
     * An {@code Instant}: seconds since 1970 as {@code int64_t}, then nanoseconds plus one as {@code uint32_t}, 0 for
     * null.
     */
    INSTANT("instant", 16, 8),
    /** A {@code Duration}, in seconds and nanoseconds as {@link #INSTANT}. */
    DURATION("duration", 16, 8),
    /** A {@code LocalDate}: year as {@code int32_t}, month and day as {@code uint8_t}, 0 for null; one word. */
    DATE("date64", 8, 8),
    /** A {@code BigDecimal} of a fixed scale: its unscaled value as {@code int64_t}, then a presence byte. */
    DECIMAL("decimal64", 16, 8),
    /** Another struct, inlined. */
    STRUCT("struct", 0, 0);

    private final String word;
    private final int sizeBytes;
    private final int alignment;
    private final boolean primitive;

    /** A primitive, which is as aligned as it is large. */
    FieldType(String word, int sizeBytes) {
        this.word = word;
        this.sizeBytes = sizeBytes;
        this.alignment = sizeBytes;
        this.primitive = true;
    }

    FieldType(String word, int sizeBytes, int alignment) {
        this.word = word;
        this.sizeBytes = sizeBytes;
        this.alignment = alignment;
        this.primitive = false;
    }

    /** Whether it is a Java primitive, which is never null unless the field says so. */
    public boolean isPrimitive() {
        return primitive;
    }

    /** Whether the type alone says everything, so that no limit, constants, scale or layout belongs to it. */
    public boolean isPlain() {
        return sizeBytes != 0 && this != DECIMAL;
    }

    /** The word for this type in a layout text; for enums, texts and bytes its first letters, before the width. */
    String word() {
        return word;
    }

    /** Without a presence byte; 0 where each field has its own. */
    int sizeBytes() {
        return sizeBytes;
    }

    int alignment() {
        return alignment;
    }
}
