package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;

/** A {@code BigDecimal} with a fixed scale. */
final class DecimalCode extends CheckedCode {
    private final String scale;

    DecimalCode(FieldModel field, StructField place, Names names) {
        super(field, place);
        this.scale = names.constant(field.name(), "_SCALE");
    }

    @Override
    CodeBlock layoutCall() {
        return CodeBlock.of(".decimal($S, $N)", field.name(), scale);
    }

    @Override
    void addNumbers(TypeSpec.Builder type) {
        type.addField(FieldEmitter.constant(scale, place.scale()));
    }

    @Override
    CodeBlock load(CodeBlock address) {
        return CodeBlock.of("$T.getDecimal($L, $N)", Names.VALUE_ACCESS, address, scale);
    }

    @Override
    TypeName checkedType() {
        return TypeName.LONG;
    }

    @Override
    CodeBlock check(CodeBlock value) {
        return CodeBlock.of("$T.checkDecimal(LAYOUT, $S, $N, $L)", Names.VALUE_ACCESS, field.name(), scale, value);
    }

    @Override
    CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked) {
        return CodeBlock.of("$T.putDecimal($L, $L, $L)", Names.VALUE_ACCESS, address, value, checked);
    }

    @Override
    String refusal() {
        return "if the number is too large or needs more than " + place.scale() + " digits after the point";
    }
}
