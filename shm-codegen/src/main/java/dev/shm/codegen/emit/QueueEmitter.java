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
import java.util.Objects;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * The file {@code XQueue}: a queue with its whole bodies.
 *
 * <p>They say again what {@code SharedQueue} says with {@code StructType}. A program with several queues would otherwise
 * share one profile among them, and every call on a value would go through a table.
 */
final class QueueEmitter {
    private static final ClassName QUEUE = ClassName.get("dev.shm.collections", "SharedQueue");
    private static final ClassName PLACE = ClassName.get("dev.shm.collections", "QueuePlace");
    private static final String CAPACITY_DOC = "@param capacity in messages, at least; rounded up to a power of two\n";

    private final StructModel struct;
    private final ClassName value;
    private final ClassName shared;
    private final ClassName queue;

    private QueueEmitter(StructModel struct) {
        this.struct = struct;
        this.value = struct.valueType();
        this.shared = struct.sharedType();
        this.queue = shared.peerClass(shared.simpleName().substring("Shared".length()) + "Queue");
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
        type.addMethod(factory("create", true)
                .addJavadoc("Creates a queue in a region of its own of exactly that name.\n\n" + CAPACITY_DOC)
                .build());
        type.addMethod(factory("open", false)
                .addJavadoc("Joins a queue, whatever its capacity.\n")
                .build());
        type.addMethod(factory("openOrCreate", true)
                .addJavadoc("Joins a queue, or creates it where there is none.\n\n" + CAPACITY_DOC)
                .build());
        type.addMethod(offerValue());
        type.addMethod(offerFilled());
        type.addMethod(put());
        type.addMethod(claim());
        type.addMethod(poll());
        type.addMethod(take());
        type.addMethod(pollHandled());
        type.addMethod(drain());
        return type.build();
    }

    private MethodSpec.Builder factory(String name, boolean sized) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(queue)
                .addParameter(String.class, "name");
        if (!sized) return method.addStatement("return new $T($T.$L(name, $T.LAYOUT))", queue, PLACE, name, shared);
        return method.addParameter(long.class, "capacity")
                .addStatement("return new $T($T.$L(name, capacity, $T.LAYOUT))", queue, PLACE, name, shared);
    }

    private MethodSpec offerValue() {
        return override("offer", TypeName.BOOLEAN)
                .addParameter(value, "value")
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addCode(claimed(false, CodeBlock.of("view.set(value);\n")))
                .build();
    }

    private MethodSpec offerFilled() {
        return override("offer", TypeName.BOOLEAN)
                .addParameter(consumer("filler"))
                .addStatement("$T.requireNonNull(filler, $S)", Objects.class, "filler")
                .addCode(claimed(true, CodeBlock.of("filler.accept(view);\n")))
                .build();
    }

    /** One claim, filled by {@code fill} and published. */
    private CodeBlock claimed(boolean zeroed, CodeBlock fill) {
        CodeBlock.Builder body = CodeBlock.builder()
                .addStatement("long slot = claimSlot()")
                .addStatement("if (slot < 0) return false")
                .addStatement("$T view = claimedView()", shared)
                .addStatement("boolean done = false")
                .beginControlFlow("try");
        if (zeroed) body.addStatement("zeroSlot(slot)");
        return body.addStatement("view.bind(memory(), slot)")
                .add(fill)
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("endClaim(done)")
                .endControlFlow()
                .addStatement("return true")
                .build();
    }

    private MethodSpec put() {
        return override("put", TypeName.VOID)
                .addParameter(value, "value")
                .addException(InterruptedException.class)
                .addStatement("while (!offer(value)) awaitRoom()")
                .build();
    }

    private MethodSpec claim() {
        return override("claim", shared)
                .addStatement("long slot = claimSlot()")
                .addStatement("if (slot < 0) return null")
                .addStatement("$T view = claimedView()", shared)
                .addStatement("boolean done = false")
                .beginControlFlow("try")
                .addStatement("zeroSlot(slot)")
                .addStatement("view.bind(memory(), slot)")
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("if (!done) endClaim(false)")
                .endControlFlow()
                .addStatement("return view")
                .build();
    }

    private MethodSpec poll() {
        return override("poll", value)
                .addStatement("long slot = pollSlot()")
                .addStatement("if (slot < 0) return null")
                .addStatement("$T view = polledView()", shared)
                .beginControlFlow("try")
                .addStatement("view.bind(memory(), slot)")
                .addStatement("return view.get()")
                .nextControlFlow("finally")
                .addStatement("endPoll(true)")
                .endControlFlow()
                .build();
    }

    private MethodSpec take() {
        return override("take", value)
                .addException(InterruptedException.class)
                .beginControlFlow("while (true)")
                .addStatement("$T value = poll()", value)
                .addStatement("if (value != null) return value")
                .addStatement("awaitMessage()")
                .endControlFlow()
                .build();
    }

    private MethodSpec pollHandled() {
        return override("poll", TypeName.BOOLEAN)
                .addParameter(consumer("handler"))
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("long slot = pollSlot()")
                .addStatement("if (slot < 0) return false")
                .addStatement("$T view = polledView()", shared)
                .addStatement("boolean done = false")
                .beginControlFlow("try")
                .addStatement("view.bind(memory(), slot)")
                .addStatement("handler.accept(view)")
                .addStatement("done = true")
                .nextControlFlow("finally")
                .addStatement("endPoll(done)")
                .endControlFlow()
                .addStatement("return true")
                .build();
    }

    private MethodSpec drain() {
        return override("drain", TypeName.INT)
                .addParameter(consumer("handler"))
                .addParameter(int.class, "max")
                .addStatement("int count = 0")
                .addStatement("while (count < max && poll(handler)) count++")
                .addStatement("return count")
                .build();
    }

    private ParameterSpec consumer(String name) {
        TypeName type = ParameterizedTypeName.get(ClassName.get(Consumer.class), WildcardTypeName.supertypeOf(shared));
        return ParameterSpec.builder(type, name).build();
    }

    private static MethodSpec.Builder override(String name, TypeName returns) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
