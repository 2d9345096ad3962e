package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import java.util.Locale;

/** A primitive, in each access mode. */
final class PrimitiveCode extends ValueCode {
    private final FieldType type;

    PrimitiveCode(FieldModel field, StructField place) {
        super(field, place);
        this.type = place.type();
    }

    /** The part of the method names of {@code RawMemory} that says the type. */
    static String word(FieldType type) {
        return AccessorNames.capitalized(type.name().toLowerCase(Locale.ROOT));
    }

    @Override
    String nullness() {
        return "";
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".field($S, $T.$L)", field.name(), Names.FIELD_TYPE, type);
    }

    @Override
    CodeBlock load(CodeBlock address) {
        return load(normalMode(), address);
    }

    @Override
    CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked) {
        return store(normalMode(), address, value);
    }

    @Override
    CodeBlock differs(CodeBlock one, CodeBlock other) {
        return switch (type) {
            case FLOAT, DOUBLE -> CodeBlock.of("$T.compare($L, $L) != 0", box(), one, other);
            default -> CodeBlock.of("$L != $L", one, other);
        };
    }

    @Override
    CodeBlock hash(CodeBlock value) {
        return CodeBlock.of("$T.hashCode($L)", box(), value);
    }

    private TypeName box() {
        return typeName().box();
    }

    Mode normalMode() {
        return field.hasModes() ? Mode.VOLATILE : Mode.PLAIN;
    }

    CodeBlock load(Mode mode, CodeBlock address) {
        CodeBlock load = CodeBlock.of("$T.get$L$L($L)", Names.RAW_MEMORY, memoryWord(), mode.suffix, address);
        return type == FieldType.BOOLEAN ? CodeBlock.of("$L != 0", load) : load;
    }

    CodeBlock store(Mode mode, CodeBlock address, CodeBlock value) {
        CodeBlock stored = type == FieldType.BOOLEAN ? CodeBlock.of("(byte) ($L ? 1 : 0)", value) : value;
        return CodeBlock.of("$T.put$L$L($L, $L)", Names.RAW_MEMORY, memoryWord(), mode.suffix, address, stored);
    }

    private String memoryWord() {
        return word(type == FieldType.BOOLEAN ? FieldType.BYTE : type);
    }

    enum Mode {
        PLAIN("", "plain mode"),
        OPAQUE("Opaque", "opaque mode"),
        ACQUIRE("Acquire", "acquire mode"),
        RELEASE("Release", "release mode"),
        VOLATILE("Volatile", "volatile mode");

        final String suffix;
        final String inWords;

        Mode(String suffix, String inWords) {
            this.suffix = suffix;
            this.inWords = inWords;
        }
    }
}
