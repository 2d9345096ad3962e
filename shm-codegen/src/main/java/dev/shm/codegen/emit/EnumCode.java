package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

/** An enum: the ordinal plus one, 0 for null. */
final class EnumCode extends ValueCode {
    private final EnumTable table;
    private final boolean isByte;

    EnumCode(FieldModel field, StructField place, Names names) {
        super(field, place);
        this.table = names.enumTable(field);
        this.isByte = place.elementBytes() == Byte.BYTES;
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".enumeration($S, $L)", field.name(), table.nameArguments());
    }

    @Override
    void addTables(TypeSpec.Builder type) {
        table.addTo(type, field.name());
    }

    @Override
    CodeBlock load(CodeBlock address) {
        CodeBlock code =
                CodeBlock.of(isByte ? "$T.getByte($L) & 0xFF" : "$T.getShort($L) & 0xFFFF", Names.RAW_MEMORY, address);
        return CodeBlock.of(
                "$T.enumConstant(this, $S, $N,$W$L)", Names.STRUCT_ACCESS, field.name(), table.constants, code);
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
