package dev.shm.codegen.scan;

import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.InterfaceMethod;
import dev.shm.struct.SharedStruct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Reads the abstract methods of an interface as accessors of fields: {@code id()}, {@code getId()} or {@code isOpen()}
 * declares one, {@code id(v)} or {@code setId(v)} sets it and returns nothing or the interface.
 *
 * <p>An inherited method counts as one of the interface itself, once, unless a default method overrides it.
 */
final class InterfaceScan {
    private static final List<String> GETTER_PREFIXES = List.of("get", "is");

    private final Types types;
    private final DeclaredOrder order;

    InterfaceScan(Types types, DeclaredOrder order) {
        this.types = types;
        this.order = order;
    }

    /** The name of the field that a getter declares: all of the getter's, where the rest is a word of Java. */
    static String fieldName(ExecutableElement getter) {
        String rest = beanName(getter);
        return SourceVersion.isName(rest) ? rest : getter.getSimpleName().toString();
    }

    /** What follows {@code get} or {@code is}. */
    private static String beanName(ExecutableElement getter) {
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

    /** The methods that declare fields, inherited ones first, otherwise in the order of their declaration. */
    List<ExecutableElement> getters(TypeElement type) {
        return abstractMethods(type).stream()
                .filter(method -> isOfStruct(type, method) && isGetter(method))
                .toList();
    }

    /**
     * A getter, and then those declarations of it that it overrides, or that stand for the same method, nearest first.
     */
    List<ExecutableElement> declarations(TypeElement type, ExecutableElement getter) {
        List<ExecutableElement> declarations = new ArrayList<>(List.of(getter));
        for (ExecutableElement method : methods(type)) {
            if (!method.equals(getter) && isSame(type, method, getter)) declarations.add(1, method);
        }
        return declarations;
    }

    /** The methods that are no getters: what a setter sets, or nothing for what is none. */
    List<InterfaceMethod> others(TypeElement type) {
        List<InterfaceMethod> others = new ArrayList<>();
        for (ExecutableElement method : abstractMethods(type)) {
            boolean isOther = isOfStruct(type, method) && !isGetter(method);
            if (isOther) others.add(new InterfaceMethod(method, fieldSetBy(type, method)));
        }
        return others;
    }

    /** An interface above that is not annotated and has an abstract method; empty if there is none. */
    String strangeInterface(TypeElement type) {
        return abstractMethods(type).stream()
                .filter(method -> !isOfStruct(type, method))
                .map(method -> Reach.declaring(method).toString())
                .findFirst()
                .orElse("");
    }

    private static boolean isOfStruct(TypeElement type, ExecutableElement method) {
        return Reach.declaring(method).equals(type)
                || Reach.declaring(method).getAnnotation(SharedStruct.class) != null;
    }

    private static boolean isGetter(ExecutableElement method) {
        return method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && method.getThrownTypes().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    private String fieldSetBy(TypeElement type, ExecutableElement method) {
        if (method.getParameters().size() != 1
                || !method.getTypeParameters().isEmpty()
                || !returnsNoValue(type, method)) return "";
        String name = method.getSimpleName().toString();
        for (ExecutableElement getter : getters(type)) {
            String field = fieldName(getter);
            boolean isNamed = name.equals(field)
                    || name.equals("set" + AccessorNames.capitalized(field))
                    || name.equals("set" + AccessorNames.capitalized(beanName(getter)));
            TypeMirror parameter = method.getParameters().get(0).asType();
            if (isNamed && types.isSameType(parameter, getter.getReturnType())) return field;
        }
        return "";
    }

    /** Returns nothing or the interface, which for an inherited method is the one that declares it. */
    private boolean returnsNoValue(TypeElement type, ExecutableElement method) {
        TypeMirror returned = method.getReturnType();
        return returned.getKind() == TypeKind.VOID
                || types.isSameType(returned, type.asType())
                || types.isSameType(returned, Reach.declaring(method).asType());
    }

    /** What a class that implements the interface has to declare: one method for each signature. */
    private List<ExecutableElement> abstractMethods(TypeElement type) {
        List<ExecutableElement> abstracts = new ArrayList<>();
        for (ExecutableElement method : methods(type)) {
            int same = 0;
            while (same < abstracts.size() && !isSame(type, method, abstracts.get(same))) same++;
            if (same == abstracts.size()) abstracts.add(method);
            else if (isNearer(method, abstracts.get(same))) abstracts.set(same, method);
        }
        abstracts.removeIf(method -> !method.getModifiers().contains(Modifier.ABSTRACT) || isOfObject(method));
        return abstracts;
    }

    /** All instance methods, those of a superinterface before those of what extends it. */
    private List<ExecutableElement> methods(TypeElement type) {
        List<ExecutableElement> methods = new ArrayList<>();
        addMethods(type, methods, new HashSet<>());
        return methods;
    }

    private void addMethods(TypeElement type, List<ExecutableElement> methods, Set<TypeElement> seen) {
        if (!seen.add(type)) return;
        for (TypeMirror above : type.getInterfaces()) {
            boolean isKnown = above.getKind() == TypeKind.DECLARED;
            if (isKnown) addMethods((TypeElement) ((DeclaredType) above).asElement(), methods, seen);
        }
        for (ExecutableElement method : ElementFilter.methodsIn(order.membersOf(type))) {
            Set<Modifier> modifiers = method.getModifiers();
            if (!modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.PRIVATE)) methods.add(method);
        }
    }

    private boolean isSame(TypeElement type, ExecutableElement one, ExecutableElement other) {
        return one.getSimpleName().equals(other.getSimpleName())
                && types.isSubsignature(signature(type, one), signature(type, other));
    }

    private ExecutableType signature(TypeElement type, ExecutableElement method) {
        return (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    }

    /** Whether it overrides another of its signature, or has the narrower type where neither does. */
    private boolean isNearer(ExecutableElement method, ExecutableElement other) {
        TypeMirror owner = types.erasure(Reach.declaring(method).asType());
        TypeMirror otherOwner = types.erasure(Reach.declaring(other).asType());
        if (types.isSubtype(owner, otherOwner)) return true;
        TypeMirror returned = method.getReturnType();
        return returned.getKind() == TypeKind.DECLARED
                && types.isSubtype(returned, other.getReturnType())
                && !types.isSameType(returned, other.getReturnType());
    }

    /** Which every object has already. */
    private static boolean isOfObject(ExecutableElement method) {
        return switch (method.getSimpleName().toString()) {
            case "hashCode", "toString" -> method.getParameters().isEmpty();
            case "equals" ->
                method.getParameters().size() == 1
                        && isObject(method.getParameters().get(0).asType());
            default -> false;
        };
    }

    /** Whatever annotations it bears. */
    private static boolean isObject(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .contentEquals("java.lang.Object");
    }
}
