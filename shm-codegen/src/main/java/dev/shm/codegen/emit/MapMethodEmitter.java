package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a generated map that take a key: with a parameter for each of its fields, and again with the record of
 * them where there are several.
 */
final class MapMethodEmitter {
    private final ClassName value;
    private final ClassName shared;
    private final MapKey key;

    // Names that no key field has.
    private final String turn;
    private final String seen;
    private final String view;
    private final String function;

    MapMethodEmitter(ClassName value, ClassName shared, MapKey key) {
        this.value = value;
        this.shared = shared;
        this.key = key;
        this.turn = key.localName("turn");
        this.seen = key.localName("seen");
        this.view = key.localName("view");
        this.function = key.localName("function");
    }

    void addTo(TypeSpec.Builder type) {
        ParameterSpec target = ParameterSpec.builder(shared, view).build();
        ParameterSpec change = function(Consumer.class);
        ParameterSpec condition = function(Predicate.class);
        add(type, getCopy());
        add(type, getInto(), target);
        add(type, containsKey());
        add(type, update(change), change);
        add(type, computeIfAbsent(change), change);
        add(type, compute(change), change);
        add(type, remove());
        add(type, removeIf(condition), condition);
        type.addMethod(getAll());
    }

    private MethodSpec update(ParameterSpec change) {
        return changing(
                "update",
                """
                Changes the value with a key, in one step for readers and for whoever is killed in it.

                @param $N sets fields; the key must stay. If it throws, the map is unchanged
                @return false, and it is not called, if there is no such value
                """,
                change,
                CodeBlock.builder()
                        .addStatement("if (!$N.find()) return false", turn)
                        .addStatement("$N.accept($N.present())", function, turn)
                        .addStatement("$N.commit()", turn)
                        .addStatement("return true")
                        .build());
    }

    private MethodSpec computeIfAbsent(ParameterSpec change) {
        return changing(
                "computeIfAbsent",
                """
                Puts a new value if there is none with that key, in one step.

                @param $N fills it; all but the key is zero or null at first. If it throws, the map is unchanged
                @return false, and it is not called, if there is one
                """,
                change,
                CodeBlock.builder()
                        .addStatement("if ($N.find()) return false", turn)
                        .addStatement("$N.accept($N.absent())", function, turn)
                        .addStatement("$N.commit()", turn)
                        .addStatement("return true")
                        .build());
    }

    private MethodSpec compute(ParameterSpec change) {
        return changing(
                "compute",
                """
                Changes the value with a key, or puts a new one if there is none, in one step.

                @param $N sets fields; of a new value all but the key is zero or null at first. If it throws, the map is
                    unchanged
                @return whether there was one
                """,
                change,
                CodeBlock.builder()
                        .addStatement("boolean $N = $N.find()", seen, turn)
                        .addStatement("$N.accept($N ? $N.present() : $N.absent())", function, seen, turn, turn)
                        .addStatement("$N.commit()", turn)
                        .addStatement("return $N", seen)
                        .build());
    }

    private MethodSpec remove() {
        return changing(
                "remove",
                "Removes the value with a key; whether there was one.\n",
                null,
                CodeBlock.builder()
                        .addStatement("if (!$N.find()) return false", turn)
                        .addStatement("$N.remove()", turn)
                        .addStatement("return true")
                        .build());
    }

    private MethodSpec removeIf(ParameterSpec condition) {
        return changing(
                "removeIf",
                """
                Removes the value with a key if a condition holds, in one step; whether it did.

                @param $N is not called if there is no such value
                """,
                condition,
                CodeBlock.builder()
                        .addStatement("if (!$N.find() || !$N.test($N.present())) return false", turn, function, turn)
                        .addStatement("$N.remove()", turn)
                        .addStatement("return true")
                        .build());
    }

    /** Adds a method, and where a record stands for the key the one that takes that. */
    private void add(TypeSpec.Builder type, MethodSpec method, ParameterSpec... more) {
        type.addMethod(method);
        ClassName record = key.record();
        if (record == null) return;
        MethodSpec.Builder same = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(method.returnType())
                .addJavadoc("As the one with a parameter for each field.\n")
                .addParameter(record, "key");
        CodeBlock.Builder call = CodeBlock.builder().add("return $N($L", method.name(), key.arguments("key"));
        for (ParameterSpec parameter : more) {
            same.addParameter(parameter);
            call.add(", $N", parameter);
        }
        type.addMethod(same.addStatement(call.add(")").build()).build());
    }

    private ParameterSpec function(Class<?> kind) {
        TypeName type = ParameterizedTypeName.get(ClassName.get(kind), WildcardTypeName.supertypeOf(shared));
        return ParameterSpec.builder(type, function).build();
    }

    private MethodSpec.Builder method(String name, TypeName returns, String doc, Object... arguments) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns)
                .addJavadoc(doc, arguments)
                .addParameters(key.parameters());
    }

    private MethodSpec getCopy() {
        return method("get", value, "The value with a key as a new object, or null. Takes no lock.\n")
                .addCode(looked())
                .addStatement("return $N == null ? null : $N.get()", seen, seen)
                .build();
    }

    private MethodSpec containsKey() {
        return method("containsKey", TypeName.BOOLEAN, "Whether there is a value with a key. Takes no lock.\n")
                .addCode(looked())
                .addStatement("return $N != null", seen)
                .build();
    }

    /** Declares {@code seen}. */
    private CodeBlock looked() {
        if (key.isWord()) {
            return CodeBlock.builder()
                    .addStatement("$T $N = turn().seen($L)", shared, seen, word())
                    .build();
        }
        return CodeBlock.builder()
                .add(sought())
                .addStatement("$T $N = $N.seen()", shared, seen, turn)
                .build();
    }

    /** Declares {@code turn}, with the key to look for. */
    private CodeBlock sought() {
        return CodeBlock.builder()
                .addStatement("$T<$T> $N = turn()", MapEmitter.TURN, shared, turn)
                .add(key.setFrom(CodeBlock.of("$N.soughtKey()", turn)))
                .build();
    }

    private CodeBlock word() {
        return key.word(key.parameterName(key.fields().get(0)));
    }

    private MethodSpec getInto() {
        MethodSpec.Builder method =
                method("get", TypeName.BOOLEAN, """
                        Copies the value with a key, whole and as it was at one moment, into a flyweight of yours. Takes no
                        lock and makes no garbage.

                        @param $N from {@link $T#allocate()}; holds anything if there is no such value
                        @return whether there is one
                        """, view, shared).addParameter(shared, view);
        if (key.isWord())
            return method.addStatement("return look($L, $N)", word(), view).build();
        return method.addCode(sought())
                .addStatement("return $N.look($N)", turn, view)
                .build();
    }

    /** A method that locks, with the key set. */
    private MethodSpec changing(String name, String doc, @Nullable ParameterSpec argument, CodeBlock body) {
        MethodSpec.Builder method = argument == null
                ? method(name, TypeName.BOOLEAN, doc)
                : method(name, TypeName.BOOLEAN, doc, argument.name())
                        .addParameter(argument)
                        .addStatement("$T.requireNonNull($N, $S)", Objects.class, argument.name(), argument.name());
        return method.addStatement("$T<$T> $N = startTurn()", MapEmitter.TURN, shared, turn)
                .beginControlFlow("try")
                .addCode(key.setFrom(CodeBlock.of("$N.key()", turn)))
                .addCode(body)
                .nextControlFlow("finally")
                .addStatement("$N.end()", turn)
                .endControlFlow()
                .build();
    }

    private MethodSpec getAll() {
        return MethodSpec.methodBuilder("getAll")
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(ArrayTypeName.of(key.elementType()), "keys")
                .addParameter(ArrayTypeName.of(shared), "views")
                .addParameter(ArrayTypeName.of(TypeName.BOOLEAN), "found")
                .addJavadoc("""
                        Copies the values with many keys into flyweights, each as {@code get} does, and faster than one after
                        the other. They may be of different moments.

                        @param views one for each key, from {@link $T#allocate()}
                        @param found is told for each key whether there is a value
                        @return how many there are
                        """, shared)
                .addStatement("checkBatch(keys.length, views.length, found.length)")
                .addStatement("$T<$T> turn = turn()", MapEmitter.TURN, shared)
                .addStatement("turn.startBatch(keys.length)")
                .beginControlFlow("for (int i = 0; i < keys.length; i++)")
                .addCode(wanted())
                .endControlFlow()
                .addStatement("return turn.getAll(found)")
                .build();
    }

    /** Takes the i-th key of {@code keys}. */
    private CodeBlock wanted() {
        if (key.isWord()) {
            return CodeBlock.builder()
                    .addStatement("turn.want(i, $L, views[i])", key.word("keys[i]"))
                    .build();
        }
        return CodeBlock.builder()
                .add(key.setFromObject(CodeBlock.of("turn.soughtKey()"), "keys[i]"))
                .addStatement("turn.want(i, views[i])")
                .build();
    }
}
