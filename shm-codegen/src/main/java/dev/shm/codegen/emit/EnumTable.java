package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.ValueModel;
import javax.lang.model.element.Modifier;

/** What a generated class has of an enum, once for all its fields of that type. */
final class EnumTable {
    /** More are not repeated for each field: Java bounds what a method has. */
    private static final int MAX_INLINE = 32;

    /** The constant that holds the constants. */
    final String constants;

    private final ValueModel value;
    private final String namesMethod;
    private boolean isAdded;

    EnumTable(ValueModel value, String simpleName, Names names) {
        this.value = value;
        this.constants = names.constant(simpleName, "_CONSTANTS");
        this.namesMethod = isInline() ? "" : names.method("namesOf" + simpleName);
    }

    private boolean isInline() {
        return value.constants().size() <= MAX_INLINE;
    }

    /** The names as arguments: those that the enum had when the struct was compiled, for they are the layout. */
    CodeBlock nameArguments() {
        return isInline() ? listed() : CodeBlock.of("$N()", namesMethod);
    }

    /** Adds what belongs to the type, when the first of its fields asks for it. */
    void addTo(TypeSpec.Builder type, String field) {
        if (isAdded) return;
        isAdded = true;
        type.addField(FieldSpec.builder(
                        ArrayTypeName.of(value.typeName()),
                        constants,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.constants(LAYOUT, $S, $T.class)", Names.STRUCT_ACCESS, field, value.typeName())
                .build());
        if (isInline()) return;
        type.addMethod(MethodSpec.methodBuilder(namesMethod)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ArrayTypeName.of(String.class))
                .addStatement("return new $T[] {$L}", String.class, listed())
                .build());
    }

    private CodeBlock listed() {
        return value.constants().stream()
                .map(constant -> CodeBlock.of("$S", constant))
                .collect(CodeBlock.joining(", "));
    }
}
