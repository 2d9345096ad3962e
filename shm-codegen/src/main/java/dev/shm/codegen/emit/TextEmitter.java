package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

/** A {@code String} field with a limit. */
final class TextEmitter extends FieldEmitter {
    private final String maxBytes;

    TextEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        super(field, place, sharedType, names);
        this.maxBytes = names.constant(field.name(), "_MAX_BYTES");
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".text($S, $N)", field.name(), maxBytes);
    }

    @Override
    void addNumbers(TypeSpec.Builder type) {
        type.addField(constant(maxBytes, place.maxBytes()));
    }

    @Override
    void addAccessors(TypeSpec.Builder type) {
        type.addMethod(getter(accessors.plain(), field.typeName())
                .addJavadoc("Reads {@code $L}, which may be null.", field.name())
                .addStatement("return $T.get($L)", Names.TEXT_ACCESS, place())
                .build());
        type.addMethod(setter(accessors.plain(), TypeName.get(CharSequence.class))
                .addJavadoc(
                        "Writes {@code $L}, which may be null. A process that dies in here leaves null.\n\n"
                                + "@throws IllegalArgumentException if the text needs more than $L bytes of UTF-8;"
                                + " nothing is written then\n",
                        field.name(),
                        place.maxBytes())
                .addStatement("$T.set($L, value)", Names.TEXT_ACCESS, place())
                .addStatement("return this")
                .build());
        type.addMethod(equalsMethod());
        type.addMethod(appendMethod());
    }

    @Override
    CodeBlock read() {
        return CodeBlock.of("$T.get($L)", Names.TEXT_ACCESS, place());
    }

    @Override
    boolean isChecked() {
        return true;
    }

    @Override
    CodeBlock check(String local, String checked) {
        return CodeBlock.of(
                "int $N = $T.check(this, $S, $N, $N)", checked, Names.TEXT_ACCESS, field.name(), maxBytes, local);
    }

    @Override
    CodeBlock write(CodeBlock value, String checked) {
        return CodeBlock.of("$T.put($L, $N, $L, $N)", Names.TEXT_ACCESS, localPlace(), maxBytes, value, checked);
    }

    private MethodSpec equalsMethod() {
        return getter(accessors.textEquals(), TypeName.BOOLEAN)
                .addParameter(CharSequence.class, "value")
                .addJavadoc(
                        "Whether {@code $L} is what {@code $L(value)} would store; no garbage.",
                        field.name(),
                        field.name())
                .addStatement("return $T.equals($L, value)", Names.TEXT_ACCESS, place())
                .build();
    }

    private MethodSpec appendMethod() {
        return MethodSpec.methodBuilder(accessors.appendText())
                .addModifiers(javax.lang.model.element.Modifier.PUBLIC)
                .returns(StringBuilder.class)
                .addParameter(StringBuilder.class, "target")
                .addJavadoc(
                        "Appends {@code $L} as {@code target.append($L())} does, without garbage.",
                        field.name(),
                        field.name())
                .addStatement("$T.append($L, target)", Names.TEXT_ACCESS, place())
                .addStatement("return target")
                .build();
    }

    private CodeBlock place() {
        return CodeBlock.of("this, $S, $N, $N", field.name(), offset, maxBytes);
    }
}
