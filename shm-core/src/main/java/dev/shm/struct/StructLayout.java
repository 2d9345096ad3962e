package dev.shm.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each field of a struct lies: the one place that computes offsets, for the annotation processor and at run time.
 *
 * <p>The rules are those of C on every 64-bit platform: declaration order, each field aligned to its own size, the
 * whole padded to its largest alignment, little-endian. So a C program may use
 *
 * <table class="plain">
 * <caption>The C type of each word in a layout text</caption>
 * <tr><th>word</th><th>C type</th></tr>
 * <tr><td>{@code int8_t} … {@code int64_t}, {@code float}, {@code double}, {@code char16_t}</td><td>itself</td></tr>
 * <tr><td>{@code bool8}</td><td>{@code uint8_t}, 0 is false</td></tr>
 * <tr><td>{@code enum8}, {@code enum16}</td><td>{@code uint8_t}, {@code uint16_t}: ordinal plus one, 0 is null</td></tr>
 * <tr><td>{@code text16 s[n]}</td><td>{@code struct { uint16_t length_plus_one; char bytes[n]; } s}, 0 is null</td></tr>
 * <tr><td>{@code text32 s[n]}</td><td>{@code struct { int32_t length_plus_one; char bytes[n]; } s}, 0 is null</td></tr>
 * </table>
 *
 * <p>Zeroed memory is a valid value of every layout. The {@link #text() text} says everything that two programs must
 * agree on, and is stored with each structure, so that any process can print any region without its classes.
 *
 * <pre>{@code
 * struct trade version 1 size 48 align 8 {
 *   int64_t id; // 0
 *   double price; // 8
 *   int32_t quantity; // 16
 *   enum8 side { BUY, SELL }; // 20
 *   text16 symbol[16]; // 22
 *   int64_t version; // 40
 * }
 * }</pre>
 *
 * <p>ABI: a change to what this class computes or to the form of the text breaks stored regions. Immutable; any thread
 * may call any method.
 */
public final class StructLayout {
    /** The largest struct, so that sums of sizes and offsets stay far from overflow. */
    public static final int MAX_SIZE_BYTES = 1 << 30;

    public static final int MAX_FIELDS = 4096;

    /** The longest name of a struct, field or enum constant, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 255;

    /** The largest limit of a text field. */
    public static final int MAX_TEXT_BYTES = 1 << 24;

    /** The most constants of an enum. */
    public static final int MAX_CONSTANTS = 4096;

    /** The most constants that one byte holds. ABI. */
    static final int MAX_ENUM8_CONSTANTS = 254;

    /** The longest layout text, in UTF-16 units; a stored one may be anything. */
    static final int MAX_TEXT_LENGTH = 1 << 20;

    private final String name;
    private final int version;
    private final int sizeBytes;
    private final int alignment;
    private final List<StructField> fields;
    private final String text;
    private final long fingerprint;

    private StructLayout(Builder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.alignment = builder.alignment;
        this.sizeBytes = (int) padded(builder.end, alignment);
        this.fields = List.copyOf(builder.fields);
        this.text = LayoutText.write(this);
        this.fingerprint = LayoutText.fingerprint(text);
    }

    /**
     * Starts a layout without fields.
     *
     * @param name the struct's id
     * @param version from 1
     */
    public static Builder builder(String name, int version) {
        return new Builder(name, version);
    }

    /**
     * Reads what {@link #text()} wrote. The text may come from anywhere: only the exact text of a possible layout is
     * accepted.
     *
     * @throws CorruptStructException if it is not one; the message says where
     */
    public static StructLayout parse(String text) {
        return new LayoutParser(text).parse();
    }

    /** The struct's id. */
    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** A multiple of {@link #alignment()}, so that structs may follow one another. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** A power of two, at most 8. */
    public int alignment() {
        return alignment;
    }

    /** In the order of their offsets. */
    public List<StructField> fields() {
        return fields;
    }

    /** The field of that name, or null. */
    public @Nullable StructField field(String fieldName) {
        for (StructField field : fields) {
            if (field.name().equals(fieldName)) return field;
        }
        return null;
    }

    /** The canonical text: equal for two layouts exactly if they agree in everything. */
    public String text() {
        return text;
    }

    /** FNV-1a, 64 bits, of the text in UTF-8. */
    public long fingerprint() {
        return fingerprint;
    }

    /** A table for people: offset, size, type and name of each field, and the padding. */
    public String describe() {
        return LayoutTable.describe(this);
    }

    /**
     * What a stored layout has otherwise than this one, a line a difference, for the message of a mismatch; empty if
     * they are equal.
     *
     * @param found the layout that is stored, this one being what the program expects
     */
    public String difference(StructLayout found) {
        return LayoutTable.difference(this, found);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StructLayout layout && layout.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static long padded(long size, int alignment) {
        return (size + alignment - 1) & -alignment;
    }

    /** Collects the fields of a layout in their order. Every call throws {@link IllegalArgumentException} at once. */
    public static final class Builder {
        private final String name;
        private final int version;
        private final List<StructField> fields = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private long end;
        private int alignment = 1;

        private Builder(String name, int version) {
            LayoutNames.checkId(name);
            if (version < 1) throw new IllegalArgumentException("version " + version + " is below 1");
            this.name = name;
            this.version = version;
        }

        /** Adds a primitive field. */
        public Builder field(String fieldName, FieldType type) {
            if (!type.isPrimitive()) {
                throw new IllegalArgumentException("field '" + fieldName + "' of type " + type
                        + " needs more than a type: use text(name, maxBytes) or enumeration(name, constants)");
            }
            return add(StructField.primitive(fieldName, type));
        }

        /** Adds a text of at most {@code maxBytes} bytes of UTF-8. */
        public Builder text(String fieldName, int maxBytes) {
            if (maxBytes < 1 || maxBytes > MAX_TEXT_BYTES) {
                throw new IllegalArgumentException("text field '" + fieldName + "' of at most " + maxBytes
                        + " bytes: the limit must be from 1 to " + MAX_TEXT_BYTES);
            }
            return add(StructField.text(fieldName, maxBytes));
        }

        /** Adds an enum with its constants by ordinal. */
        public Builder enumeration(String fieldName, String... constants) {
            return enumeration(fieldName, List.of(constants));
        }

        Builder enumeration(String fieldName, List<String> constants) {
            if (constants.isEmpty() || constants.size() > MAX_CONSTANTS) {
                throw new IllegalArgumentException("enum field '" + fieldName + "' has " + constants.size()
                        + " constants: there must be from 1 to " + MAX_CONSTANTS);
            }
            Set<String> seen = new HashSet<>();
            for (String constant : constants) {
                LayoutNames.checkIdentifier("enum constant", constant);
                if (!seen.add(constant)) throw new IllegalArgumentException("enum constant '" + constant + "' twice");
            }
            return add(StructField.enumeration(fieldName, constants));
        }

        private Builder add(StructField field) {
            LayoutNames.checkIdentifier("field", field.name());
            if (!names.add(field.name())) throw new IllegalArgumentException("field '" + field.name() + "' twice");
            if (fields.size() == MAX_FIELDS) throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
            long place = padded(end, field.alignment());
            if (place + field.sizeBytes() > MAX_SIZE_BYTES) {
                throw new IllegalArgumentException(
                        "field '" + field.name() + "' ends beyond " + MAX_SIZE_BYTES + " bytes, the largest struct");
            }
            fields.add(field.at((int) place));
            end = place + field.sizeBytes();
            alignment = Math.max(alignment, field.alignment());
            return this;
        }

        /** The layout of the fields so far. */
        public StructLayout build() {
            if (fields.isEmpty()) throw new IllegalArgumentException("struct " + name + " has no fields");
            StructLayout layout = new StructLayout(this);
            if (layout.text.length() > MAX_TEXT_LENGTH) {
                throw new IllegalArgumentException("the layout text of struct " + name + " has " + layout.text.length()
                        + " characters, more than " + MAX_TEXT_LENGTH);
            }
            return layout;
        }
    }
}
