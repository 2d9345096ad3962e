package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** A primitive field, with its access modes if it has any but plain. */
final class PrimitiveEmitter extends FieldEmitter {
    private final FieldType type;

    PrimitiveEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        super(field, place, sharedType, names);
        this.type = place.type();
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".field($S, $T.$L)", field.name(), Names.FIELD_TYPE, type);
    }

    @Override
    void addAccessors(TypeSpec.Builder target) {
        Mode normal = normalMode();
        target.addMethod(get(accessors.plain(), normal));
        target.addMethod(set(accessors.plain(), normal));
        if (!field.isOrdered()) return;
        target.addMethod(get(accessors.acquire(), Mode.ACQUIRE));
        target.addMethod(set(accessors.release(), Mode.RELEASE));
        target.addMethod(get(accessors.opaque(), Mode.OPAQUE));
        target.addMethod(set(accessors.opaque(), Mode.OPAQUE));
        if (field.isCounter()) {
            target.addMethod(compareAndSet());
            target.addMethod(getAndAdd());
        }
    }

    @Override
    CodeBlock read() {
        return load(normalMode(), localPlace());
    }

    @Override
    CodeBlock write(CodeBlock value, String checked) {
        return store(normalMode(), localPlace(), value);
    }

    private Mode normalMode() {
        return field.isOrdered() ? Mode.VOLATILE : Mode.PLAIN;
    }

    private MethodSpec get(String name, Mode mode) {
        return getter(name, field.typeName())
                .addJavadoc("Reads {@code $L}; $L.", field.name(), mode.inWords)
                .addStatement("$T value = $L", field.typeName(), load(mode, readPlace()))
                .addStatement(fence())
                .addStatement("return value")
                .build();
    }

    private MethodSpec set(String name, Mode mode) {
        return setter(name, field.typeName())
                .addJavadoc("Writes {@code $L}; $L.", field.name(), mode.inWords)
                .addStatement(store(mode, writePlace(), CodeBlock.of("value")))
                .addStatement(fence())
                .addStatement("return this")
                .build();
    }

    private MethodSpec compareAndSet() {
        return MethodSpec.methodBuilder(accessors.compareAndSet())
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(field.typeName(), "expected")
                .addParameter(field.typeName(), "value")
                .addJavadoc(
                        "Writes {@code $L} if it is {@code expected}, in one atomic step; whether it did.",
                        field.name())
                .addStatement(
                        "boolean done = $T.compareAndSet$L($L, expected, value)",
                        Names.RAW_MEMORY,
                        word(),
                        writePlace())
                .addStatement(fence())
                .addStatement("return done")
                .build();
    }

    private MethodSpec getAndAdd() {
        return MethodSpec.methodBuilder(accessors.getAndAdd())
                .addModifiers(Modifier.PUBLIC)
                .returns(field.typeName())
                .addParameter(field.typeName(), "delta")
                .addJavadoc("Adds to {@code $L}, in one atomic step; the value before.", field.name())
                .addStatement(
                        "$T before = $T.getAndAdd$L($L, delta)",
                        field.typeName(),
                        Names.RAW_MEMORY,
                        word(),
                        writePlace())
                .addStatement(fence())
                .addStatement("return before")
                .build();
    }

    private CodeBlock load(Mode mode, CodeBlock address) {
        CodeBlock load = CodeBlock.of("$T.get$L$L($L)", Names.RAW_MEMORY, word(), mode.suffix, address);
        return type == FieldType.BOOLEAN ? CodeBlock.of("$L != 0", load) : load;
    }

    private CodeBlock store(Mode mode, CodeBlock address, CodeBlock value) {
        CodeBlock stored = type == FieldType.BOOLEAN ? CodeBlock.of("(byte) ($L ? 1 : 0)", value) : value;
        return CodeBlock.of("$T.put$L$L($L, $L)", Names.RAW_MEMORY, word(), mode.suffix, address, stored);
    }

    /** The part of the method names of {@code RawMemory} that says the type. */
    private String word() {
        if (type == FieldType.BOOLEAN) return "Byte";
        return AccessorNames.capitalized(type.name().toLowerCase(Locale.ROOT));
    }

    private enum Mode {
        PLAIN("", "plain mode"),
        OPAQUE("Opaque", "opaque mode"),
        ACQUIRE("Acquire", "acquire mode"),
        RELEASE("Release", "release mode"),
        VOLATILE("Volatile", "volatile mode");

        private final String suffix;
        private final String inWords;

        Mode(String suffix, String inWords) {
            this.suffix = suffix;
            this.inWords = inWords;
        }
    }
}
