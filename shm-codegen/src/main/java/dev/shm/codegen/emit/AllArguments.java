package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.Companion;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as the arguments of one method, a parameter for each field: no object is needed.
 *
 * <p>The flyweight's own setters take them, but for arrays and structs inside, of which these take a part only. So a
 * flyweight with such a companion gets setters of whole ones, for its package alone.
 */
final class AllArguments {
    /** What a method can take, the object that it is called on included. */
    private static final int MAX_SLOTS = 255;

    private static final String VALUE = "value";

    private final List<FieldModel> fields;

    AllArguments(StructModel struct) {
        this.fields = struct.fields();
    }

    /** Whether one method can take them. */
    boolean fit() {
        int slots = 1;
        for (FieldModel field : fields) {
            boolean isWide =
                    field.typeName().equals(TypeName.LONG) || field.typeName().equals(TypeName.DOUBLE);
            slots += isWide ? 2 : 1;
        }
        return slots <= MAX_SLOTS;
    }

    /** Adds the setters that {@link #setAll} calls and a flyweight has not anyway. */
    static void addSetters(TypeSpec.Builder type, StructModel struct, List<FieldEmitter> fields) {
        boolean isMessage = struct.companions().contains(Companion.QUEUE)
                || struct.companions().contains(Companion.TOPIC);
        if (!isMessage || !new AllArguments(struct).fit()) return;
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            if (whole.isArray() || whole.isStruct()) type.addMethod(setter(field, whole));
        }
    }

    private static MethodSpec setter(FieldEmitter field, WholeField whole) {
        MethodSpec.Builder setter = MethodSpec.methodBuilder(field.accessors.plain())
                .returns(field.sharedType)
                .addParameter(field.field.typeName(), VALUE)
                .addJavadoc(
                        "Writes all of {@code $L}, zeros for null; for messages given as arguments.\n\n$L",
                        field.field.name(),
                        "@throws IllegalArgumentException if something in it does not fit; nothing is written then\n");
        CodeBlock write = whole.write(CodeBlock.of("$N", VALUE), "");
        boolean checksItself = whole.isStruct() && !whole.isArray();
        if (!checksItself) setter.addCode(whole.check(VALUE, ""));
        if (whole.isStruct())
            return setter.addCode(write).addStatement("return this").build();
        return setter.addStatement("long address = $L", FieldEmitter.addressFor("write", field.place.since()))
                .addCode(write)
                .addStatement(FieldEmitter.fence())
                .addStatement("return this")
                .build();
    }

    List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (FieldModel field : fields) {
            boolean isText = field.type() == FieldType.TEXT && !field.isArray();
            TypeName type = isText ? TypeName.get(CharSequence.class) : field.typeName();
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
}
