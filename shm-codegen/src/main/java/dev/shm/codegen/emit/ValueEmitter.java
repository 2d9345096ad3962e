package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * {@code get()} and {@code set(value)}: whole values in and out.
 *
 * <p>No code of the user's runs between the look at the address and the last access: it could bind the flyweight
 * elsewhere, or throw with half a value written. So what is reached by a method goes through a local variable.
 */
final class ValueEmitter {
    private final StructModel struct;
    private final List<FieldEmitter> fields;
    private final Names names;

    ValueEmitter(StructModel struct, List<FieldEmitter> fields, Names names) {
        this.names = names;
        this.struct = struct;
        this.fields = fields;
    }

    void addTo(TypeSpec.Builder type) {
        type.addMethod(struct.isRecord() ? getRecord() : getObject());
        type.addMethod(set());
    }

    private MethodSpec getObject() {
        NameAllocator locals = locals();
        CodeBlock.Builder reads = CodeBlock.builder();
        CodeBlock.Builder calls = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            Access writing = field.field.writing();
            if (writing.isField()) {
                reads.addStatement("value.$N = $L", writing.name(), field.read());
            } else {
                String local = locals.newName(field.field.name());
                reads.addStatement("$T $N = $L", field.field.typeName(), local, field.read());
                calls.addStatement("value.$N($N)", writing.name(), local);
            }
        }
        return getHeader()
                .addStatement("$T value = new $T()", struct.valueType(), struct.valueType())
                .addStatement("long address = $T.readAddress(this)", Names.STRUCT_ACCESS)
                .addCode(reads.build())
                .addStatement(FieldEmitter.fence())
                .addCode(calls.build())
                .addStatement("return value")
                .build();
    }

    private MethodSpec getRecord() {
        NameAllocator locals = locals();
        MethodSpec.Builder get = getHeader().addStatement("long address = $T.readAddress(this)", Names.STRUCT_ACCESS);
        List<CodeBlock> arguments = new ArrayList<>();
        for (FieldEmitter field : fields) {
            String local = locals.newName(field.field.name());
            get.addStatement("$T $N = $L", field.field.typeName(), local, field.read());
            arguments.add(CodeBlock.of("$N", local));
        }
        return get.addStatement(FieldEmitter.fence())
                .addStatement("return new $T($L)", struct.valueType(), CodeBlock.join(arguments, ", "))
                .build();
    }

    private MethodSpec.Builder getHeader() {
        return MethodSpec.methodBuilder("get")
                .addModifiers(Modifier.PUBLIC)
                .returns(struct.valueType())
                .addJavadoc("Reads all fields into a new object, one after the other.");
    }

    private MethodSpec set() {
        NameAllocator locals = locals();
        CodeBlock.Builder prepare = CodeBlock.builder();
        CodeBlock.Builder writes = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            Access reading = field.field.reading();
            CodeBlock value = reading.isField()
                    ? CodeBlock.of("value.$N", reading.name())
                    : CodeBlock.of("value.$N()", reading.name());
            if (reading.isField() && !field.isChecked()) {
                writes.addStatement(field.write(value));
                continue;
            }
            String local = locals.newName(field.field.name());
            prepare.addStatement("$T $N = $L", field.field.typeName(), local, value);
            String checked = "";
            if (field.isChecked()) {
                checked = locals.newName("checked" + AccessorNames.capitalized(field.field.name()));
                prepare.addStatement(field.check(local, checked));
            }
            writes.addStatement(field.write(CodeBlock.of("$N", local), checked));
        }
        return MethodSpec.methodBuilder("set")
                .addModifiers(Modifier.PUBLIC)
                .returns(struct.sharedType())
                .addParameter(struct.valueType(), "value")
                .addJavadoc("""
                        Writes all fields, one after the other.

                        @throws IllegalArgumentException if a text does not fit; nothing is written then
                        """)
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addCode(prepare.build())
                .addStatement("long address = $T.writeAddress(this)", Names.STRUCT_ACCESS)
                .addCode(writes.build())
                .addStatement(FieldEmitter.fence())
                .addStatement("return this")
                .build();
    }

    private NameAllocator locals() {
        NameAllocator locals = names.locals();
        locals.newName("value");
        locals.newName("address");
        return locals;
    }
}
