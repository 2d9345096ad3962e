package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * {@code get()} and {@code set(value)}: whole values in and out.
 *
 * <p>No code of the user's runs between the look at the address and the last access by it: it could bind the flyweight
 * elsewhere. So what is reached by a method goes through a local variable, and structs inside, which look at their
 * addresses themselves, come before.
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
        List<List<FieldEmitter>> pieces = Pieces.of(fields);
        if (pieces.size() > 1) {
            new PiecewiseValueEmitter(struct, pieces, names).addTo(type);
            return;
        }
        type.addMethod(struct.isRecord() ? getRecord() : getObject());
        type.addMethod(
                setHeader(struct).addCode(writes()).addStatement("return this").build());
    }

    private MethodSpec getObject() {
        ClassName made = InterfaceValueEmitter.valueClass(struct);
        return getHeader(struct)
                .addStatement("$T value = new $T()", made, made)
                .addCode(reads())
                .addStatement("return value")
                .build();
    }

    /** The statements that read all fields into the object {@code value}. */
    CodeBlock reads() {
        NameAllocator locals = locals(names);
        CodeBlock.Builder structs = CodeBlock.builder();
        AddressedCode reads = new AddressedCode("read");
        CodeBlock.Builder calls = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            Access writing = field.field.writing();
            CodeBlock.Builder target = whole.isStruct() ? structs : reads.of(field);
            if (writing.isField()) {
                String name = struct.isInterface() ? InterfaceValueEmitter.fieldName(writing.name()) : writing.name();
                CodeBlock place = CodeBlock.of("value.$N", name);
                target.add(whole.read(place)).add(whole.fill(place));
            } else {
                String local = locals.newName(field.field.name());
                addLocal(target, whole, local);
                calls.addStatement("value.$N($N)", writing.name(), local);
            }
        }
        return structs.add(reads.build()).add(calls.build()).build();
    }

    private MethodSpec getRecord() {
        NameAllocator locals = locals(names);
        CodeBlock.Builder structs = CodeBlock.builder();
        AddressedCode reads = new AddressedCode("read");
        List<CodeBlock> arguments = new ArrayList<>();
        for (FieldEmitter field : fields) {
            String local = locals.newName(field.field.name());
            WholeField whole = field.whole();
            addLocal(whole.isStruct() ? structs : reads.of(field), whole, local);
            arguments.add(CodeBlock.of("$N", local));
        }
        return getHeader(struct)
                .addCode(structs.build())
                .addCode(reads.build())
                .addStatement("return new $T($L)", struct.valueType(), CodeBlock.join(arguments, ", "))
                .build();
    }

    private static void addLocal(CodeBlock.Builder target, WholeField whole, String local) {
        target.add(whole.read(CodeBlock.of("$T $N", whole.typeName(), local)));
        target.add(whole.fill(CodeBlock.of("$N", local)));
    }

    static MethodSpec.Builder getHeader(StructModel struct) {
        return MethodSpec.methodBuilder("get")
                .addModifiers(Modifier.PUBLIC)
                .returns(struct.valueType())
                .addJavadoc("Reads all fields into a new object, one after the other.");
    }

    /** The statements that look at all fields of {@code value} and then write them. */
    CodeBlock writes() {
        NameAllocator locals = locals(names);
        CodeBlock.Builder prepare = CodeBlock.builder();
        CodeBlock.Builder structs = CodeBlock.builder();
        AddressedCode writes = new AddressedCode("write");
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            CodeBlock value = valueOf(field);
            CodeBlock.Builder target = whole.isStruct() ? structs : writes.code();
            if (field.field.reading().isField() && !whole.isPrepared()) {
                target.add(whole.write(value, ""));
                continue;
            }
            String local = locals.newName(field.field.name());
            prepare.addStatement("$T $N = $L", field.field.typeName(), local, value);
            String checked = whole.keepsChecked() ? checkedName(locals, field) : "";
            prepare.add(whole.check(local, checked));
            target.add(whole.write(CodeBlock.of("$N", local), checked));
        }
        return prepare.add(structs.build()).add(writes.build()).build();
    }

    static MethodSpec.Builder setHeader(StructModel struct) {
        return MethodSpec.methodBuilder("set")
                .addModifiers(Modifier.PUBLIC)
                .returns(struct.sharedType())
                .addParameter(struct.valueType(), "value")
                .addJavadoc("""
                        Writes all fields, one after the other.

                        @throws IllegalArgumentException if a text, number or array does not fit; nothing is written then
                        """)
                .addStatement("$T.requireNonNull(value, $S)", Names.OBJECTS, "value")
                .addCode(struct.version() == 1 ? CodeBlock.of("") : setOlder(struct));
    }

    /** What a struct of an earlier version has no room for is refused, by way of a private one that has. */
    private static CodeBlock setOlder(StructModel struct) {
        return CodeBlock.builder()
                .beginControlFlow("if ($T.isOlder(this))", Names.STRUCT_ACCESS)
                .addStatement("$T.setOlder(this, $T.allocate().set(value))", Names.STRUCT_ACCESS, struct.sharedType())
                .addStatement("return this")
                .endControlFlow()
                .build();
    }

    /** {@code check(value)} of the type token; empty if no value is ever refused. */
    static CodeBlock checks(List<FieldEmitter> fields, Names names) {
        NameAllocator locals = locals(names);
        CodeBlock.Builder checks = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            if (!whole.isPrepared()) continue;
            String local = locals.newName(field.field.name());
            checks.addStatement("$T $N = $L", field.field.typeName(), local, valueOf(field));
            checks.add(whole.check(local, whole.keepsChecked() ? checkedName(locals, field) : ""));
        }
        return checks.build();
    }

    private static String checkedName(NameAllocator locals, FieldEmitter field) {
        return locals.newName("checked" + AccessorNames.capitalized(field.field.name()));
    }

    private static CodeBlock valueOf(FieldEmitter field) {
        Access reading = field.field.reading();
        return reading.isField()
                ? CodeBlock.of("value.$N", reading.name())
                : CodeBlock.of("value.$N()", reading.name());
    }

    private static NameAllocator locals(Names names) {
        NameAllocator locals = names.locals();
        for (String taken : List.of("value", "address", "i", "element")) locals.newName(taken);
        return locals;
    }
}
