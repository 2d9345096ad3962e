package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.emit.PrimitiveCode.Mode;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import org.jspecify.annotations.Nullable;

/** A field of values that are copied in and out: all but structs. */
final class ValueFieldEmitter extends FieldEmitter {
    private static final CodeBlock VALUE = CodeBlock.of("value");

    private final ValueCode code;

    ValueFieldEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        super(field, place, sharedType, names);
        this.code = ValueCode.of(field, place, names);
    }

    @Override
    CodeBlock valueLayoutCall() {
        return code.layoutCall();
    }

    @Override
    void addNumbers(TypeSpec.Builder type) {
        super.addNumbers(type);
        code.addNumbers(type);
    }

    @Override
    void addTables(TypeSpec.Builder type) {
        code.addTables(type);
    }

    @Override
    void addAccessors(TypeSpec.Builder type) {
        if (code instanceof PrimitiveCode primitive) {
            addModes(type, primitive);
            return;
        }
        type.addMethod(get());
        type.addMethod(set());
        if (code instanceof SizedCode sized && sized.isText()) {
            type.addMethod(textEquals(sized));
            type.addMethod(appendText(sized));
        } else if (code instanceof SizedCode sized) {
            type.addMethod(copyBytes(sized));
        }
    }

    @Override
    WholeField whole() {
        return new WholeValue(this, code);
    }

    private MethodSpec get() {
        return method(accessors.plain(), code.typeName())
                .addJavadoc("Reads {@code $L}$L.", documented(), code.nullness())
                .addJavadoc(indexDoc())
                .addStatement("$T value = $L", code.typeName(), code.load(readPlace()))
                .addStatement(fence())
                .addStatement("return value")
                .build();
    }

    private MethodSpec set() {
        MethodSpec.Builder set = setter(accessors.plain(), code.parameterType());
        set.addJavadoc("Writes {@code $L}$L.", documented(), code.nullness());
        if (code instanceof SizedCode) set.addJavadoc(" A process that dies in here leaves null.");
        set.addJavadoc(indexDoc());
        CheckedCode checked = code.checked();
        if (checked != null) {
            set.addJavadoc(
                    "$L@throws IllegalArgumentException $L; nothing is written then\n",
                    place.isArray() ? "" : "\n\n",
                    checked.refusal());
        }
        return set.addCode(store(checked))
                .addStatement(fence())
                .addStatement("return this")
                .build();
    }

    private CodeBlock store(@Nullable CheckedCode checked) {
        CodeBlock.Builder statements = CodeBlock.builder();
        if (checked == null)
            return statements
                    .addStatement(code.store(writePlace(), VALUE, CodeBlock.of("")))
                    .build();
        CodeBlock both = checked.checkAndStore(writePlace(), VALUE);
        if (both != null) return statements.addStatement(both).build();
        return statements
                .addStatement("$T checked = $L", checked.checkedType(), checked.check(VALUE))
                .addStatement(code.store(writePlace(), VALUE, CodeBlock.of("checked")))
                .build();
    }

    private void addModes(TypeSpec.Builder type, PrimitiveCode primitive) {
        type.addMethod(get(accessors.plain(), primitive, primitive.normalMode()));
        type.addMethod(set(accessors.plain(), primitive, primitive.normalMode()));
        if (!field.hasModes()) return;
        type.addMethod(get(accessors.acquire(), primitive, Mode.ACQUIRE));
        type.addMethod(set(accessors.release(), primitive, Mode.RELEASE));
        type.addMethod(get(accessors.opaque(), primitive, Mode.OPAQUE));
        type.addMethod(set(accessors.opaque(), primitive, Mode.OPAQUE));
        if (!field.isCounter()) return;
        type.addMethod(compareAndSet());
        type.addMethod(getAndAdd());
    }

    private MethodSpec get(String name, PrimitiveCode primitive, Mode mode) {
        return method(name, code.typeName())
                .addJavadoc("Reads {@code $L}; $L.", documented(), mode.inWords)
                .addJavadoc(indexDoc())
                .addStatement("$T value = $L", code.typeName(), primitive.load(mode, readPlace()))
                .addStatement(fence())
                .addStatement("return value")
                .build();
    }

    private MethodSpec set(String name, PrimitiveCode primitive, Mode mode) {
        return setter(name, code.typeName())
                .addJavadoc("Writes {@code $L}; $L.", documented(), mode.inWords)
                .addJavadoc(indexDoc())
                .addStatement(primitive.store(mode, writePlace(), VALUE))
                .addStatement(fence())
                .addStatement("return this")
                .build();
    }

    private MethodSpec compareAndSet() {
        return method(accessors.compareAndSet(), TypeName.BOOLEAN)
                .addParameter(code.typeName(), "expected")
                .addParameter(code.typeName(), "value")
                .addJavadoc(
                        "Writes {@code $L} if it is {@code expected}, in one atomic step; whether it did.",
                        documented())
                .addJavadoc(indexDoc())
                .addStatement(
                        "boolean done = $T.compareAndSet$L($L, expected, value)",
                        Names.RAW_MEMORY,
                        PrimitiveCode.word(place.type()),
                        writePlace())
                .addStatement(fence())
                .addStatement("return done")
                .build();
    }

    private MethodSpec getAndAdd() {
        return method(accessors.getAndAdd(), code.typeName())
                .addParameter(code.typeName(), "delta")
                .addJavadoc("Adds to {@code $L}, in one atomic step; the value before.", documented())
                .addJavadoc(indexDoc())
                .addStatement(
                        "$T before = $T.getAndAdd$L($L, delta)",
                        code.typeName(),
                        Names.RAW_MEMORY,
                        PrimitiveCode.word(place.type()),
                        writePlace())
                .addStatement(fence())
                .addStatement("return before")
                .build();
    }

    private MethodSpec textEquals(SizedCode sized) {
        return method(accessors.textEquals(), TypeName.BOOLEAN)
                .addParameter(CharSequence.class, "value")
                .addJavadoc("Whether {@code $L} is what its setter would store for a value; no garbage.", documented())
                .addJavadoc(indexDoc())
                .addStatement("return $T.equals($L, value)", Names.TEXT_ACCESS, sized.arguments(readPlace()))
                .build();
    }

    private MethodSpec appendText(SizedCode sized) {
        return method(accessors.appendText(), TypeName.get(StringBuilder.class))
                .addParameter(StringBuilder.class, "target")
                .addJavadoc("Appends {@code $L} as {@code append(String)} does, without garbage.", documented())
                .addJavadoc(indexDoc())
                .addStatement("$T.append($L, target)", Names.TEXT_ACCESS, sized.arguments(readPlace()))
                .addStatement("return target")
                .build();
    }

    private MethodSpec copyBytes(SizedCode sized) {
        return method(accessors.copyBytes(), TypeName.INT)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "target")
                .addParameter(TypeName.INT, "targetIndex")
                .addJavadoc("""
                        Copies {@code $L} into an array; no garbage.

                        @return how many bytes, -1 for null
                        @throws IndexOutOfBoundsException if they would not all lie in the array$L
                        """, documented(), place.isArray() ? ", or there is no such element" : "")
                .addStatement(
                        "return $T.copyTo($L, target, targetIndex)", Names.BYTES_ACCESS, sized.arguments(readPlace()))
                .build();
    }
}
