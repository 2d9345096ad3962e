package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.emit.PrimitiveCode.Mode;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

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
        return new Whole();
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
        if (!code.refusal().isEmpty()) {
            set.addJavadoc(
                    "$L@throws IllegalArgumentException $L; nothing is written then\n",
                    place.isArray() ? "" : "\n\n",
                    code.refusal());
        }
        CodeBlock checked = CodeBlock.of("");
        if (code.checkedType() != null) {
            checked = CodeBlock.of("checked");
            set.addStatement("$T checked = $L", code.checkedType(), code.check(VALUE));
        }
        return set.addStatement(code.store(writePlace(), VALUE, checked))
                .addStatement(fence())
                .addStatement("return this")
                .build();
    }

    private void addModes(TypeSpec.Builder type, PrimitiveCode primitive) {
        type.addMethod(get(accessors.plain(), primitive, primitive.normalMode()));
        type.addMethod(set(accessors.plain(), primitive, primitive.normalMode()));
        if (!field.isOrdered()) return;
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

    private final class Whole extends WholeField {
        private static final CodeBlock ELEMENT = CodeBlock.of("element");

        Whole() {
            super(ValueFieldEmitter.this);
        }

        @Override
        CodeBlock load() {
            return code.load(localPlace());
        }

        @Override
        boolean isPrepared() {
            return isArray() || code.checkedType() != null;
        }

        @Override
        boolean keepsChecked() {
            return !isArray() && code.checkedType() != null;
        }

        @Override
        CodeBlock check(String local, String checked) {
            if (keepsChecked()) {
                return CodeBlock.builder()
                        .addStatement("$T $N = $L", code.checkedType(), checked, code.check(CodeBlock.of("$N", local)))
                        .build();
            }
            if (!isArray()) return CodeBlock.of("");
            if (code.checkedType() == null) {
                return CodeBlock.builder().addStatement(checkLength(local)).build();
            }
            return CodeBlock.builder()
                    .beginControlFlow("if ($N != null)", local)
                    .addStatement(
                            "$T.checkLength(LAYOUT, $S, $N, $N.length)",
                            Names.STRUCT_ACCESS,
                            field.name(),
                            length,
                            local)
                    .addStatement("for ($T element : $N) $L", code.typeName(), local, code.check(ELEMENT))
                    .endControlFlow()
                    .build();
        }

        @Override
        CodeBlock write(CodeBlock value, String checked) {
            if (!isArray()) {
                return CodeBlock.builder()
                        .addStatement(code.store(localPlace(), value, CodeBlock.of("$L", checked)))
                        .build();
            }
            if (code.checkedType() == null) {
                CodeBlock element = CodeBlock.of("$L[i]", value);
                return writeArray(value, loop(code.store(localPlace(), element, CodeBlock.of(""))));
            }
            // Checked again: another thread may have changed the array, and nothing may be written beyond the field.
            return writeArray(
                    value,
                    CodeBlock.builder()
                            .beginControlFlow("for (int i = 0; i < $N; i++)", length)
                            .addStatement("$T element = $L[i]", code.typeName(), value)
                            .addStatement(code.store(localPlace(), ELEMENT, code.check(ELEMENT)))
                            .endControlFlow()
                            .build());
        }

        /** Writes all elements, or zeros for null. */
        private CodeBlock writeArray(CodeBlock array, CodeBlock elements) {
            return CodeBlock.builder()
                    .beginControlFlow("if ($L == null)", array)
                    .addStatement("$T.zero(address + $N, (long) $N * $N)", Names.RAW_MEMORY, offset, length, stride)
                    .nextControlFlow("else")
                    .add(elements)
                    .endControlFlow()
                    .build();
        }

        @Override
        CodeBlock differs(CodeBlock one, CodeBlock other) {
            return code.differs(one, other);
        }

        @Override
        CodeBlock hash(CodeBlock value) {
            return code.hash(value);
        }

        @Override
        CodeBlock shown(CodeBlock value) {
            return code.shown(value);
        }
    }
}
