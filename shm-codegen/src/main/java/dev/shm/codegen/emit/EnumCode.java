package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import javax.lang.model.element.Modifier;

/** An enum: the ordinal plus one, 0 for null. */
final class EnumCode extends ValueCode {
    private final String constants;
    private final boolean isByte;

    EnumCode(FieldModel field, StructField place, Names names) {
        super(field, place);
        this.constants = names.constant(field.name(), "_CONSTANTS");
        this.isByte = place.elementBytes() == Byte.BYTES;
    }

    @Override
    CodeBlock layoutCall() {
        CodeBlock.Builder call = CodeBlock.builder().add(".enumeration($S", field.name());
        for (String constant : field.value().constants()) call.add(", $S", constant);
        return call.add(")").build();
    }

    @Override
    void addTables(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(
                        ArrayTypeName.of(typeName()), constants, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.constants(LAYOUT, $S, $T.class)", Names.STRUCT_ACCESS, field.name(), typeName())
                .build());
    }

    @Override
    CodeBlock load(CodeBlock address) {
        CodeBlock code =
                CodeBlock.of(isByte ? "$T.getByte($L) & 0xFF" : "$T.getShort($L) & 0xFFFF", Names.RAW_MEMORY, address);
        return CodeBlock.of("$T.enumConstant(this, $S, $N,$W$L)", Names.STRUCT_ACCESS, field.name(), constants, code);
    }

    @Override
    CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked) {
        return CodeBlock.of(
                isByte ? "$T.putByte($L, (byte) $T.enumCode($L))" : "$T.putShort($L, (short) $T.enumCode($L))",
                Names.RAW_MEMORY,
                address,
                Names.STRUCT_ACCESS,
                value);
    }
}
