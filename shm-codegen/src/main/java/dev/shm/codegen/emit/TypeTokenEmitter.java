package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.StructModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** {@code SharedX.TYPE} and its class. */
final class TypeTokenEmitter {
    private TypeTokenEmitter() {}

    static FieldSpec constant(StructModel struct) {
        return FieldSpec.builder(typeOf(struct), "TYPE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The token that ties {@link $T} to this class.", struct.valueType())
                .initializer("new $T()", tokenName(struct))
                .build();
    }

    /** Adds the class; {@code checks} are the pieces of its check of a value, none if it takes all. */
    static void addTo(TypeSpec.Builder type, StructModel struct, List<CodeBlock> checks) {
        ClassName value = struct.valueType();
        ClassName shared = struct.sharedType();
        TypeSpec.Builder token = TypeSpec.classBuilder(tokenName(struct))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(typeOf(struct))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("super($T.class, LAYOUT)", value)
                        .build())
                .addMethod(override("newFlyweight")
                        .returns(shared)
                        .addStatement("return new $T()", shared)
                        .build())
                .addMethod(override("read")
                        .returns(value)
                        .addParameter(shared, "source")
                        .addStatement("return source.get()")
                        .build())
                .addMethod(override("write")
                        .addParameter(shared, "target")
                        .addParameter(value, "value")
                        .addStatement("target.set(value)")
                        .build());
        if (!checks.isEmpty()) addCheck(token, value, checks);
        type.addType(token.build());
    }

    private static void addCheck(TypeSpec.Builder token, ClassName value, List<CodeBlock> checks) {
        MethodSpec.Builder check = override("check").addParameter(value, "value");
        if (checks.size() == 1) {
            token.addMethod(check.addCode(checks.get(0)).build());
            return;
        }
        for (int i = 0; i < checks.size(); i++) {
            String part = "checkFields" + (i + 1);
            check.addStatement("$N(value)", part);
            token.addMethod(MethodSpec.methodBuilder(part)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(value, "value")
                    .addCode(checks.get(i))
                    .build());
        }
        token.addMethod(check.build());
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private static ParameterizedTypeName typeOf(StructModel struct) {
        return ParameterizedTypeName.get(Names.STRUCT_TYPE, struct.valueType(), struct.sharedType());
    }

    private static ClassName tokenName(StructModel struct) {
        return Names.nested(struct, "Type");
    }
}
