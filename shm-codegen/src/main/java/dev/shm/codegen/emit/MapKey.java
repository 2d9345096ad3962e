package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.FieldType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key of a map in generated code: as parameters, one for each field, and as an object. */
final class MapKey {
    private static final String VALUE_NAME = "value";

    private final List<FieldModel> fields;
    private final @Nullable ClassName record;
    private final NameAllocator names;

    MapKey(StructModel struct, ClassName record) {
        this.fields = struct.keyFields();
        this.record = fields.size() > 1 ? record : null;
        this.names = new Names(struct).locals();
        for (Class<?> called : List.of(Float.class, Double.class)) names.newName(called.getSimpleName());
        for (FieldModel field : fields) names.newName(field.name(), field);
    }

    List<FieldModel> fields() {
        return fields;
    }

    /** The record that stands for several fields; null if there is one. */
    @Nullable
    ClassName record() {
        return record;
    }

    /** A name in a method that has the key as parameters. */
    String localName(String wanted) {
        return names.newName(wanted);
    }

    /** The parameter of a field, which is named as that if nothing else is. */
    String parameterName(FieldModel field) {
        return names.get(field);
    }

    /** The key as an object. */
    TypeName objectType() {
        return record == null ? fields.get(0).typeName().box() : record;
    }

    /** A key in an array of keys. */
    TypeName elementType() {
        return record == null ? parameterType(fields.get(0)) : record;
    }

    List<ParameterSpec> parameters() {
        return fields.stream()
                .map(field -> ParameterSpec.builder(parameterType(field), parameterName(field))
                        .build())
                .toList();
    }

    private static TypeName parameterType(FieldModel field) {
        return field.type() == FieldType.TEXT ? TypeName.get(CharSequence.class) : field.typeName();
    }

    /** Whether it goes to the map in a {@code long}. */
    boolean isWord() {
        return record == null && fields.get(0).isPrimitive();
    }

    /** The {@code long} for a primitive: as the map reads it from the field, and so one for all NaNs. */
    CodeBlock word(String value) {
        return switch (fields.get(0).value().knownType()) {
            case BOOLEAN -> CodeBlock.of("$L ? 1 : 0", value);
            case CHAR -> CodeBlock.of("(short) $L", value);
            case FLOAT -> CodeBlock.of("$T.floatToIntBits($L)", Float.class, value);
            case DOUBLE -> CodeBlock.of("$T.doubleToLongBits($L)", Double.class, value);
            default -> CodeBlock.of("$L", value);
        };
    }

    /** The statements that set the key in a flyweight from the parameters. */
    CodeBlock setFrom(CodeBlock flyweight) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (FieldModel field : fields) set(code, field, flyweight, CodeBlock.of("$N", parameterName(field)));
        return code.build();
    }

    /** The statements that set the key in a flyweight from the key as an object. */
    CodeBlock setFromObject(CodeBlock flyweight, String key) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (FieldModel field : fields) {
            CodeBlock part = record == null ? CodeBlock.of("$L", key) : CodeBlock.of("$L.$N()", key, field.name());
            set(code, field, flyweight, part);
        }
        return code.build();
    }

    private static void set(CodeBlock.Builder code, FieldModel field, CodeBlock flyweight, CodeBlock value) {
        String accessor = AccessorNames.of(field).plain();
        String statement = field.type() == FieldType.STRUCT ? "$L.$N().set($L)" : "$L.$N($L)";
        code.addStatement(statement, flyweight, accessor, value);
    }

    /** The key of a flyweight {@code value} as an object. */
    CodeBlock read() {
        List<CodeBlock> parts = fields.stream().map(MapKey::read).toList();
        return record == null ? parts.get(0) : CodeBlock.of("new $T($L)", record, CodeBlock.join(parts, ", "));
    }

    private static CodeBlock read(FieldModel field) {
        CodeBlock value =
                CodeBlock.of("$N.$N()", VALUE_NAME, AccessorNames.of(field).plain());
        return field.type() == FieldType.STRUCT ? CodeBlock.of("$L.get()", value) : value;
    }

    /** The parts of a record {@code key} as arguments. */
    CodeBlock arguments(String key) {
        return fields.stream()
                .map(field -> CodeBlock.of("$N.$N()", key, field.name()))
                .collect(CodeBlock.joining(", "));
    }

    /** Whether a component needs comparing by its content. */
    static boolean isBytes(FieldModel field) {
        return Objects.equals(field.type(), FieldType.BYTES);
    }
}
