package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.StructModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * {@code get()} and {@code set(value)} of a struct of many fields: a method for each piece of them.
 *
 * <p>Local variables do not reach from one method to the next. So {@code set} has the type token look at the whole
 * value first, and each piece looks at its part again before it writes that.
 */
final class PiecewiseValueEmitter {
    private final StructModel struct;
    private final List<List<FieldEmitter>> pieces;
    private final Names names;

    PiecewiseValueEmitter(StructModel struct, List<List<FieldEmitter>> pieces, Names names) {
        this.struct = struct;
        this.pieces = pieces;
        this.names = names;
    }

    void addTo(TypeSpec.Builder type) {
        ClassName made = InterfaceValueEmitter.valueClass(struct);
        CodeBlock.Builder reads = CodeBlock.builder();
        CodeBlock.Builder writes = CodeBlock.builder();
        for (List<FieldEmitter> piece : pieces) {
            ValueEmitter part = new ValueEmitter(struct, piece, names);
            reads.addStatement("$N(value)", addPart(type, "getFields", made, part.reads()));
            writes.addStatement("$N(value)", addPart(type, "setFields", struct.valueType(), part.writes()));
        }
        type.addMethod(ValueEmitter.getHeader(struct)
                .addStatement("$T value = new $T()", made, made)
                .addCode(reads.build())
                .addStatement("return value")
                .build());
        type.addMethod(ValueEmitter.setHeader(struct)
                .addStatement("TYPE.check(value)")
                .addCode(writes.build())
                .addStatement("return this")
                .build());
    }

    private String addPart(TypeSpec.Builder type, String name, ClassName value, CodeBlock code) {
        String part = names.method(name);
        type.addMethod(MethodSpec.methodBuilder(part)
                .addModifiers(Modifier.PRIVATE)
                .addParameter(value, "value")
                .addCode(code)
                .build());
        return part;
    }
}
