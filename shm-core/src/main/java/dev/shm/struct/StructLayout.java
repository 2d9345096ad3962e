package dev.shm.struct;

import dev.shm.memory.MemoryScope;
import java.util.List;
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
 * <tr><td>{@code enum8}, {@code enum16}</td><td>{@code uint8_t}, {@code uint16_t}: ordinal plus one, 0 is
 * null</td></tr>
 * <tr><td>{@code int32_t?}, and so for each of the above</td><td>{@code struct { int32_t value; uint8_t present; }},
 * {@code present} 0 is null</td></tr>
 * <tr><td>{@code text16 s[n]}</td><td>{@code struct { uint16_t length_plus_one; char bytes[n]; } s}, 0 is
 * null</td></tr>
 * <tr><td>{@code text32 s[n]}</td><td>{@code struct { int32_t length_plus_one; char bytes[n]; } s}, 0 is null</td></tr>
 * <tr><td>{@code bytes16}, {@code bytes32}</td><td>as {@code text16}, {@code text32}</td></tr>
 * <tr><td>{@code uuid}</td><td>{@code struct { int64_t most; int64_t least; uint8_t present; }}</td></tr>
 * <tr><td>{@code instant}, {@code duration}</td><td>{@code struct { int64_t seconds; uint32_t nanos_plus_one; }}, 0 is
 * null</td></tr>
 * <tr><td>{@code date64}</td><td>{@code struct { _Alignas(8) int32_t year; uint8_t month; uint8_t day; }}, month 0 is
 * null</td></tr>
 * <tr><td>{@code decimal64 d scale n}</td><td>{@code struct { int64_t unscaled; uint8_t present; }}</td></tr>
 * <tr><td>{@code struct … { … } s}</td><td>that struct, with offsets from its own start</td></tr>
 * <tr><td>{@code name[n]}; {@code name[n][m]} for text and bytes</td><td>an array of n of these</td></tr>
 * <tr><td>{@code align n}, {@code line}</td><td>{@code _Alignas(n)}; aligned to 64 and padded to a multiple of
 * it</td></tr>
 * <tr><td>{@code since n}</td><td>nothing; the version that appended the field</td></tr>
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

    /** How deep structs may lie inside one another. */
    public static final int MAX_DEPTH = 16;

    /** A cache line, and so the largest alignment. ABI. */
    public static final int LINE_BYTES = 64;

    /** The largest scale of a decimal: more digits than a {@code long} has are never of use. */
    public static final int MAX_SCALE = 18;

    /** The largest limit of a text field or of bytes. */
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
    private final int depth;
    private final String text;
    private final long fingerprint;
    private volatile @Nullable MemoryScope absent;

    StructLayout(LayoutBuilder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.alignment = builder.alignment;
        this.sizeBytes = (int) LayoutBuilder.padded(builder.end, alignment);
        this.fields = List.copyOf(builder.fields);
        this.depth = builder.depth;
        this.text = LayoutText.write(this);
        this.fingerprint = LayoutText.fingerprint(text);
    }

    /**
     * Starts a layout without fields.
     *
     * @param name the struct's id
     * @param version from 1
     */
    public static LayoutBuilder builder(String name, int version) {
        return new LayoutBuilder(name, version);
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

    /** The struct's version: that of its latest {@link Since} fields, or later. */
    public int version() {
        return version;
    }

    /** A multiple of {@link #alignment()}, so that structs may follow one another. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** A power of two, at most {@link #LINE_BYTES}. */
    public int alignment() {
        return alignment;
    }

    /** How many structs lie inside one another, this one counted. */
    int depth() {
        return depth;
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

    /**
     * Whether a program with this layout can use a struct that was stored with another one: if they are equal but for
     * fields that the later version has appended, and enum constants appended to a list. A struct inside cannot grow.
     */
    public boolean isCompatible(StructLayout found) {
        return equals(found) || LayoutEvolution.isCompatible(this, found);
    }

    /** Where the last field ends; only padding follows. */
    int endBytes() {
        StructField last = fields.get(fields.size() - 1);
        return last.offset() + last.sizeBytes();
    }

    /** A struct of zeros that nobody can write, which stands for the fields that an older struct lacks. */
    MemoryScope absent() {
        MemoryScope zeros = absent;
        return zeros != null ? zeros : makeAbsent();
    }

    /** Once: whoever has the address of the zeros relies on this object to keep them. */
    private synchronized MemoryScope makeAbsent() {
        MemoryScope zeros = absent;
        if (zeros == null) absent = zeros = new AbsentFields(this);
        return zeros;
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
}
