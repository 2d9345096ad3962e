package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.StructLayout;
import java.util.List;
import javax.lang.model.element.Modifier;

/** {@code SharedX.LAYOUT}: one chain of calls, or methods of so many statements each for a struct of many fields. */
final class LayoutEmitter {
    private static final int MAX_IN_CHAIN = 64;

    private final StructModel struct;
    private final StructLayout layout;
    private final List<FieldEmitter> fields;
    private final Names names;

    LayoutEmitter(StructModel struct, StructLayout layout, List<FieldEmitter> fields, Names names) {
        this.struct = struct;
        this.layout = layout;
        this.fields = fields;
        this.names = names;
    }

    void addTo(TypeSpec.Builder type) {
        CodeBlock.Builder initializer = CodeBlock.builder();
        if (struct.containsStruct()) initializer.add("$T.verified(\n$>", Names.STRUCT_ACCESS);
        initializer.add(fields.size() <= MAX_IN_CHAIN ? chain() : call(type));
        if (struct.containsStruct()) initializer.add(",\n0x$LL)$<", Long.toHexString(layout.fingerprint()));
        type.addField(FieldSpec.builder(Names.STRUCT_LAYOUT, "LAYOUT", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Where each field lies.")
                .initializer(initializer.build())
                .build());
    }

    private CodeBlock builder() {
        return CodeBlock.of("$T.builder($S, $L)", Names.STRUCT_LAYOUT, struct.id(), struct.version());
    }

    private CodeBlock chain() {
        CodeBlock.Builder chain = builder().toBuilder().add("$>$>");
        for (FieldEmitter field : fields) chain.add("\n").add(field.layoutCall());
        return chain.add("\n.build()$<$<").build();
    }

    private CodeBlock call(TypeSpec.Builder type) {
        String whole = names.method("layout");
        CodeBlock.Builder body = CodeBlock.builder().addStatement("$T builder = $L", Names.LAYOUT_BUILDER, builder());
        for (List<FieldEmitter> piece : Pieces.of(fields, MAX_IN_CHAIN)) {
            String part = names.method("addFields");
            body.addStatement("$N(builder)", part);
            MethodSpec.Builder adding = MethodSpec.methodBuilder(part)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(Names.LAYOUT_BUILDER, "builder");
            for (FieldEmitter field : piece) adding.addStatement("builder$L", field.layoutCall());
            type.addMethod(adding.build());
        }
        type.addMethod(MethodSpec.methodBuilder(whole)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(Names.STRUCT_LAYOUT)
                .addCode(body.build())
                .addStatement("return builder.build()")
                .build());
        return CodeBlock.of("$N()", whole);
    }
}
