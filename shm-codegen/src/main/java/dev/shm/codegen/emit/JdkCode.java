package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

/** A value that may be null and always fits: boxed primitives, UUIDs and times. */
final class JdkCode extends ValueCode {
    private final ClassName access;
    private final String word;
    private final boolean isValidated;

    /**
     * Calls {@code access.getWord} and {@code putWord}.
     *
     * @param isValidated whether what is read may be no value, and the call says so with the field's name
     */
    JdkCode(FieldModel field, StructField place, ClassName access, String word, boolean isValidated) {
        super(field, place);
        this.access = access;
        this.word = word;
        this.isValidated = isValidated;
    }

    @Override
    CodeBlock layoutCall() {
        String method = place.isOptional() ? "optional" : "field";
        return CodeBlock.of(".$L($S, $T.$L)", method, field.name(), Names.FIELD_TYPE, place.type());
    }

    @Override
    CodeBlock load(CodeBlock address) {
        if (!isValidated) return CodeBlock.of("$T.get$L($L)", access, word, address);
        return CodeBlock.of("$T.get$L(this, $S, $L)", access, word, field.name(), address);
    }

    @Override
    CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked) {
        return CodeBlock.of("$T.put$L($L, $L)", access, word, address, value);
    }
}
