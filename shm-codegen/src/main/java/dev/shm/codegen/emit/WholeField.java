package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/**
 * A field's part in {@code get()} and {@code set(value)}, {@code toString}, {@code equals} and {@code hashCode}. The
 * flyweight's address is in the local variable {@code address}; a loop over an array counts {@code i}.
 */
abstract class WholeField {
    final FieldEmitter emitter;

    WholeField(FieldEmitter emitter) {
        this.emitter = emitter;
    }

    final boolean isArray() {
        return emitter.place.isArray();
    }

    /** Whether it looks at its address itself, each time. */
    boolean isStruct() {
        return false;
    }

    final TypeName typeName() {
        return emitter.field.typeName();
    }

    /** The address of the value, where the flyweight's is in a local variable. */
    final CodeBlock localPlace() {
        return isArray()
                ? CodeBlock.of("address + $N + (long) i * $N", emitter.offset, emitter.stride)
                : CodeBlock.of("address + $N", emitter.offset);
    }

    /** One value in memory, as an expression. */
    abstract CodeBlock load();

    /** The statements that assign the field's value to {@code target}, which may be declared by that. */
    final CodeBlock read(CodeBlock target) {
        if (!isArray())
            return CodeBlock.builder().addStatement("$L = $L", target, load()).build();
        return CodeBlock.builder().addStatement("$L = $L", target, newArray()).build();
    }

    /** The loop that fills an array that {@link #read} made; empty for what is none. */
    final CodeBlock fill(CodeBlock array) {
        if (!isArray()) return CodeBlock.of("");
        return loop(CodeBlock.of("$L[i] = $L", array, load()));
    }

    /** Whether the value must be in a local variable before anything is written. */
    abstract boolean isPrepared();

    /** The statements that refuse a value in a local variable; {@code checked} is a variable that they may declare. */
    abstract CodeBlock check(String local, String checked);

    /** Whether {@link #check} declares a variable. */
    abstract boolean keepsChecked();

    /** The statements that write a value. */
    abstract CodeBlock write(CodeBlock value, String checked);

    /** The call of this flyweight's accessor that reads one value. */
    final CodeBlock call() {
        String accessor = emitter.accessors.plain();
        if (accessor.equals("yield")) return call("this"); // alone it would begin a statement
        return CodeBlock.of("$N($L)", accessor, isArray() ? "i" : "");
    }

    /** As {@link #call()}, of another flyweight. */
    final CodeBlock call(String owner) {
        return CodeBlock.of("$L.$N($L)", owner, emitter.accessors.plain(), isArray() ? "i" : "");
    }

    abstract CodeBlock differs(CodeBlock one, CodeBlock other);

    abstract CodeBlock hash(CodeBlock value);

    abstract CodeBlock shown(CodeBlock value);

    final CodeBlock loop(CodeBlock statement) {
        return CodeBlock.builder()
                .add("for (int i = 0; i < $N; i++) {\n$>", emitter.length)
                .addStatement(statement)
                .add("$<}\n")
                .build();
    }

    final CodeBlock checkLength(String local) {
        return CodeBlock.of(
                "if ($N != null) $T.checkLength(LAYOUT, $S, $N, $N.length)",
                local,
                Names.STRUCT_ACCESS,
                emitter.field.name(),
                emitter.length,
                local);
    }

    /** Java puts the length into the first of the brackets of an array of arrays. */
    private CodeBlock newArray() {
        TypeName element = ((ArrayTypeName) typeName()).componentType();
        return element instanceof ArrayTypeName inner
                ? CodeBlock.of("new $T[$N][]", inner.componentType(), emitter.length)
                : CodeBlock.of("new $T[$N]", element, emitter.length);
    }
}
