package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

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

    /** What to tell of a setter that may refuse its value. */
    abstract String refusal();
}
