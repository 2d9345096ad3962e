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
    private final List<FieldEmitter> fields;

    ContentEmitter(ClassName sharedType, List<FieldEmitter> fields) {
        this.sharedType = sharedType;
        this.fields = fields;
    }

    void addTo(TypeSpec.Builder type) {
        type.addMethod(equalsMethod());
        type.addMethod(hashCodeMethod());
        type.addMethod(toStringMethod());
    }

    private MethodSpec equalsMethod() {
        CodeBlock.Builder compare = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            CodeBlock differs =
                    CodeBlock.of("if ($L) return false", whole.differs(whole.call("this"), whole.call("that")));
            if (whole.isArray()) compare.add(whole.loop(differs));
            else compare.addStatement(differs);
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

    private MethodSpec hashCodeMethod() {
        CodeBlock.Builder mix = CodeBlock.builder();
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            CodeBlock step = CodeBlock.of("hash = 31 * hash + $L", whole.hash(whole.call("this")));
            if (whole.isArray()) mix.add(whole.loop(step));
            else mix.addStatement(step);
        }
        return override("hashCode", TypeName.INT)
                .addJavadoc("Of what the fields hold now, so no key for a hash map while they change.")
                .addStatement("if (!isBound()) return 0")
                .addStatement("int hash = 1")
                .addCode(mix.build())
                .addStatement("return hash")
                .build();
    }

    private MethodSpec toStringMethod() {
        String name = sharedType.simpleName();
        CodeBlock.Builder appends = CodeBlock.builder()
                .addStatement("$T text = new $T($S)", StringBuilder.class, StringBuilder.class, name + "[");
        String separator = "";
        for (FieldEmitter field : fields) {
            WholeField whole = field.whole();
            String label = separator + field.field.name() + "=";
            CodeBlock shown = whole.shown(whole.call("this"));
            if (whole.isArray()) {
                appends.addStatement("text.append($S)", label + "[");
                appends.add(whole.loop(CodeBlock.of("text.append(i == 0 ? $S : $S).append($L)", "", ", ", shown)));
                separator = "], ";
            } else {
                appends.addStatement("text.append($S).append($L)", label, shown);
                separator = ", ";
            }
        }
        String end = separator.startsWith("]") ? "]]" : "]";
        return override("toString", TypeName.get(String.class))
                .addStatement(
                        "if (!isBound()) return $S + $T.whyNothing(this) + $S", name + "[", Names.STRUCT_ACCESS, "]")
                .addCode(appends.build())
                .addStatement("return text.append($S).toString()", end)
                .build();
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
