package dev.shm.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a {@link StructLayout} in their order. A call that adds a field may be followed by calls that
 * say more about it: {@code builder.field("levels", DOUBLE).length(4).since(2)}. What no layout can have is an {@link
 * IllegalArgumentException}, at the latest in {@link #build}.
 */
public final class LayoutBuilder {
    final String name;
    final int version;
    final List<StructField> fields = new ArrayList<>();
    long end;
    int alignment = 1;
    int depth = 1;

    private final Set<String> names = new HashSet<>();
    private @Nullable StructField unplaced;

    LayoutBuilder(String name, int version) {
        LayoutNames.checkId(name);
        if (version < 1) throw new IllegalArgumentException("version " + version + " is below 1");
        this.name = name;
        this.version = version;
    }

    /** Adds a field whose type says everything: a primitive, a UUID, a time. */
    public LayoutBuilder field(String fieldName, FieldType type) {
        if (!type.isPlain()) {
            throw new IllegalArgumentException("field '" + fieldName + "' of type " + type
                    + " needs more than a type: use the method of that name");
        }
        return add(fieldName, ElementShape.plain(type));
    }

    /** Adds a primitive that may be null. */
    public LayoutBuilder optional(String fieldName, FieldType type) {
        if (!type.isPrimitive()) {
            throw new IllegalArgumentException(
                    "field '" + fieldName + "' of type " + type + " is no primitive, and keeps null by itself");
        }
        return add(fieldName, ElementShape.optional(type));
    }

    /** Adds a text of at most {@code maxBytes} bytes of UTF-8. */
    public LayoutBuilder text(String fieldName, int maxBytes) {
        return sized(fieldName, FieldType.TEXT, maxBytes);
    }

    /** Adds a byte array of at most {@code maxBytes}. */
    public LayoutBuilder bytes(String fieldName, int maxBytes) {
        return sized(fieldName, FieldType.BYTES, maxBytes);
    }

    /** Adds a decimal number with a fixed number of digits after the point. */
    public LayoutBuilder decimal(String fieldName, int scale) {
        if (scale < 0 || scale > StructLayout.MAX_SCALE) {
            throw new IllegalArgumentException("decimal field '" + fieldName + "' of scale " + scale
                    + ": the scale must be from 0 to " + StructLayout.MAX_SCALE);
        }
        return add(fieldName, ElementShape.decimal(scale));
    }

    /** Adds an enum with its constants by ordinal. */
    public LayoutBuilder enumeration(String fieldName, String... constants) {
        return enumeration(fieldName, List.of(constants));
    }

    LayoutBuilder enumeration(String fieldName, List<String> constants) {
        if (constants.isEmpty() || constants.size() > StructLayout.MAX_CONSTANTS) {
            throw new IllegalArgumentException("enum field '" + fieldName + "' has " + constants.size()
                    + " constants: there must be from 1 to " + StructLayout.MAX_CONSTANTS);
        }
        Set<String> seen = new HashSet<>();
        for (String constant : constants) {
            LayoutNames.checkIdentifier("enum constant", constant);
            if (!seen.add(constant)) throw new IllegalArgumentException("enum constant '" + constant + "' twice");
        }
        return add(fieldName, ElementShape.enumeration(constants));
    }

    /** Adds another struct, inlined. */
    public LayoutBuilder struct(String fieldName, StructLayout struct) {
        depth = Math.max(depth, struct.depth() + 1);
        if (depth > StructLayout.MAX_DEPTH) {
            throw new IllegalArgumentException("field '" + fieldName + "' makes more than " + StructLayout.MAX_DEPTH
                    + " structs inside one another");
        }
        return add(fieldName, ElementShape.struct(struct));
    }

    /** Makes the last field an array of that many elements. */
    public LayoutBuilder length(int elements) {
        if (elements < 1 || elements > StructLayout.MAX_SIZE_BYTES) {
            throw new IllegalArgumentException("array field '" + last().name() + "' of length " + elements
                    + ": there must be from 1 to " + StructLayout.MAX_SIZE_BYTES + " elements");
        }
        unplaced = last().ofLength(elements);
        return this;
    }

    /** Aligns the last field to more than its type asks for. */
    public LayoutBuilder align(int bytes) {
        boolean isPowerOfTwo = Integer.bitCount(bytes) == 1;
        if (!isPowerOfTwo || bytes > StructLayout.LINE_BYTES || bytes <= last().alignment()) {
            throw new IllegalArgumentException("field '" + last().name() + "' aligned to " + bytes
                    + ": it must be a power of two above its natural " + last().alignment() + ", up to "
                    + StructLayout.LINE_BYTES);
        }
        unplaced = last().aligned(bytes);
        return this;
    }

    /** Gives the last field cache lines that it shares with no other. */
    public LayoutBuilder cacheLine() {
        unplaced = last().onOwnLine();
        return this;
    }

    /** Says that the last field was appended in a version; no field may follow of an earlier one. */
    public LayoutBuilder since(int fieldVersion) {
        if (fieldVersion < 2 || fieldVersion > version) {
            throw new IllegalArgumentException("field '" + last().name() + "' is of version " + fieldVersion
                    + ": it must be from 2 to the struct's version, which is " + version);
        }
        unplaced = last().since(fieldVersion);
        return this;
    }

    /** The layout of the fields so far. */
    public StructLayout build() {
        place();
        if (fields.isEmpty()) throw new IllegalArgumentException("struct " + name + " has no fields");
        StructLayout layout = new StructLayout(this);
        if (layout.text().length() > StructLayout.MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("the layout text of struct " + name + " has "
                    + layout.text().length() + " characters, more than " + StructLayout.MAX_TEXT_LENGTH);
        }
        return layout;
    }

    static long padded(long size, int alignment) {
        return (size + alignment - 1) & -alignment;
    }

    private LayoutBuilder sized(String fieldName, FieldType type, int maxBytes) {
        if (maxBytes < 1 || maxBytes > StructLayout.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("field '" + fieldName + "' of at most " + maxBytes
                    + " bytes: the limit must be from 1 to " + StructLayout.MAX_TEXT_BYTES);
        }
        return add(fieldName, ElementShape.sized(type, maxBytes));
    }

    private LayoutBuilder add(String fieldName, ElementShape shape) {
        place();
        LayoutNames.checkIdentifier("field", fieldName);
        if (!names.add(fieldName)) throw new IllegalArgumentException("field '" + fieldName + "' twice");
        if (fields.size() == StructLayout.MAX_FIELDS) {
            throw new IllegalArgumentException("more than " + StructLayout.MAX_FIELDS + " fields");
        }
        unplaced = new StructField(fieldName, shape);
        return this;
    }

    private StructField last() {
        if (unplaced == null) throw new IllegalArgumentException("struct " + name + " has no field to say more about");
        return unplaced;
    }

    /** Places the field that is now known wholly. */
    private void place() {
        StructField field = unplaced;
        if (field == null) return;
        unplaced = null;
        int before = fields.isEmpty() ? 1 : fields.get(fields.size() - 1).since();
        if (field.since() < before) {
            throw new IllegalArgumentException("field '" + field.name() + "' of version " + field.since()
                    + " follows one of version " + before + ": later fields are appended");
        }
        long place = padded(end, field.alignment());
        long bytes = padded(
                (long) Math.max(1, field.length()) * field.elementBytes(),
                field.isOnOwnLine() ? StructLayout.LINE_BYTES : 1);
        if (place + bytes > StructLayout.MAX_SIZE_BYTES) {
            throw new IllegalArgumentException("field '" + field.name() + "' ends beyond " + StructLayout.MAX_SIZE_BYTES
                    + " bytes, the largest struct");
        }
        fields.add(field.at((int) place));
        end = place + bytes;
        alignment = Math.max(alignment, field.alignment());
    }
}
