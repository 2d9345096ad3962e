package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** {@code toString}, {@code equals} and {@code hashCode} by what the fields hold. */
final class ContentEmitter {
    private final ClassName sharedType;
    private final List<List<FieldEmitter>> pieces;
    private final Names names;

    ContentEmitter(ClassName sharedType, List<FieldEmitter> fields, Names names) {
        this.sharedType = sharedType;
        this.pieces = Pieces.of(fields);
        this.names = names;
    }

    void addTo(TypeSpec.Builder type) {
        type.addMethod(equalsMethod(type));
        type.addMethod(hashCodeMethod(type));
        type.addMethod(toStringMethod(type));
    }

    private MethodSpec equalsMethod(TypeSpec.Builder type) {
        CodeBlock.Builder compare = CodeBlock.builder();
        for (List<FieldEmitter> piece : pieces) {
            if (pieces.size() == 1) {
                compare.add(differences(piece));
                continue;
            }
            String part = names.method("equalsInFields");
            compare.addStatement("if (!$N(that)) return false", part);
            type.addMethod(part(part, TypeName.BOOLEAN)
                    .addParameter(sharedType, "that")
                    .addCode(differences(piece))
                    .addStatement("return true")
                    .build());
        }
        return override("equals", TypeName.BOOLEAN)
                .addParameter(Object.class, "other")
                .addJavadoc(
                        "Whether both are of this class and all their fields hold the same; both unbound is the same.")
                .addStatement("if (this == other) return true")
                .addStatement("if (!(other instanceof $T that)) return false", sharedType)
                .addStatement("if (!isBound() || !that.isBound()) return isBound() == that.isBound()")
                .addCode(compare.build())
                .addStatement("return true")
                .build();
    }

    private static CodeBlock differences(List<FieldEmitter> fields) {
        CodeBlock.Builder compare = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            CodeBlock differs = CodeBlock.of("if ($L) return false", whole.differs(whole.call(), whole.call("that")));
            if (whole.isArray()) compare.add(whole.loop(differs));
            else compare.addStatement(differs);
        }
        return compare.build();
    }

    private MethodSpec hashCodeMethod(TypeSpec.Builder type) {
        CodeBlock.Builder mix = CodeBlock.builder();
        for (List<FieldEmitter> piece : pieces) {
            if (pieces.size() == 1) {
                mix.add(steps(piece));
                continue;
            }
            String part = names.method("hashOfFields");
            mix.addStatement("hash = $N(hash)", part);
            type.addMethod(part(part, TypeName.INT)
                    .addParameter(TypeName.INT, "before")
                    .addStatement("int hash = before")
                    .addCode(steps(piece))
                    .addStatement("return hash")
                    .build());
        }
        return override("hashCode", TypeName.INT)
                .addJavadoc("Of what the fields hold now, so no key for a hash map while they change.")
                .addStatement("if (!isBound()) return 0")
                .addStatement("int hash = 1")
                .addCode(mix.build())
                .addStatement("return hash")
                .build();
    }

    private static CodeBlock steps(List<FieldEmitter> fields) {
        CodeBlock.Builder mix = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            CodeBlock step = CodeBlock.of("hash = 31 * hash + $L", whole.hash(whole.call()));
            if (whole.isArray()) mix.add(whole.loop(step));
            else mix.addStatement(step);
        }
        return mix.build();
    }

    private MethodSpec toStringMethod(TypeSpec.Builder type) {
        String name = sharedType.simpleName();
        CodeBlock.Builder appends = CodeBlock.builder()
                .addStatement("$T text = new $T($S)", StringBuilder.class, StringBuilder.class, name + "[");
        String separator = "";
        for (List<FieldEmitter> piece : pieces) {
            CodeBlock.Builder shown = CodeBlock.builder();
            separator = addShown(shown, piece, separator);
            if (pieces.size() == 1) {
                appends.add(shown.build());
                continue;
            }
            String part = names.method("appendFields");
            appends.addStatement("$N(text)", part);
            type.addMethod(part(part, TypeName.VOID)
                    .addParameter(StringBuilder.class, "text")
                    .addCode(shown.build())
                    .build());
        }
        String end = separator.startsWith("]") ? "]]" : "]";
        return override("toString", TypeName.get(String.class))
                .addStatement(
                        "if (!isBound()) return $S + $T.whyNothing(this) + $S", name + "[", Names.STRUCT_ACCESS, "]")
                .addCode(appends.build())
                .addStatement("return text.append($S).toString()", end)
                .build();
    }

    /** What comes between a field and the next: it is there at the end too. */
    private static String addShown(CodeBlock.Builder appends, List<FieldEmitter> fields, String before) {
        String separator = before;
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            String label = separator + field.field.name() + "=";
            CodeBlock shown = whole.shown(whole.call());
            if (whole.isArray()) {
                appends.addStatement("text.append($S)", label + "[");
                appends.add(whole.loop(CodeBlock.of("text.append(i == 0 ? $S : $S).append($L)", "", ", ", shown)));
                separator = "], ";
            } else {
                appends.addStatement("text.append($S).append($L)", label, shown);
                separator = ", ";
            }
        }
        return separator;
    }

    private static MethodSpec.Builder part(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).returns(returns);
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
