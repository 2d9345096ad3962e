package dev.shm.codegen.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** The file {@code SharedX}: puts together what the other emitters give. */
public final class SharedClassEmitter {
    /** What generated code calls by its simple name. */
    private static final Set<String> IN_JAVA_LANG = Set.of(
            "Boolean",
            "Byte",
            "CharSequence",
            "Character",
            "Class",
            "Double",
            "Float",
            "Integer",
            "InterruptedException",
            "Iterable",
            "Long",
            "Math",
            "Object",
            "Override",
            "Short",
            "String",
            "StringBuilder",
            "SuppressWarnings");

    private final StructModel struct;
    private final StructLayout layout;
    private final ClassName sharedType;
    private final List<FieldEmitter> fields = new ArrayList<>();
    private final Names names;

    private SharedClassEmitter(StructModel struct, StructLayout layout) {
        this.struct = struct;
        this.layout = layout;
        this.sharedType = struct.sharedType();
        this.names = new Names(struct);
        for (int i = 0; i < struct.fields().size(); i++) {
            FieldModel field = struct.fields().get(i);
            fields.add(FieldEmitter.of(field, layout.fields().get(i), sharedType, names));
        }
    }

    /** The source of the flyweight of a struct that the check has passed. */
    public static JavaFile emit(StructModel struct, StructLayout layout) {
        return file(struct, new SharedClassEmitter(struct, layout).type());
    }

    /** A file in the struct's package. */
    static JavaFile file(StructModel struct, TypeSpec type) {
        return JavaFile.builder(struct.sharedType().packageName(), type)
                .skipJavaLangImports(!hasNamesOfJavaLang(struct))
                .indent("    ")
                .build();
    }

    /** Whether the struct's package has a {@code String} of its own, say. */
    private static boolean hasNamesOfJavaLang(StructModel struct) {
        Element owner = struct.element();
        while (owner != null && owner.getKind() != ElementKind.PACKAGE) owner = owner.getEnclosingElement();
        return owner != null
                && owner.getEnclosedElements().stream()
                        .anyMatch(type ->
                                IN_JAVA_LANG.contains(type.getSimpleName().toString()));
    }

    /** A final class beside the struct, as visible as that is. */
    static TypeSpec.Builder typeOf(StructModel struct, ClassName name) {
        return markedAsGenerated(struct, TypeSpec.classBuilder(name).addModifiers(Modifier.FINAL));
    }

    /** A type beside the struct, as visible as that is. */
    static TypeSpec.Builder markedAsGenerated(StructModel struct, TypeSpec.Builder type) {
        type.addOriginatingElement(struct.element());
        if (struct.isPublic()) type.addModifiers(Modifier.PUBLIC);
        if (struct.canNameGenerated()) {
            type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                    .addMember("value", "$S", "dev.shm.codegen.ShmProcessor")
                    .build());
        }
        if (struct.usesDeprecated()) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        return type;
    }

    private TypeSpec type() {
        TypeSpec.Builder type = typeOf(struct, sharedType)
                .superclass(Names.STRUCT)
                .addJavadoc(
                        "A {@link $T} in shared memory, or a private one from {@link #allocate()}.\n\n<pre>{@code\n$L"
                                + "}</pre>\n",
                        struct.valueType(),
                        layout.describe());
        if (!struct.isPublic()) type.addJavadoc("\n<p>Not public, because {@link $T} is not.\n", struct.valueType());
        addConstants(type);
        addConstructors(type);
        for (FieldEmitter field : fields) field.addAccessors(type);
        AllArguments.addSetters(type, struct, fields);
        new ValueEmitter(struct, fields, names).addTo(type);
        type.addMethod(copyFrom());
        new ContentEmitter(sharedType, fields, names).addTo(type);
        if (struct.isInterface()) InterfaceValueEmitter.addTo(type, struct);
        List<CodeBlock> allChecks = Pieces.of(fields).stream()
                .map(piece -> ValueEmitter.checks(piece, names))
                .filter(checks -> !checks.isEmpty())
                .toList();
        TypeTokenEmitter.addTo(type, struct, allChecks);
        return type.build();
    }

    private void addConstants(TypeSpec.Builder type) {
        for (FieldEmitter field : fields) type.addField(field.offsetConstant());
        for (FieldEmitter field : fields) field.addNumbers(type);
        new LayoutEmitter(struct, layout, fields, names).addTo(type);
        type.addField(TypeTokenEmitter.constant(struct));
        for (FieldEmitter field : fields) field.addTables(type);
    }

    private void addConstructors(TypeSpec.Builder type) {
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Makes a flyweight that is bound to nothing.")
                .addStatement("super(LAYOUT)")
                .build());
        type.addMethod(MethodSpec.methodBuilder("allocate")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(sharedType)
                .addJavadoc("A flyweight with zeroed memory of its own, which no other process sees.")
                .addStatement("return $T.allocate(new $T())", Names.STRUCT_ACCESS, sharedType)
                .build());
    }

    private MethodSpec copyFrom() {
        return MethodSpec.methodBuilder("copyFrom")
                .addModifiers(Modifier.PUBLIC)
                .returns(sharedType)
                .addParameter(sharedType, "other")
                .addJavadoc("Copies all bytes of another one, plain mode; a process that dies in here leaves some.")
                .addStatement("$T.copy(other, this)", Names.STRUCT_ACCESS)
                .addStatement("return this")
                .build();
    }
}
