package dev.shm.codegen.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.InterfaceMethod;
import dev.shm.codegen.model.StructModel;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** The class of the objects that {@code get()} returns for an interface. */
final class InterfaceValueEmitter {
    private static final int MAX_NAMED = 256;

    private InterfaceValueEmitter() {}

    /** What {@code get()} makes: the annotated class itself, or the class that stands for an interface. */
    static ClassName valueClass(StructModel struct) {
        return struct.isInterface() ? Names.nested(struct, "Value") : struct.valueType();
    }

    /** The field of that class: one named {@code Arrays} would hide what its own methods call. */
    static String fieldName(String name) {
        return name.matches("(Arrays|java)_*") ? name + "_" : name;
    }

    static void addTo(TypeSpec.Builder type, StructModel struct) {
        TypeSpec.Builder value = TypeSpec.classBuilder(valueClass(struct))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(struct.valueType())
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$S", "serial") // the interface may extend Serializable
                        .build())
                .alwaysQualify(struct.memberTypes().toArray(new String[0]));
        for (FieldModel field : struct.fields()) {
            String name = fieldName(field.name());
            value.addField(field.typeName(), name, Modifier.PRIVATE);
            value.addMethod(override(field.reading().name(), field.typeName())
                    .addStatement("return this.$N", name)
                    .build());
        }
        for (InterfaceMethod method : struct.otherMethods()) value.addMethod(setter(method));
        addContentMethods(value, struct);
        type.addType(value.build());
    }

    /** As a record has them, and arrays by content. */
    private static void addContentMethods(TypeSpec.Builder value, StructModel struct) {
        if (struct.fields().size() > MAX_NAMED) value.addMethod(fieldsMethod(struct));
        CodeBlock mine = fields(struct, "this");
        value.addMethod(override("equals", TypeName.BOOLEAN)
                .addParameter(Object.class, "other")
                .addStatement(
                        "return other instanceof $T that\n&& $T.deepEquals($L,\n$L)",
                        valueClass(struct),
                        Names.ARRAYS,
                        mine,
                        fields(struct, "that"))
                .build());
        value.addMethod(override("hashCode", TypeName.INT)
                .addStatement("return $T.deepHashCode($L)", Names.ARRAYS, mine)
                .build());
        value.addMethod(override("toString", ClassName.get(String.class))
                .addStatement(
                        "return $S + $T.deepToString($L)", struct.valueType().simpleName(), Names.ARRAYS, mine)
                .build());
    }

    /** The fields of an object; many are given by a method, for {@code equals} could not name them twice. */
    private static CodeBlock fields(StructModel struct, String owner) {
        return struct.fields().size() > MAX_NAMED ? CodeBlock.of("fields($L)", owner) : array(struct, owner);
    }

    /** No method of the user's has such a parameter. */
    private static MethodSpec fieldsMethod(StructModel struct) {
        return MethodSpec.methodBuilder("fields")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ArrayTypeName.of(Object.class))
                .addParameter(valueClass(struct), "of")
                .addStatement("return $L", array(struct, "of"))
                .build();
    }

    private static CodeBlock array(StructModel struct, String owner) {
        CodeBlock fields = struct.fields().stream()
                .map(field -> CodeBlock.of("$L.$N", owner, fieldName(field.name())))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T[] {$L}", Object.class, fields);
    }

    private static MethodSpec setter(InterfaceMethod method) {
        TypeName returned = TypeName.get(method.element().getReturnType());
        TypeName parameter =
                TypeName.get(method.element().getParameters().get(0).asType());
        MethodSpec.Builder setter = override(method.element().getSimpleName().toString(), returned)
                .addParameter(ParameterSpec.builder(parameter, "value").build())
                .varargs(method.element().isVarArgs())
                .addStatement("this.$N = value", fieldName(method.field()));
        if (method.element().getReturnType().getKind() != TypeKind.VOID) setter.addStatement("return this");
        return setter.build();
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
