package dev.shm.jqwik;

import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** An arbitrary for each field of a layout, by name. Immutable. */
final class FieldArbitraries {
    private static final double NULLS = 0.1;

    private final StructLayout layout;
    private final Map<String, Arbitrary<? extends @Nullable Object>> byName;

    private FieldArbitraries(StructLayout layout, Map<String, Arbitrary<? extends @Nullable Object>> byName) {
        this.layout = layout;
        this.byName = byName;
    }

    static FieldArbitraries of(StructLayout layout) {
        Map<String, Arbitrary<? extends @Nullable Object>> byName = new LinkedHashMap<>();
        for (StructField field : layout.fields()) byName.put(field.name(), valueOf(field));
        return new FieldArbitraries(layout, byName);
    }

    FieldArbitraries with(String fieldName, Arbitrary<? extends @Nullable Object> values) {
        if (!byName.containsKey(fieldName)) {
            throw new IllegalArgumentException(
                    layout.name() + " has no field '" + fieldName + "', but " + byName.keySet());
        }
        Map<String, Arbitrary<? extends @Nullable Object>> changed = new LinkedHashMap<>(byName);
        changed.put(fieldName, values);
        return new FieldArbitraries(layout, changed);
    }

    /** Values as {@code StructValues.write} takes them. */
    Arbitrary<Map<String, @Nullable Object>> values() {
        List<String> names = new ArrayList<>(byName.keySet());
        List<Arbitrary<@Nullable Object>> arbitraries = new ArrayList<>();
        for (Arbitrary<? extends @Nullable Object> arbitrary : byName.values()) {
            arbitraries.add(arbitrary.map(value -> value));
        }
        return Combinators.combine(arbitraries).as(values -> byName(names, values));
    }

    private static Map<String, @Nullable Object> byName(List<String> names, List<@Nullable Object> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) map.put(names.get(i), values.get(i));
        return map;
    }

    private static Arbitrary<? extends @Nullable Object> valueOf(StructField field) {
        Arbitrary<? extends @Nullable Object> element = elementOf(field);
        return field.isArray() ? element.list().ofSize(field.length()) : element;
    }

    /** One value; each type of {@code FieldType} has its place here. */
    private static Arbitrary<? extends @Nullable Object> elementOf(StructField field) {
        return switch (field.type()) {
            case BOOLEAN -> optional(field, Arbitraries.of(false, true));
            case BYTE -> optional(field, Arbitraries.bytes());
            case SHORT -> optional(field, Arbitraries.shorts());
            case CHAR -> optional(field, Arbitraries.chars().all());
            case INT -> optional(field, Arbitraries.integers());
            case LONG -> optional(field, Arbitraries.longs());
            case FLOAT -> optional(field, floats());
            case DOUBLE -> optional(field, doubles());
            case ENUM -> Arbitraries.of(field.constants()).injectNull(NULLS);
            case TEXT -> SizedArbitraries.text(field.maxBytes()).injectNull(NULLS);
            case BYTES -> SizedArbitraries.bytes(field.maxBytes()).injectNull(NULLS);
            case UUID -> JdkArbitraries.uuid().injectNull(NULLS);
            case INSTANT -> JdkArbitraries.instant().injectNull(NULLS);
            case DURATION -> JdkArbitraries.duration().injectNull(NULLS);
            case DATE -> JdkArbitraries.date().injectNull(NULLS);
            case DECIMAL -> JdkArbitraries.decimal(field.scale()).injectNull(NULLS);
            case STRUCT -> of(Objects.requireNonNull(field.struct())).values();
        };
    }

    /** Those of jqwik have two decimals; any others come by their bits. */
    private static Arbitrary<Float> floats() {
        Arbitrary<Float> anyBits = Arbitraries.integers().map(Float::intBitsToFloat);
        return Arbitraries.oneOf(Arbitraries.floats().withStandardSpecialValues(), anyBits);
    }

    private static Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs().map(Double::longBitsToDouble);
        return Arbitraries.oneOf(Arbitraries.doubles().withStandardSpecialValues(), anyBits);
    }

    private static <V> Arbitrary<@Nullable V> optional(StructField field, Arbitrary<V> values) {
        return field.isOptional() ? values.injectNull(NULLS) : values.map(value -> value);
    }
}
