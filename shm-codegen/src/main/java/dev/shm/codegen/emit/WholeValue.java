package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import org.jspecify.annotations.Nullable;

/** The part of a field of values that are copied in and out. */
final class WholeValue extends WholeField {
    private static final CodeBlock ELEMENT = CodeBlock.of("element");

    private final ValueCode code;
    private final @Nullable CheckedCode checked;

    WholeValue(ValueFieldEmitter emitter, ValueCode code) {
        super(emitter);
        this.code = code;
        this.checked = code.checked();
    }

    @Override
    CodeBlock load() {
        return code.load(localPlace());
    }

    @Override
    boolean isPrepared() {
        return isArray() || checked != null;
    }

    @Override
    boolean keepsChecked() {
        return !isArray() && checked != null;
    }

    @Override
    CodeBlock check(String local, String kept) {
        CodeBlock.Builder check = CodeBlock.builder();
        if (!isArray()) {
            if (checked == null) return check.build();
            CodeBlock value = CodeBlock.of("$N", local);
            return check.addStatement("$T $N = $L", checked.checkedType(), kept, checked.check(value))
                    .build();
        }
        if (checked == null) return check.addStatement(checkLength(local)).build();
        return check.beginControlFlow("if ($N != null)", local)
                .addStatement(
                        "$T.checkLength(LAYOUT, $S, $N, $N.length)",
                        Names.STRUCT_ACCESS,
                        emitter.field.name(),
                        emitter.length,
                        local)
                .addStatement("for ($T element : $N) $L", code.typeName(), local, checked.check(ELEMENT))
                .endControlFlow()
                .build();
    }

    @Override
    CodeBlock write(CodeBlock value, String kept) {
        if (!isArray()) {
            return CodeBlock.builder()
                    .addStatement(code.store(localPlace(), value, CodeBlock.of("$L", kept)))
                    .build();
        }
        if (checked == null) {
            CodeBlock element = CodeBlock.of("$L[i]", value);
            return writeArray(value, loop(code.store(localPlace(), element, CodeBlock.of(""))));
        }
        // Checked again: another thread may have changed the array, and nothing may be written beyond the field.
        return writeArray(
                value,
                CodeBlock.builder()
                        .beginControlFlow("for (int i = 0; i < $N; i++)", emitter.length)
                        .addStatement("$T element = $L[i]", code.typeName(), value)
                        .addStatement(code.store(localPlace(), ELEMENT, checked.check(ELEMENT)))
                        .endControlFlow()
                        .build());
    }

    /** Writes all elements, or zeros for null. */
    private CodeBlock writeArray(CodeBlock array, CodeBlock elements) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L == null)", array)
                .addStatement(
                        "$T.zero(address + $N, (long) $N * $N)",
                        Names.RAW_MEMORY,
                        emitter.offset,
                        emitter.length,
                        emitter.stride)
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
