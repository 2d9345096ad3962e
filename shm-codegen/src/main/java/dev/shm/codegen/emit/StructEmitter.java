package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import javax.lang.model.element.Modifier;

/** A struct in the struct: its accessor gives a flyweight that shows it, kept for the next call. */
final class StructEmitter extends FieldEmitter {
    private final ClassName innerType;
    private final String view;

    StructEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        super(field, place, sharedType, names);
        this.innerType = field.value().knownStruct().sharedType();
        names.call(innerType);
        this.view = names.member(field.name() + (place.isArray() ? "Views" : "View"));
    }

    @Override
    CodeBlock valueLayoutCall() {
        return CodeBlock.of(".struct($S, $T.LAYOUT)", field.name(), innerType);
    }

    @Override
    void addTables(TypeSpec.Builder type) {
        TypeName kept = place.isArray() ? ArrayTypeName.of(innerType) : innerType;
        FieldSpec.Builder member = FieldSpec.builder(kept, view, Modifier.PRIVATE);
        if (place.isArray()) {
            member.addModifiers(Modifier.FINAL).initializer("new $T[$N]", innerType, length);
        }
        type.addField(member.build());
    }

    @Override
    void addAccessors(TypeSpec.Builder type) {
        CodeBlock kept = place.isArray() ? CodeBlock.of("$N[index]", view) : CodeBlock.of("$N", view);
        CodeBlock checked =
                CodeBlock.builder().addStatement("long offset = $L", offset()).build();
        type.addMethod(method(accessors.plain(), innerType)
                .addJavadoc(
                        "A view of {@code $L}, which is never null: the same object in each call, and bound to\nnothing"
                                + " as soon as this flyweight shows another place.",
                        documented())
                .addJavadoc(indexDoc())
                .addCode(place.isArray() ? checked : CodeBlock.of(""))
                .addStatement("$T view = $L", innerType, kept)
                .beginControlFlow("if (view == null)")
                .addStatement("view = new $T()", innerType)
                .addStatement("$L = view", kept)
                .endControlFlow()
                .addStatement(
                        "return $T.inside(this, view, $L$L)",
                        Names.STRUCT_ACCESS,
                        place.isArray() ? CodeBlock.of("offset") : offset(),
                        place.since() == 1 ? "" : ", " + place.since())
                .build());
    }

    @Override
    WholeField whole() {
        return new Whole();
    }

    private final class Whole extends WholeField {
        private static final CodeBlock ELEMENT = CodeBlock.of("element");

        Whole() {
            super(StructEmitter.this);
        }

        @Override
        boolean isStruct() {
            return true;
        }

        @Override
        CodeBlock load() {
            return CodeBlock.of("$L.get()", call());
        }

        @Override
        boolean isPrepared() {
            return true;
        }

        @Override
        boolean keepsChecked() {
            return false;
        }

        @Override
        CodeBlock check(String local, String checked) {
            CodeBlock.Builder check = CodeBlock.builder().beginControlFlow("if ($N != null)", local);
            if (isArray()) {
                check.addStatement(
                        "$T.checkLength(LAYOUT, $S, $N, $N.length)", Names.STRUCT_ACCESS, field.name(), length, local);
                check.beginControlFlow("for ($T element : $N)", field.value().typeName(), local)
                        .addStatement("if (element != null) $T.TYPE.check(element)", innerType)
                        .endControlFlow();
            } else {
                check.addStatement("$T.TYPE.check($N)", innerType, local);
            }
            return check.endControlFlow().build();
        }

        @Override
        CodeBlock write(CodeBlock value, String checked) {
            if (!isArray()) return writeOne(value);
            return CodeBlock.builder()
                    .beginControlFlow("for (int i = 0; i < $N; i++)", length)
                    .addStatement(
                            "$T element = $L == null ? null : $L[i]",
                            field.value().typeName(),
                            value,
                            value)
                    .add(writeOne(ELEMENT))
                    .endControlFlow()
                    .build();
        }

        private CodeBlock writeOne(CodeBlock value) {
            return CodeBlock.builder()
                    .beginControlFlow("if ($L == null)", value)
                    .addStatement("$T.zero($L)", Names.STRUCT_ACCESS, call())
                    .nextControlFlow("else")
                    .addStatement("$L.set($L)", call(), value)
                    .endControlFlow()
                    .build();
        }

        @Override
        CodeBlock differs(CodeBlock one, CodeBlock other) {
            return CodeBlock.of("!$L.equals($L)", one, other);
        }

        @Override
        CodeBlock hash(CodeBlock value) {
            return CodeBlock.of("$L.hashCode()", value);
        }

        @Override
        CodeBlock shown(CodeBlock value) {
            return value;
        }
    }
}
