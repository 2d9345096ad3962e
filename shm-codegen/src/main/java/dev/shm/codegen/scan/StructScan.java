package dev.shm.codegen.scan;

import com.palantir.javapoet.ClassName;
import dev.shm.codegen.model.Companion;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.InterfaceMethod;
import dev.shm.codegen.model.StrayMark;
import dev.shm.codegen.model.StructModel;
import dev.shm.codegen.model.Unknown;
import dev.shm.struct.SharedStruct;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads an annotated class into a {@link StructModel}, right or wrong. */
public final class StructScan {
    private static final String GENERATED = "javax.annotation.processing.Generated";

    private final Elements elements;
    private final DeclaredOrder order;
    private final FieldScan fieldScan;
    private final AccessorScan accessorScan;
    private final InterfaceScan interfaceScan;
    private final UnknownScan unknowns;

    /** The struct that is scanned, and those around it that it was found in. */
    private final Set<TypeElement> open = new HashSet<>();

    public StructScan(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
        this.order = new DeclaredOrder(environment);
        this.accessorScan = new AccessorScan(environment);
        this.interfaceScan = new InterfaceScan(environment.getTypeUtils(), order);
        this.fieldScan = new FieldScan(
                new ValueScan(environment, order, this::inner),
                accessorScan,
                interfaceScan,
                environment.getTypeUtils());
        this.unknowns = new UnknownScan(this::storedFields, interfaceScan);
    }

    /** Notes what a round compiles from source. */
    public void addSources(RoundEnvironment round) {
        order.addSources(round);
    }

    /** Whether something in it is unknown as yet, because it may be generated in this round. */
    public boolean mustWait(TypeElement type) {
        return !unknowns.of(type).isEmpty();
    }

    /** What is still unknown in types that were compiled before, of which the compiler may say nothing. */
    public List<Unknown> leftBehind(TypeElement type) {
        return unknowns.of(type).stream()
                .filter(unknown -> !order.isSource(unknown.holder()))
                .toList();
    }

    private static TypeMirror elementOf(TypeMirror type) {
        return type.getKind() == TypeKind.ARRAY ? ((ArrayType) type).getComponentType() : type;
    }

    /** Reads a class that bears {@code @SharedStruct}. */
    public StructModel scan(TypeElement type) {
        if (!open.add(type)) throw new IllegalStateException(type + " within itself");
        try {
            return model(type);
        } finally {
            open.remove(type);
        }
    }

    /** The nearest structs above that are compiled from source, too. */
    public List<StructModel> above(TypeElement type) {
        List<StructModel> structs = new ArrayList<>();
        for (TypeElement above : supertypes(type)) {
            if (above.getAnnotation(SharedStruct.class) == null) structs.addAll(above(above));
            else if (order.isSource(above)) structs.add(scan(above));
        }
        return structs;
    }

    private @Nullable StructModel inner(TypeElement type) {
        return open.contains(type) ? null : scan(type);
    }

    private StructModel model(TypeElement type) {
        SharedStruct annotation = type.getAnnotation(SharedStruct.class);
        ClassName name = ClassName.get(type);
        Set<Modifier> modifiers = type.getModifiers();
        return new StructModel(
                type,
                type.getKind(),
                name,
                ClassName.get(name.packageName(), "Shared" + String.join("_", name.simpleNames())),
                annotation.id().isEmpty() ? type.getQualifiedName().toString() : annotation.id(),
                annotation.version(),
                Reach.isPublic(type),
                Reach.isPrivate(type),
                type.getNestingKind().isNested() && !modifiers.contains(Modifier.STATIC),
                !type.getTypeParameters().isEmpty(),
                type.getKind() != ElementKind.INTERFACE && modifiers.contains(Modifier.ABSTRACT),
                modifiers.contains(Modifier.SEALED),
                strangeSuperclass(type),
                hasConstructor(type),
                usesDeprecated(type),
                elements.getTypeElement(elements.getModuleOf(type), GENERATED) != null,
                fields(type),
                strays(type),
                otherMethods(type),
                memberTypes(type),
                companions(type),
                mapKey(type));
    }

    /** The fields of the annotated superclasses, outermost first, then those of the class; getters of an interface. */
    private List<Element> storedFields(TypeElement type) {
        if (type.getKind() == ElementKind.INTERFACE) return List.copyOf(interfaceScan.getters(type));
        List<Element> stored = new ArrayList<>();
        TypeElement above = superclassOf(type);
        if (above != null && above.getAnnotation(SharedStruct.class) != null) stored.addAll(storedFields(above));
        if (type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD) {
            for (VariableElement field : ElementFilter.fieldsIn(order.membersOf(type))) {
                Set<Modifier> modifiers = field.getModifiers();
                if (!modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.TRANSIENT)) stored.add(field);
            }
        }
        return stored;
    }

    private List<InterfaceMethod> otherMethods(TypeElement type) {
        return type.getKind() == ElementKind.INTERFACE ? interfaceScan.others(type) : List.of();
    }

    /** The superclass of a class, without {@code Object}, or the interfaces that an interface extends. */
    private static List<TypeElement> supertypes(TypeElement type) {
        if (type.getKind() != ElementKind.INTERFACE) {
            TypeElement superclass = superclassOf(type);
            return superclass == null ? List.of() : List.of(superclass);
        }
        List<TypeElement> interfaces = new ArrayList<>();
        for (TypeMirror above : type.getInterfaces()) {
            if (above.getKind() == TypeKind.DECLARED) interfaces.add((TypeElement) ((DeclaredType) above).asElement());
        }
        return interfaces;
    }

    /** Null for {@code Object}, and for what is no class. */
    private static @Nullable TypeElement superclassOf(TypeElement type) {
        TypeMirror superclass = type.getSuperclass();
        if (type.getKind() != ElementKind.CLASS || superclass.getKind() != TypeKind.DECLARED) return null;
        TypeElement element = (TypeElement) ((DeclaredType) superclass).asElement();
        return element.getQualifiedName().contentEquals("java.lang.Object") ? null : element;
    }

    private List<FieldModel> fields(TypeElement type) {
        List<FieldModel> fields = new ArrayList<>();
        for (Element field : storedFields(type)) fields.add(fieldScan.scan(type, field));
        return fields;
    }

    /** The nearest superclass that is not annotated, and so stops the chain; empty if there is none. */
    private String strangeSuperclass(TypeElement type) {
        if (type.getKind() == ElementKind.INTERFACE) return interfaceScan.strangeInterface(type);
        TypeElement above = superclassOf(type);
        if (above == null) return "";
        boolean isStrange = above.getAnnotation(SharedStruct.class) == null;
        return isStrange ? above.getQualifiedName().toString() : strangeSuperclass(above);
    }

    private boolean hasConstructor(TypeElement type) {
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (constructor.getParameters().isEmpty() && accessorScan.isCallable(type, constructor)) return true;
        }
        return false;
    }

    private boolean usesDeprecated(TypeElement type) {
        if (isDeprecated(type)) return true;
        for (Element member : type.getEnclosedElements()) {
            if (elements.isDeprecated(member)) return true;
        }
        for (Element field : storedFields(type)) {
            TypeMirror value = elementOf(FieldScan.typeOf(field));
            boolean isNamed = value.getKind() == TypeKind.DECLARED;
            if (isNamed && isDeprecated(((DeclaredType) value).asElement())) return true;
        }
        return supertypes(type).stream().anyMatch(this::usesDeprecated);
    }

    /** Itself or by what it is nested in, which is named with it. */
    private boolean isDeprecated(Element type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (elements.isDeprecated(at)) return true;
        }
        return false;
    }

    /** What is not stored and bears an annotation of fields nevertheless. */
    private List<StrayMark> strays(TypeElement type) {
        List<Element> stored = storedFields(type);
        List<StrayMark> strays = new ArrayList<>();
        for (Element member : order.membersOf(type)) {
            if (stored.contains(member)) continue;
            String mark = FieldScan.markOf(member, componentField(type, member));
            if (!mark.isEmpty()) strays.add(new StrayMark(member, mark));
        }
        return strays;
    }

    /**
     * The field that shares its annotations with a member of a record, a component or its accessor; null without one.
     */
    private static @Nullable Element componentField(TypeElement type, Element member) {
        boolean takesArguments = member instanceof ExecutableElement method
                && !method.getParameters().isEmpty();
        if (type.getKind() != ElementKind.RECORD || takesArguments) return null;
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(member.getSimpleName()) && !field.equals(member))
                .findFirst()
                .orElse(null);
    }

    /** The simple names of the types that are members of an interface, and so of what implements it. */
    private static Set<String> memberTypes(TypeElement type) {
        Set<String> names = new HashSet<>();
        if (type.getKind() != ElementKind.INTERFACE) return names;
        for (TypeElement member : ElementFilter.typesIn(type.getEnclosedElements())) {
            names.add(member.getSimpleName().toString());
        }
        for (TypeElement above : supertypes(type)) names.addAll(memberTypes(above));
        return names;
    }

    private static List<String> mapKey(TypeElement type) {
        List<String> names = new ArrayList<>();
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
            if (!annotation.getQualifiedName().contentEquals(Companion.MAP.annotation())) continue;
            for (AnnotationValue value : mirror.getElementValues().values()) {
                // A single name comes as a list of one. Anything else is an error that the compiler reports.
                if (!(value.getValue() instanceof List<?> given)) continue;
                for (Object name : given) names.add(String.valueOf(((AnnotationValue) name).getValue()));
            }
        }
        return names;
    }

    private static Set<Companion> companions(TypeElement type) {
        Set<Companion> companions = EnumSet.noneOf(Companion.class);
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
            for (Companion companion : Companion.values()) {
                if (annotation.getQualifiedName().contentEquals(companion.annotation())) companions.add(companion);
            }
        }
        return companions;
    }
}
