package dev.shm.struct;

/** What a field of a struct holds, and how it lies in memory. The order of the constants means nothing. */
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
    ENUM("enum", 0),
    /** The length in bytes plus one, 0 for null, then the bytes; see {@link StructLayout}. */
    TEXT("text", 0);

    private final String cName;
    private final int sizeBytes;

    FieldType(String cName, int sizeBytes) {
        this.cName = cName;
        this.sizeBytes = sizeBytes;
    }

    /** Whether each field of this type has the same size, which is also its alignment. */
    public boolean isPrimitive() {
        return sizeBytes != 0;
    }

    /** The word for this type in a layout text; for enums and texts its first letters, before the width. */
    String cName() {
        return cName;
    }

    /** Of a primitive; 0 for the others, where each field has its own. */
    int sizeBytes() {
        return sizeBytes;
    }
}
