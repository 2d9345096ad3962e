package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import org.jspecify.annotations.Nullable;

/** A {@code String} or {@code byte[]} with a limit. */
final class SizedCode extends CheckedCode {
    private final String maxBytes;
    private final ClassName access;

    SizedCode(FieldModel field, StructField place, Names names, ClassName access) {
        super(field, place);
        this.maxBytes = names.constant(field.name(), "_MAX_BYTES");
        this.access = access;
    }

    boolean isText() {
        return place.type() == FieldType.TEXT;
    }

    @Override
    TypeName parameterType() {
        return isText() ? TypeName.get(CharSequence.class) : typeName();
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".$L($S, $N)", isText() ? "text" : "bytes", field.name(), maxBytes);
    }

    @Override
    void addNumbers(TypeSpec.Builder type) {
        type.addField(FieldEmitter.constant(maxBytes, place.maxBytes()));
    }

    @Override
    CodeBlock load(CodeBlock address) {
        return CodeBlock.of("$T.get($L)", access, arguments(address));
    }

    @Override
    TypeName checkedType() {
        return TypeName.INT;
    }

    @Override
    CodeBlock check(CodeBlock value) {
        return CodeBlock.of("$T.check(LAYOUT, $S, $N, $L)", access, field.name(), maxBytes, value);
    }

    @Override
    CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked) {
        return CodeBlock.of("$T.put($L, $N, $L, $L)", access, address, maxBytes, value, checked);
    }

    @Override
    @Nullable
    CodeBlock checkAndStore(CodeBlock address, CodeBlock value) {
        if (!isText()) return null;
        return CodeBlock.of("$T.set(LAYOUT, $S, $L, $N, $L)", access, field.name(), address, maxBytes, value);
    }

    @Override
    String refusal() {
        return isText()
                ? "if the text needs more than " + place.maxBytes() + " bytes of UTF-8"
                : "if there are more than " + place.maxBytes() + " bytes";
    }

    @Override
    CodeBlock differs(CodeBlock one, CodeBlock other) {
        return isText() ? super.differs(one, other) : CodeBlock.of("!$T.equals($L, $L)", Names.ARRAYS, one, other);
    }

    @Override
    CodeBlock hash(CodeBlock value) {
        return isText() ? super.hash(value) : CodeBlock.of("$T.hashCode($L)", Names.ARRAYS, value);
    }

    @Override
    CodeBlock shown(CodeBlock value) {
        return isText() ? value : CodeBlock.of("$T.toString($L)", Names.ARRAYS, value);
    }

    /** Of the calls that read: the struct and name for messages, then where and how large. */
    CodeBlock arguments(CodeBlock address) {
        return CodeBlock.of("this, $S, $L, $N", field.name(), address, maxBytes);
    }
}
