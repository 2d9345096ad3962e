package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import java.util.List;

/** The file {@code XKey}: a record of several key fields. */
final class MapKeyEmitter {
    private final ClassName name;
    private final List<FieldModel> fields;

    private MapKeyEmitter(ClassName name, List<FieldModel> fields) {
        this.name = name;
        this.fields = fields;
    }

    static TypeSpec type(StructModel struct, ClassName map, ClassName name) {
        return new MapKeyEmitter(name, struct.keyFields()).type(struct, map);
    }

    private TypeSpec type(StructModel struct, ClassName map) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (FieldModel field : fields) components.addParameter(field.typeName(), field.name());
        TypeSpec.Builder type = SharedClassEmitter.markedAsGenerated(struct, TypeSpec.recordBuilder(name))
                .addJavadoc("What a {@link $T} in a {@link $T} is found by.\n", struct.valueType(), map)
                .alwaysQualify(fields.stream().map(FieldModel::name).toArray(String[]::new)) // a component hides a type
                .recordConstructor(components.build());
        if (fields.stream().anyMatch(MapKey::isBytes)) addContentMethods(type);
        return type.build();
    }

    /** A record compares its arrays by identity. */
    private void addContentMethods(TypeSpec.Builder type) {
        CodeBlock.Builder equals = CodeBlock.builder().add("return other instanceof $T that", name);
        CodeBlock.Builder hash = CodeBlock.builder().addStatement("int hash = 1");
        for (FieldModel field : fields) {
            boolean isBytes = MapKey.isBytes(field);
            ClassName content = isBytes ? Names.ARRAYS : Names.OBJECTS;
            equals.add("\n&& $T.equals(this.$N, that.$N)", content, field.name(), field.name());
            hash.addStatement("hash = 31 * hash + $T.hashCode(this.$N)", content, field.name());
        }
        type.addMethod(CompanionMethods.override("equals", TypeName.BOOLEAN)
                .addParameter(Object.class, "other")
                .addCode(equals.add(";\n").build())
                .build());
        type.addMethod(CompanionMethods.override("hashCode", TypeName.INT)
                .addCode(hash.addStatement("return hash").build())
                .build());
    }
}
