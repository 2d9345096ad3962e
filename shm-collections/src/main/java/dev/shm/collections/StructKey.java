package dev.shm.collections;

import dev.shm.collections.internal.map.KeyPart;
import dev.shm.collections.internal.map.RecordFormat;
import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a struct are the key of a map. Immutable. For generated maps.
 *
 * <p>Keys are compared by their bytes: texts and byte arrays up to their length, {@code float} and {@code double} as
 * {@code Double.equals} does, so that all NaNs are one key, and 0.0 and -0.0 are two.
 */
public final class StructKey {
    private final StructLayout layout;
    private final List<StructField> fields;
    private final List<StructField> nullable;
    private final List<KeyPart> parts = new ArrayList<>();
    private final Nans nans = new Nans();
    private final RecordFormat format;
    private final List<InnerField> innerNullable = new ArrayList<>();

    private StructKey(StructLayout layout, List<StructField> fields) {
        this.layout = layout;
        this.fields = fields;
        this.nullable = fields.stream().filter(StructKey::isNullable).toList();
        for (StructField field : fields) addParts(field, 0);
        StructField only = fields.get(0);
        boolean isWord = fields.size() == 1 && only.type().isPrimitive() && nullable.isEmpty();
        this.format = isWord
                ? RecordFormat.word(layout.sizeBytes(), only.offset(), only.elementBytes())
                : RecordFormat.parts(layout.sizeBytes(), parts.toArray(new KeyPart[0]));
    }

    /**
     * The key that consists of some fields.
     *
     * @throws IllegalArgumentException if there is no such field, or none is named
     */
    public static StructKey of(StructLayout layout, String... names) {
        if (names.length == 0) throw new IllegalArgumentException("a key of " + layout.name() + " without fields");
        List<StructField> fields = new ArrayList<>();
        for (String name : names) {
            StructField field = layout.field(name);
            if (field == null || field.isArray()) {
                throw new IllegalArgumentException(layout.name() + " has no field '" + name + "' that can be a key");
            }
            fields.add(field);
        }
        return new StructKey(layout, List.copyOf(fields));
    }

    private static boolean isNullable(StructField field) {
        return field.isOptional() || (!field.type().isPrimitive() && field.type() != FieldType.STRUCT);
    }

    private void addParts(StructField field, int start) {
        int count = field.isArray() ? field.length() : 1;
        for (int i = 0; i < count; i++) {
            int offset = start + field.offset() + i * field.elementBytes();
            StructLayout inner = field.struct();
            if (inner == null) addPart(field, offset);
            else for (StructField within : inner.fields()) addInner(within, offset);
        }
    }

    private void addInner(StructField field, int start) {
        addParts(field, start);
        if (!isNullable(field) || field.prefixBytes() > 0) return; // of a text only what it has counts
        int count = field.isArray() ? field.length() : 1;
        for (int i = 0; i < count; i++) innerNullable.add(new InnerField(field, start + i * field.elementBytes()));
    }

    /**
     * A field inside a struct that is a key.
     *
     * @param start where its own struct would begin in the outer one for this to be its place; of an element of an
     *     array, that much further
     */
    private record InnerField(StructField field, int start) {
        /** What is behind a null would belong to the key. */
        private void clearIfNull(long struct) {
            if (field.isNull(struct + start)) RawMemory.zero(struct + start + field.offset(), field.elementBytes());
        }
    }

    private void addPart(StructField field, int offset) {
        parts.add(new KeyPart(offset, field.dataBytes(), field.prefixBytes()));
        nans.add(field, offset);
    }

    StructLayout layout() {
        return layout;
    }

    RecordFormat format() {
        return format;
    }

    int structBytes() {
        return layout.sizeBytes();
    }

    /**
     * Makes the key in a private struct the one that is stored.
     *
     * @throws NullPointerException if one of its fields is null
     */
    void settle(long struct) {
        StructField missing = nullField(struct);
        if (missing != null) {
            throw new NullPointerException("field '" + missing.name() + "' of " + layout.name()
                    + " is null, and is a key of the map: give it a value");
        }
        for (int i = 0; i < innerNullable.size(); i++) innerNullable.get(i).clearIfNull(struct);
        nans.unify(struct);
    }

    /** Whether the key in a private struct can be one: no field of it is null. */
    boolean isWhole(long struct) {
        return nullField(struct) == null;
    }

    private @Nullable StructField nullField(long struct) {
        for (int i = 0; i < nullable.size(); i++) if (nullable.get(i).isNull(struct)) return nullable.get(i);
        return null;
    }

    /** What the map's layout is called together with its key, for messages. */
    @Override
    public String toString() {
        return layout.name() + " by " + fields.stream().map(StructField::name).toList();
    }
}
