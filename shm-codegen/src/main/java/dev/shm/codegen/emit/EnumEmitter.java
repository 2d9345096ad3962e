package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import javax.lang.model.element.Modifier;

/** An enum field: the ordinal plus one, 0 for null. */
final class EnumEmitter extends FieldEmitter {
    private final String constants;

    EnumEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        super(field, place, sharedType, names);
        this.constants = names.constant(field.name(), "_CONSTANTS");
    }

    @Override
    CodeBlock layoutCall() {
        CodeBlock.Builder call = CodeBlock.builder().add(".enumeration($S", field.name());
        for (String constant : field.constants()) call.add(", $S", constant);
        return call.add(")").build();
    }

    @Override
    void addTables(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(
                        ArrayTypeName.of(field.typeName()),
                        constants,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.constants(LAYOUT, $S, $T.class)", Names.STRUCT_ACCESS, field.name(), field.typeName())
                .build());
    }

    @Override
    void addAccessors(TypeSpec.Builder type) {
        type.addMethod(getter(accessors.plain(), field.typeName())
                .addJavadoc("Reads {@code $L}, which may be null; plain mode.", field.name())
                .addStatement("int code = $L", load(readPlace()))
                .addStatement(fence())
                .addStatement("return $L", constant(CodeBlock.of("code")))
                .build());
        type.addMethod(setter(accessors.plain(), field.typeName())
                .addJavadoc("Writes {@code $L}, which may be null; plain mode.", field.name())
                .addStatement(store(writePlace(), CodeBlock.of("value")))
                .addStatement(fence())
                .addStatement("return this")
                .build());
    }

    @Override
    CodeBlock read() {
        return constant(load(localPlace()));
    }

    @Override
    CodeBlock write(CodeBlock value, String checked) {
        return store(localPlace(), value);
    }

    private CodeBlock constant(CodeBlock code) {
        return CodeBlock.of("$T.enumConstant(this, $S, $N,$W$L)", Names.STRUCT_ACCESS, field.name(), constants, code);
    }

    private CodeBlock load(CodeBlock address) {
        return place.sizeBytes() == Byte.BYTES
                ? CodeBlock.of("$T.getByte($L) & 0xFF", Names.RAW_MEMORY, address)
                : CodeBlock.of("$T.getShort($L) & 0xFFFF", Names.RAW_MEMORY, address);
    }

    private CodeBlock store(CodeBlock address, CodeBlock value) {
        String word = place.sizeBytes() == Byte.BYTES ? "Byte" : "Short";
        TypeName cast = place.sizeBytes() == Byte.BYTES ? TypeName.BYTE : TypeName.SHORT;
        return CodeBlock.of(
                "$T.put$L($L, ($T) $T.enumCode($L))",
                Names.RAW_MEMORY,
                word,
                address,
                cast,
                Names.STRUCT_ACCESS,
                value);
    }
}
