package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The file {@code XQueue}: a queue with its whole bodies.
 *
 * <p>They say again what {@code SharedQueue} says with {@code StructType}. A program with several queues would
 * otherwise share one profile among them, and every call on a value would go through a table.
 */
final class QueueEmitter {
    private static final ClassName QUEUE = ClassName.get("dev.shm.collections", "SharedQueue");
    private static final ClassName TURN = ClassName.get("dev.shm.collections", "QueueTurn");
    private static final ClassName PLACE = ClassName.get("dev.shm.collections", "QueuePlace");
    private static final ClassName OPTIONS = ClassName.get("dev.shm.collections", "QueueOptions");
    private static final ClassName REGION = ClassName.get("dev.shm", "SharedRegion");
    private static final String CAPACITY_DOC =
            "\n@param capacity in messages, at least; rounded up to a power of two\n";

    private final StructModel struct;
    private final ClassName value;
    private final ClassName shared;
    private final CompanionMethods methods;
    private final ClassName queue;
    private final ParameterizedTypeName turnType;

    private QueueEmitter(StructModel struct) {
        this.struct = struct;
        this.value = struct.valueType();
        this.shared = struct.sharedType();
        this.methods = new CompanionMethods(shared);
        this.queue = shared.peerClass(shared.simpleName().substring("Shared".length()) + "Queue");
        this.turnType = ParameterizedTypeName.get(TURN, shared);
    }

    static JavaFile emit(StructModel struct) {
        return SharedClassEmitter.file(struct, new QueueEmitter(struct).type());
    }

    private TypeSpec type() {
        TypeSpec.Builder type = SharedClassEmitter.typeOf(struct, queue)
                .superclass(ParameterizedTypeName.get(QUEUE, value, shared))
                .addJavadoc(
                        "A queue of {@link $T} between processes; {@link $T} says what it promises.\n", value, QUEUE);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(PLACE, "place")
                .addStatement("super(place, $T.TYPE)", shared)
                .build());
        addFactories(type, "create", false, true, "Creates a queue in a region of its own of exactly that name.\n");
        addFactories(type, "open", false, false, "Joins a queue, whatever its capacity.\n");
        addFactories(type, "openOrCreate", false, true, "Joins a queue, or creates it where there is none.\n");
        addFactories(type, "in", true, true, "A queue as a named object of a region, created on first use.\n");
        type.addMethod(offerValue());
        type.addMethod(offerFilled());
        AllArguments all = new AllArguments(struct);
        if (all.fit()) type.addMethod(offerFields(all));
        type.addMethod(offerAll());
        type.addMethod(put());
        type.addMethod(claim());
        type.addMethod(poll());
        type.addMethod(take());
        type.addMethod(pollHandled());
        type.addMethod(drain());
        return type.build();
    }

    /** One with options, and one without. */
    private void addFactories(TypeSpec.Builder type, String name, boolean inRegion, boolean sized, String doc) {
        List<ParameterSpec> parameters = new ArrayList<>();
        if (inRegion) parameters.add(ParameterSpec.builder(REGION, "region").build());
        parameters.add(ParameterSpec.builder(String.class, "name").build());
        if (sized) parameters.add(ParameterSpec.builder(long.class, "capacity").build());
        CodeBlock arguments = parameters.stream()
                .map(parameter -> CodeBlock.of("$N", parameter))
                .collect(CodeBlock.joining(", "));
        type.addMethod(factory(name, parameters)
                .addJavadoc(doc)
                .addJavadoc(sized ? CAPACITY_DOC : "")
                .addStatement("return $L($L, new $T())", name, arguments, OPTIONS)
                .build());
        CodeBlock place = inRegion
                ? CodeBlock.of("region, name, capacity, $T.LAYOUT, options", shared)
                : CodeBlock.of(sized ? "name, capacity, $T.LAYOUT, options" : "name, $T.LAYOUT, options", shared);
        type.addMethod(factory(name, parameters)
                .addParameter(OPTIONS, "options")
                .addJavadoc(doc)
                .addJavadoc(sized ? CAPACITY_DOC : "")
                .addStatement("return new $T($T.$L($L))", queue, PLACE, name, place)
                .build());
    }

    private MethodSpec.Builder factory(String name, List<ParameterSpec> parameters) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(queue)
                .addParameters(parameters);
    }

    private MethodSpec offerValue() {
        return CompanionMethods.override("offer", TypeName.BOOLEAN)
                .addParameter(value, "value")
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addCode(published("turn", "done", "Offer", CodeBlock.of("turn.draft().set(value);\n")))
                .build();
    }

    private MethodSpec offerFilled() {
        return CompanionMethods.override("offer", TypeName.BOOLEAN)
                .addParameter(methods.consumer("filler"))
                .addStatement("$T.requireNonNull(filler, $S)", Objects.class, "filler")
                .addCode(published("turn", "done", "Filling", CodeBlock.of("filler.accept(turn.view());\n")))
                .build();
    }

    private MethodSpec offerFields(AllArguments all) {
        String turn = all.localName("turn");
        String done = all.localName("done");
        return MethodSpec.methodBuilder("offer")
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.BOOLEAN)
                .addParameters(all.parameters())
                .addJavadoc("""
                        Publishes a message of these values, without an object.

                        @return false, and nothing is published, if the queue is full
                        @throws IllegalArgumentException if a text, number or array does not fit; nothing is published
                        """)
                .addCode(published(
                        turn,
                        done,
                        "Offer",
                        CodeBlock.builder()
                                .addStatement(all.setAll(turn + ".draft()"))
                                .build()))
                .build();
    }

    private MethodSpec offerAll() {
        return CompanionMethods.override("offerAll", TypeName.INT)
                .addParameter(
                        ParameterizedTypeName.get(ClassName.get(Iterable.class), WildcardTypeName.subtypeOf(value)),
                        "values")
                .addStatement("$T.requireNonNull(values, $S)", Objects.class, "values")
                .addStatement("int count = 0")
                .addStatement("$T turn = beginOffers()", turnType)
                .beginControlFlow("try")
                .beginControlFlow("for ($T value : values)", value)
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addStatement("if (!nextOffer(turn)) break")
                .addStatement("boolean done = false")
                .beginControlFlow("try")
                .addStatement("turn.draft().set(value)")
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("endNextOffer(turn, done)")
                .endControlFlow()
                .addStatement("count++")
                .endControlFlow()
                .nextControlFlow("finally")
                .addStatement("endOffers(turn)")
                .endControlFlow()
                .addStatement("return count")
                .build();
    }

    /** One claim, begun and ended by the methods of that name, filled by {@code fill} and published. */
    private CodeBlock published(String turn, String done, String name, CodeBlock fill) {
        return CodeBlock.builder()
                .addStatement("$T $N = begin$L()", turnType, turn, name)
                .addStatement("if ($N == null) return false", turn)
                .add(filled(turn, done, name, fill))
                .addStatement("return true")
                .build();
    }

    /** A claim that was begun, filled and ended. */
    private static CodeBlock filled(String turn, String done, String name, CodeBlock fill) {
        return CodeBlock.builder()
                .addStatement("boolean $N = false", done)
                .beginControlFlow("try")
                .add(fill)
                .addStatement("$N = true", done)
                .nextControlFlow("finally")
                .addStatement("end$L($N, $N)", name, turn, done)
                .endControlFlow()
                .build();
    }

    private MethodSpec put() {
        return CompanionMethods.override("put", TypeName.VOID)
                .addParameter(value, "value")
                .addException(InterruptedException.class)
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addStatement("$T turn = beginPut()", turnType)
                .addCode(filled("turn", "done", "Offer", CodeBlock.of("turn.draft().set(value);\n")))
                .build();
    }

    private MethodSpec claim() {
        return CompanionMethods.override("claim", shared)
                .addStatement("return beginClaim()")
                .build();
    }

    private MethodSpec poll() {
        return CompanionMethods.override("poll", value)
                .addStatement("$T turn = beginMessage(false)", turnType)
                .addStatement("if (turn == null) return null")
                .beginControlFlow("try")
                .addStatement("return turn.view().get()")
                .nextControlFlow("finally")
                .addStatement("endMessage(turn, true)")
                .endControlFlow()
                .build();
    }

    private MethodSpec take() {
        return CompanionMethods.override("take", value)
                .addException(InterruptedException.class)
                .addStatement("$T turn = beginTake()", turnType)
                .beginControlFlow("try")
                .addStatement("return turn.view().get()")
                .nextControlFlow("finally")
                .addStatement("endMessage(turn, true)")
                .endControlFlow()
                .build();
    }

    private MethodSpec pollHandled() {
        return CompanionMethods.override("poll", TypeName.BOOLEAN)
                .addParameter(methods.consumer("handler"))
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("$T turn = beginMessage(true)", turnType)
                .addStatement("if (turn == null) return false")
                .addStatement("boolean done = false")
                .beginControlFlow("try")
                .addStatement("handlerOf(turn, handler).accept(turn.view())")
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("endMessage(turn, done)")
                .endControlFlow()
                .addStatement("return true")
                .build();
    }

    private MethodSpec drain() {
        return CompanionMethods.override("drain", TypeName.INT)
                .addParameter(methods.consumer("handler"))
                .addParameter(int.class, "max")
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("int count = 0")
                .addStatement("$T turn = beginDrain()", turnType)
                .beginControlFlow("try")
                .beginControlFlow("for (; count < max && nextMessage(turn); count++)")
                .addStatement("boolean done = false")
                .beginControlFlow("try")
                .addStatement("handlerOf(turn, handler).accept(turn.view())")
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("endNextMessage(turn, done)")
                .endControlFlow()
                .endControlFlow()
                .nextControlFlow("finally")
                .addStatement("endDrain(turn)")
                .endControlFlow()
                .addStatement("return count")
                .build();
    }
}
