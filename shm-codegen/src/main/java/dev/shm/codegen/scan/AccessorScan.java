package dev.shm.codegen.scan;

import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.AccessorNames;
import java.util.List;
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

    AccessorScan(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.error = elements.getTypeElement("java.lang.Error").asType();
        this.runtimeException =
                elements.getTypeElement("java.lang.RuntimeException").asType();
    }

    Access reading(TypeElement owner, VariableElement field) {
        String name = field.getSimpleName().toString();
        if (owner.getKind() == ElementKind.RECORD) return Access.method(name);
        if (isVisible(owner, field)) return Access.field(name);
        String capitalized = AccessorNames.capitalized(name);
        List<String> candidates = field.asType().getKind() == TypeKind.BOOLEAN
                ? List.of("is" + capitalized, "get" + capitalized, name)
                : List.of("get" + capitalized, name);
        for (String candidate : candidates) {
            for (ExecutableElement method : methods(owner)) {
                if (method.getSimpleName().contentEquals(candidate) && isGetter(owner, method, field)) {
                    return Access.method(candidate);
                }
            }
        }
        return Access.NONE;
    }

    Access writing(TypeElement owner, VariableElement field) {
        String name = field.getSimpleName().toString();
        if (owner.getKind() == ElementKind.RECORD) return Access.CONSTRUCTOR;
        if (isVisible(owner, field)) return Access.field(name);
        for (String candidate : List.of("set" + AccessorNames.capitalized(name), name)) {
            for (ExecutableElement method : methods(owner)) {
                if (method.getSimpleName().contentEquals(candidate) && isSetter(owner, method, field)) {
                    return Access.method(candidate);
                }
            }
        }
        return Access.NONE;
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

    private List<ExecutableElement> methods(TypeElement owner) {
        return ElementFilter.methodsIn(elements.getAllMembers(owner));
    }

    private boolean isGetter(TypeElement owner, ExecutableElement method, VariableElement field) {
        return isInstanceMethod(owner, method)
                && method.getParameters().isEmpty()
                && types.isSameType(method.getReturnType(), field.asType());
    }

    private boolean isSetter(TypeElement owner, ExecutableElement method, VariableElement field) {
        return isInstanceMethod(owner, method)
                && method.getParameters().size() == 1
                && types.isSameType(method.getParameters().get(0).asType(), field.asType());
    }

    private boolean isInstanceMethod(TypeElement owner, ExecutableElement method) {
        return isCallable(owner, method) && !method.getModifiers().contains(Modifier.STATIC);
    }
}
