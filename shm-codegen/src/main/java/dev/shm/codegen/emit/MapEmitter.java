package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The file {@code XMap}, and {@code XKey} where several fields are the key: a map with its whole bodies, for the reason
 * that {@link QueueEmitter} has. {@link MapMethodEmitter} has the methods that take a key.
 */
final class MapEmitter {
    static final ClassName TURN = ClassName.get("dev.shm.collections", "MapTurn");

    private static final ClassName MAP = ClassName.get("dev.shm.collections", "StructMap");
    private static final ClassName PLACE = ClassName.get("dev.shm.collections", "MapPlace");
    private static final ClassName OPTIONS = ClassName.get("dev.shm.collections", "MapOptions");
    private static final ClassName KEY = ClassName.get("dev.shm.collections", "StructKey");
    private static final ClassName REGION = ClassName.get("dev.shm", "SharedRegion");

    private final StructModel struct;
    private final ClassName value;
    private final ClassName shared;
    private final ClassName map;
    private final ClassName record;
    private final MapKey key;

    private MapEmitter(StructModel struct) {
        this.struct = struct;
        this.value = struct.valueType();
        this.shared = struct.sharedType();
        String stem = shared.simpleName().substring("Shared".length());
        this.map = shared.peerClass(stem + "Map");
        this.record = shared.peerClass(stem + "Key");
        this.key = new MapKey(struct, record);
    }

    static List<JavaFile> emit(StructModel struct) {
        MapEmitter emitter = new MapEmitter(struct);
        List<JavaFile> files = new ArrayList<>();
        files.add(SharedClassEmitter.file(struct, emitter.type()));
        if (emitter.key.record() != null) {
            files.add(SharedClassEmitter.file(struct, MapKeyEmitter.type(struct, emitter.map, emitter.record)));
        }
        return files;
    }

    private TypeSpec type() {
        TypeSpec.Builder type = SharedClassEmitter.typeOf(struct, map)
                .superclass(ParameterizedTypeName.get(MAP, key.objectType(), value, shared))
                .addJavadoc(
                        "A map of {@link $T} between processes, keyed by $L; {@link $T} says what it promises.\n",
                        value,
                        documentedKey(),
                        MAP);
        type.addField(keyConstant());
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(PLACE, "place")
                .addStatement("super(place, $T.TYPE)", shared)
                .build());
        addFactories(type);
        type.addMethod(putting("put"));
        type.addMethod(putting("putIfAbsent"));
        type.addMethod(putting("replace"));
        new MapMethodEmitter(value, shared, key).addTo(type);
        addHooks(type);
        return type.build();
    }

    private CodeBlock documentedKey() {
        return key.fields().stream()
                .map(field -> CodeBlock.of("{@code $L}", field.name()))
                .collect(CodeBlock.joining(" and "));
    }

    private FieldSpec keyConstant() {
        CodeBlock names = key.fields().stream()
                .map(FieldModel::name)
                .map(name -> CodeBlock.of("$S", name))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(KEY, "KEY", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($T.LAYOUT, $L)", KEY, shared, names)
                .build();
    }

    private void addFactories(TypeSpec.Builder type) {
        for (String name : new String[] {"create", "openOrCreate"}) {
            String doc = (name.equals("create") ? "Creates a map" : "Joins a map, or creates it where there is none,")
                    + " in a region of its own of exactly that name";
            type.addMethod(factory(name)
                    .addJavadoc(doc + ", which grows as it needs.\n")
                    .addParameter(String.class, "name")
                    .addStatement("return $L(name, $T.defaults())", name, OPTIONS)
                    .build());
            type.addMethod(factory(name)
                    .addJavadoc(doc + ".\n")
                    .addParameter(String.class, "name")
                    .addParameter(OPTIONS, "options")
                    .addStatement("return new $T($T.$L(name, KEY, options))", map, PLACE, name)
                    .build());
        }
        type.addMethod(factory("open")
                .addJavadoc("Joins a map.\n")
                .addParameter(String.class, "name")
                .addStatement("return new $T($T.open(name, KEY))", map, PLACE)
                .build());
        type.addMethod(factory("openReadOnly")
                .addJavadoc("Joins a map to read only: whatever changes it throws.\n")
                .addParameter(String.class, "name")
                .addStatement("return new $T($T.openReadOnly(name, KEY))", map, PLACE)
                .build());
        type.addMethod(factory("in")
                .addJavadoc("A map as a named object of a region, created on first use.\n")
                .addParameter(REGION, "region")
                .addParameter(String.class, "name")
                .addStatement("return new $T($T.in(region, name, KEY))", map, PLACE)
                .build());
    }

    private MethodSpec.Builder factory(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(map);
    }

    private MethodSpec putting(String name) {
        return CompanionMethods.override(name, TypeName.BOOLEAN)
                .addParameter(value, "value")
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addStatement("$T<$T> turn = startTurn()", TURN, shared)
                .beginControlFlow("try")
                .addStatement("turn.draft().set(value)")
                .addStatement("return turn.$L()", name)
                .nextControlFlow("finally")
                .addStatement("turn.end()")
                .endControlFlow()
                .build();
    }

    private void addHooks(TypeSpec.Builder type) {
        type.addMethod(hook("setKey", TypeName.VOID)
                .addParameter(shared, "target")
                .addParameter(key.objectType(), "key")
                .addCode(key.setFromObject(CodeBlock.of("target"), "key"))
                .build());
        type.addMethod(hook("keyOf", key.objectType())
                .addParameter(shared, "value")
                .addStatement("return $L", key.read())
                .build());
        type.addMethod(hook("isKey", TypeName.BOOLEAN)
                .addParameter(Object.class, "object")
                .addStatement("return object instanceof $T", key.objectType())
                .build());
    }

    private static MethodSpec.Builder hook(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(returns);
    }
}
