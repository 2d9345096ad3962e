package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.FieldType;
import java.util.ArrayList;
import java.util.List;

/** A message as the arguments of one method, a parameter for each field: no object is needed. */
final class AllArguments {
    /** What a method can take, the object that it is called on included. */
    private static final int MOST_SLOTS = 255;

    private final List<FieldModel> fields;

    AllArguments(StructModel struct) {
        this.fields = struct.fields();
    }

    /** Whether one method can take them: there are not too many, and each field is set by one value. */
    boolean fit() {
        int slots = 1;
        for (FieldModel field : fields) {
            if (!isSetByOneValue(field)) return false;
            slots += field.type() == FieldType.LONG || field.type() == FieldType.DOUBLE ? 2 : 1;
        }
        return !fields.isEmpty() && slots <= MOST_SLOTS;
    }

    List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (FieldModel field : fields) {
            TypeName type = field.type() == FieldType.TEXT ? TypeName.get(CharSequence.class) : field.typeName();
            parameters.add(ParameterSpec.builder(type, field.name()).build());
        }
        return parameters;
    }

    /** The statement that sets all fields of a flyweight. */
    CodeBlock setAll(String flyweight) {
        CodeBlock.Builder calls = CodeBlock.builder().add("$N", flyweight);
        for (FieldModel field : fields)
            calls.add("$Z.$N($N)", AccessorNames.of(field).plain(), field.name());
        return calls.build();
    }

    /** A local variable that is no parameter. */
    String localName(String wanted) {
        String name = wanted;
        while (isTaken(name)) name += "_";
        return name;
    }

    private boolean isTaken(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    private static boolean isSetByOneValue(FieldModel field) {
        return !field.isArray() && field.type() != FieldType.STRUCT;
    }
}
