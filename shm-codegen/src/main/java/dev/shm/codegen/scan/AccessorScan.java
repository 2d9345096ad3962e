package dev.shm.codegen.scan;

import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.AccessorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds how a field is reached from another class of its package. */
final class AccessorScan {
    private final Elements elements;
    private final Types types;
    private final TypeMirror error;
    private final TypeMirror runtimeException;
    private final TypeMirror booleanBox;

    AccessorScan(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.error = elements.getTypeElement("java.lang.Error").asType();
        this.runtimeException =
                elements.getTypeElement("java.lang.RuntimeException").asType();
        this.booleanBox = elements.getTypeElement("java.lang.Boolean").asType();
    }

    Access reading(TypeElement owner, VariableElement field) {
        String name = field.getSimpleName().toString();
        if (owner.getKind() == ElementKind.RECORD) return Access.method(name);
        if (isVisible(owner, field)) return Access.field(name);
        String capitalized = AccessorNames.capitalized(name);
        List<String> candidates = new ArrayList<>(List.of("get" + capitalized, name));
        if (isFlag(field)) {
            candidates.add(0, "is" + capitalized);
            candidates.addAll(beanNames("get", name));
        }
        return accessor(
                owner,
                candidates,
                method -> method.getParameters().isEmpty(),
                method -> types.isSameType(method.getReturnType(), field.asType()));
    }

    Access writing(TypeElement owner, VariableElement field) {
        String name = field.getSimpleName().toString();
        if (owner.getKind() == ElementKind.RECORD) return Access.CONSTRUCTOR;
        if (isVisible(owner, field)) return Access.field(name);
        List<String> candidates = new ArrayList<>(List.of("set" + AccessorNames.capitalized(name), name));
        if (isFlag(field)) candidates.addAll(beanNames("set", name));
        return accessor(
                owner,
                candidates,
                method -> method.getParameters().size() == 1
                        && types.isSameType(method.getParameters().get(0).asType(), field.asType()),
                method -> true);
    }

    /**
     * The first method of the names that has the wanted parameters and can be called; failing that, one that would only
     * have to change its modifiers or type.
     */
    private Access accessor(
            TypeElement owner,
            List<String> names,
            Predicate<ExecutableElement> hasParameters,
            Predicate<ExecutableElement> hasType) {
        Access inTheWay = Access.NONE;
        for (String name : names) {
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(owner))) {
                if (!method.getSimpleName().contentEquals(name) || !hasParameters.test(method)) continue;
                if (isInstanceMethod(owner, method) && hasType.test(method)) return Access.method(name);
                if (inTheWay.name().isEmpty()) inTheWay = Access.unfit(name);
            }
        }
        return inTheWay;
    }

    private boolean isFlag(VariableElement field) {
        TypeMirror type = field.asType();
        return type.getKind() == TypeKind.BOOLEAN || types.isSameType(type, booleanBox);
    }

    /** Beans have {@code setOpen(v)} also for a field that is itself called {@code isOpen}. */
    private static List<String> beanNames(String prefix, String field) {
        boolean isBean = field.length() > 2 && field.startsWith("is") && Character.isUpperCase(field.codePointAt(2));
        return isBean ? List.of(prefix + field.substring(2)) : List.of();
    }

    /** Whether code in the package of a class may name a member of it that another package may have declared. */
    private boolean isVisible(TypeElement owner, Element member) {
        if (member.getModifiers().contains(Modifier.PRIVATE)) return false;
        return member.getModifiers().contains(Modifier.PUBLIC)
                || elements.getPackageOf(member).equals(elements.getPackageOf(owner));
    }

    /** Whether code of the package can call it without a {@code try}. */
    boolean isCallable(TypeElement owner, ExecutableElement executable) {
        if (!isVisible(owner, executable)) return false;
        for (TypeMirror thrown : executable.getThrownTypes()) {
            if (!types.isSubtype(thrown, runtimeException) && !types.isSubtype(thrown, error)) return false;
        }
        return true;
    }

    private boolean isInstanceMethod(TypeElement owner, ExecutableElement method) {
        return isCallable(owner, method) && !method.getModifiers().contains(Modifier.STATIC);
    }
}
