package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import org.jspecify.annotations.Nullable;

/** A value that may not fit its field, and is refused before anything is written. */
abstract class CheckedCode extends ValueCode {
    CheckedCode(FieldModel field, StructField place) {
        super(field, place);
    }

    @Override
    final CheckedCode checked() {
        return this;
    }

    /** The primitive that {@link #check} results in and {@link #store} needs beside the value. */
    abstract TypeName checkedType();

    /** The expression that refuses a value. */
    abstract CodeBlock check(CodeBlock value);

    /** The statement that refuses a value or writes it, if one call does both; else null. */
    @Nullable
    CodeBlock checkAndStore(CodeBlock address, CodeBlock value) {
        return null;
    }

    /** What to tell of a setter that may refuse its value. */
    abstract String refusal();
}
