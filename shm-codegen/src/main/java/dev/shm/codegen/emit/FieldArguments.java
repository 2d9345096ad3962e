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
import java.util.ArrayList;
import java.util.List;

/** All fields of a struct as the parameters of one method, in their order. */
final class FieldArguments {
    /** What a method of the class file format may have, and one of them is {@code this}. */
    private static final int MOST_SLOTS = 255 - 1;

    private static final ClassName TEXT = ClassName.get(CharSequence.class);

    private final NameAllocator names = new NameAllocator();
    private final StructModel struct;
    private final List<ParameterSpec> parameters = new ArrayList<>();

    FieldArguments(StructModel struct) {
        this.struct = struct;
        for (FieldModel field : struct.fields()) {
            parameters.add(ParameterSpec.builder(typeOf(field), names.newName(field.name()))
                    .build());
        }
    }

    /** Whether a method can have that many, and each has a setter: an array has one for an element, a struct none. */
    static boolean fit(StructModel struct) {
        int slots = 0;
        for (FieldModel field : struct.fields()) {
            if (field.isArray() || field.type() == FieldType.STRUCT) return false;
            slots += isWide(field) ? 2 : 1;
        }
        return slots <= MOST_SLOTS;
    }

    List<ParameterSpec> parameters() {
        return List.copyOf(parameters);
    }

    /** A name for a local variable that no parameter has. */
    String local(String suggestion) {
        return names.newName(suggestion);
    }

    /** Statements that write all of them to a flyweight. */
    CodeBlock setAll(String view) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (int i = 0; i < parameters.size(); i++) {
            String setter = AccessorNames.of(struct.fields().get(i)).plain();
            statements.addStatement("$N.$N($N)", view, setter, parameters.get(i));
        }
        return statements.build();
    }

    private static TypeName typeOf(FieldModel field) {
        return field.type() == FieldType.TEXT ? TEXT : field.typeName();
    }

    private static boolean isWide(FieldModel field) {
        return field.typeName().equals(TypeName.LONG) || field.typeName().equals(TypeName.DOUBLE);
    }
}
