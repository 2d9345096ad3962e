package dev.shm.codegen.scan;

import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.InterfaceMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Reads the abstract methods of an interface as accessors of fields: {@code id()}, {@code getId()} or {@code isOpen()}
 * declares one, {@code id(v)} or {@code setId(v)} sets it and returns nothing or the interface.
 */
final class InterfaceScan {
    private static final List<String> GETTER_PREFIXES = List.of("get", "is");

    private final Types types;
    private final DeclaredOrder order;

    InterfaceScan(Types types, DeclaredOrder order) {
        this.types = types;
        this.order = order;
    }

    /** Whether a method declares a field. */
    static boolean isGetter(ExecutableElement method) {
        return method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && method.getThrownTypes().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    /** The name of the field that a getter declares. */
    static String fieldName(ExecutableElement getter) {
        String name = getter.getSimpleName().toString();
        for (String prefix : GETTER_PREFIXES) {
            boolean isLonger = name.length() > prefix.length() && name.startsWith(prefix);
            if (!isLonger || !Character.isUpperCase(name.codePointAt(prefix.length()))) continue;
            String rest = name.substring(prefix.length());
            int first = rest.codePointAt(0);
            return Character.toString(Character.toLowerCase(first)) + rest.substring(Character.charCount(first));
        }
        return name;
    }

    /** The abstract methods, in the order of their declaration. */
    List<ExecutableElement> abstractMethods(TypeElement type) {
        List<ExecutableElement> methods = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(order.membersOf(type))) {
            Set<Modifier> modifiers = method.getModifiers();
            if (modifiers.contains(Modifier.ABSTRACT)) methods.add(method);
        }
        return methods;
    }

    /** The methods that are no getters: what a setter sets, or nothing for what is none. */
    List<InterfaceMethod> others(TypeElement type) {
        List<InterfaceMethod> others = new ArrayList<>();
        for (ExecutableElement method : abstractMethods(type)) {
            if (!isGetter(method)) others.add(new InterfaceMethod(method, fieldSetBy(type, method)));
        }
        return others;
    }

    private String fieldSetBy(TypeElement type, ExecutableElement method) {
        TypeMirror returned = method.getReturnType();
        boolean isSetter = method.getParameters().size() == 1
                && method.getTypeParameters().isEmpty()
                && (returned.getKind() == TypeKind.VOID || types.isSameType(returned, type.asType()));
        if (!isSetter) return "";
        String name = method.getSimpleName().toString();
        for (ExecutableElement getter : abstractMethods(type)) {
            if (!isGetter(getter)) continue;
            String field = fieldName(getter);
            boolean isNamed = name.equals(field) || name.equals("set" + AccessorNames.capitalized(field));
            TypeMirror parameter = method.getParameters().get(0).asType();
            if (isNamed && types.isSameType(parameter, getter.getReturnType())) return field;
        }
        return "";
    }
}
