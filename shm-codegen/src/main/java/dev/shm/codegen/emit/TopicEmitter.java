package dev.shm.codegen.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.StructModel;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The file {@code XTopic}: a topic and its subscription with their whole bodies, for the reason that
 * {@link QueueEmitter} has.
 */
final class TopicEmitter {
    private static final String PACKAGE = "dev.shm.collections";
    private static final ClassName TOPIC = ClassName.get(PACKAGE, "SharedTopic");
    private static final ClassName START = TOPIC.nestedClass("Start");
    private static final ClassName SUBSCRIPTION = ClassName.get(PACKAGE, "TopicSubscription");
    private static final ClassName PLACE = ClassName.get(PACKAGE, "TopicPlace");
    private static final ClassName OPTIONS = ClassName.get(PACKAGE, "TopicOptions");
    private static final ClassName WAITING = ClassName.get(PACKAGE, "WaitStrategy");
    private static final ClassName REGION = ClassName.get("dev.shm", "SharedRegion");
    private static final String CAPACITY_DOC = "@param capacity in messages, at least; rounded up to a power of two\n";

    private final StructModel struct;
    private final ClassName value;
    private final ClassName shared;
    private final CompanionMethods methods;
    private final ClassName topic;
    private final ClassName subscription;

    private TopicEmitter(StructModel struct) {
        this.struct = struct;
        this.value = (ClassName) named(struct.valueType());
        this.shared = struct.sharedType();
        this.methods = new CompanionMethods(shared);
        this.topic = shared.peerClass(shared.simpleName().substring("Shared".length()) + "Topic");
        this.subscription = topic.nestedClass("Subscription");
    }

    static JavaFile emit(StructModel struct) {
        return SharedClassEmitter.file(struct, new TopicEmitter(struct).type());
    }

    /** A type of the user's, in full where the topic inherits one of its name. */
    private static TypeName named(TypeName type) {
        if (type instanceof ArrayTypeName array) return ArrayTypeName.of(named(array.componentType()));
        boolean isHidden = type instanceof ClassName name
                && name.topLevelClassName().simpleName().equals(START.simpleName());
        return isHidden ? ClassName.get("", type.toString()) : type;
    }

    private TypeSpec type() {
        TypeSpec.Builder type = SharedClassEmitter.typeOf(struct, topic)
                .superclass(ParameterizedTypeName.get(TOPIC, value, shared))
                .addJavadoc(
                        "A topic of {@link $T} between processes; {@link $T} says what it promises.\n", value, TOPIC);
        type.addMethod(constructor(PLACE));
        addFactories(type);
        addPublishing(type);
        type.addMethod(subscribing("subscribe", "startNow()").build());
        type.addMethod(subscribing("subscribe", "startFrom(start)")
                .addParameter(START, "start")
                .build());
        type.addMethod(subscribing("subscribeAt", "startAt(position)")
                .addParameter(long.class, "position")
                .build());
        type.addType(subscriptionType());
        return type.build();
    }

    private MethodSpec constructor(ClassName place) {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(place, "place")
                .addStatement("super(place, $T.TYPE)", shared)
                .build();
    }

    private void addFactories(TypeSpec.Builder type) {
        String here = "$T.LAYOUT";
        for (String name : new String[] {"create", "openOrCreate"}) {
            String what =
                    name.equals("create") ? "Creates a topic" : "Joins a topic, or creates it where there is none,";
            type.addMethod(factory(name)
                    .addJavadoc(what + " in a region of its own of exactly that name; lossy, for many publishers.\n\n"
                            + CAPACITY_DOC)
                    .addParameter(long.class, "capacity")
                    .addStatement("return $L(name, capacity, $T.defaults())", name, OPTIONS)
                    .build());
            type.addMethod(factory(name)
                    .addJavadoc(what + " in a region of its own of exactly that name.\n\n" + CAPACITY_DOC)
                    .addParameter(long.class, "capacity")
                    .addParameter(OPTIONS, "options")
                    .addStatement(
                            "return new $T($T.$L(name, capacity, " + here + ", options))", topic, PLACE, name, shared)
                    .build());
        }
        type.addMethod(factory("open")
                .addJavadoc("Joins a topic, whatever its capacity and options.\n")
                .addStatement("return open(name, $T.BLOCK)", WAITING)
                .build());
        type.addMethod(factory("open")
                .addJavadoc("Joins a topic, whatever its capacity and options, and waits as told.\n")
                .addParameter(WAITING, "waiting")
                .addStatement("return new $T($T.open(name, " + here + ", waiting))", topic, PLACE, shared)
                .build());
        type.addMethod(inRegion()
                .addJavadoc("Joins or creates a topic as a named object of a region; lossy, for many publishers.\n\n"
                        + CAPACITY_DOC)
                .addStatement("return in(region, name, capacity, $T.defaults())", OPTIONS)
                .build());
        type.addMethod(inRegion()
                .addJavadoc("Joins or creates a topic as a named object of a region.\n\n" + CAPACITY_DOC)
                .addParameter(OPTIONS, "options")
                .addStatement(
                        "return new $T($T.in(region, name, capacity, " + here + ", options))", topic, PLACE, shared)
                .build());
    }

    private MethodSpec.Builder factory(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(topic)
                .addParameter(String.class, "name");
    }

    private MethodSpec.Builder inRegion() {
        return MethodSpec.methodBuilder("in")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(topic)
                .addParameter(REGION, "region")
                .addParameter(String.class, "name")
                .addParameter(long.class, "capacity");
    }

    private void addPublishing(TypeSpec.Builder type) {
        ParameterSpec given = ParameterSpec.builder(value, "value").build();
        ParameterSpec filler = methods.consumer("filler");
        CodeBlock set = CodeBlock.of("target.set(value);\n");
        CodeBlock fill = CodeBlock.of("zeroDraft();\nfiller.accept(target);\n");
        type.addMethod(publish(given, set));
        type.addMethod(publish(filler, fill));
        type.addMethod(tryPublish(given, set));
        type.addMethod(tryPublish(filler, fill));
        AllArguments all = new AllArguments(struct);
        if (all.fit()) type.addMethod(publishAll(all));
    }

    private MethodSpec publish(ParameterSpec parameter, CodeBlock fill) {
        return CompanionMethods.override("publish", TypeName.VOID)
                .addParameter(parameter)
                .addStatement("$T.requireNonNull($N, $S)", Objects.class, parameter.name(), parameter.name())
                .addCode(sent("target", fill))
                .build();
    }

    private MethodSpec publishAll(AllArguments all) {
        String target = all.localName("target");
        return MethodSpec.methodBuilder("publish")
                .addModifiers(Modifier.PUBLIC)
                .addParameters(all.parameters().stream()
                        .map(given -> ParameterSpec.builder(named(given.type()), given.name())
                                .build())
                        .toList())
                .addJavadoc("""
                        Publishes a message without an object.

                        @throws IllegalArgumentException if a text, number or array does not fit; nothing is published
                        """)
                .addCode(sent(
                        target,
                        CodeBlock.builder().addStatement(all.setAll(target)).build()))
                .build();
    }

    /** One draft, filled by {@code fill} and sent. */
    private CodeBlock sent(String target, CodeBlock fill) {
        return CodeBlock.builder()
                .addStatement("$T $N = startDraft()", shared, target)
                .beginControlFlow("try")
                .add(fill)
                .addStatement("sendDraft()")
                .nextControlFlow("finally")
                .addStatement("endDraft()")
                .endControlFlow()
                .build();
    }

    private MethodSpec tryPublish(ParameterSpec parameter, CodeBlock fill) {
        return CompanionMethods.override("tryPublish", TypeName.BOOLEAN)
                .addParameter(parameter)
                .addStatement("$T.requireNonNull($N, $S)", Objects.class, parameter.name(), parameter.name())
                .addStatement("if (!tryStartDraft()) return false")
                .addStatement("$T target = draft()", shared)
                .beginControlFlow("try")
                .addCode(fill)
                .addStatement("return trySendDraft()")
                .nextControlFlow("finally")
                .addStatement("endDraft()")
                .endControlFlow()
                .build();
    }

    private MethodSpec.Builder subscribing(String name, String start) {
        return CompanionMethods.override(name, subscription).addStatement("return new $T($L)", subscription, start);
    }

    private TypeSpec subscriptionType() {
        return TypeSpec.classBuilder(subscription)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(SUBSCRIPTION, value, shared))
                .addJavadoc("One subscriber's way through the topic; {@link $T} says what it promises.\n", SUBSCRIPTION)
                .addMethod(constructor(ClassName.get(PACKAGE, "SubscriptionPlace")))
                .addMethod(poll())
                .addMethod(take())
                .addMethod(pollHandled())
                .addMethod(drain())
                .build();
    }

    private MethodSpec poll() {
        return CompanionMethods.override("poll", value)
                .addStatement("if (!receive()) return null")
                .beginControlFlow("try")
                .addStatement("return message().get()")
                .nextControlFlow("finally")
                .addStatement("endMessage()")
                .endControlFlow()
                .build();
    }

    private MethodSpec drain() {
        return CompanionMethods.override("drain", TypeName.INT)
                .addParameter(methods.consumer("handler"))
                .addParameter(int.class, "max")
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("int count = 0")
                .addStatement("while (count < max && poll(handler)) count++")
                .addStatement("return count")
                .build();
    }

    private MethodSpec take() {
        return CompanionMethods.override("take", value)
                .addException(InterruptedException.class)
                .addStatement("beginTake()")
                .beginControlFlow("try")
                .addStatement("return message().get()")
                .nextControlFlow("finally")
                .addStatement("endMessage()")
                .endControlFlow()
                .build();
    }

    private MethodSpec pollHandled() {
        return CompanionMethods.override("poll", TypeName.BOOLEAN)
                .addParameter(methods.consumer("handler"))
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("if (!receive()) return false")
                .beginControlFlow("try")
                .addStatement("handler.accept(message())")
                .nextControlFlow("finally")
                .addStatement("endMessage()")
                .endControlFlow()
                .addStatement("return true")
                .build();
    }
}
