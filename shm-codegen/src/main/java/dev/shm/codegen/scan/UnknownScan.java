package dev.shm.codegen.scan;

import dev.shm.codegen.model.Unknown;
import dev.shm.struct.SharedStruct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds what a struct depends on and the compiler does not know as yet, because another processor may generate it in
 * this round: supertypes, types of fields, and constants in annotations of ours, also of structs inside.
 */
final class UnknownScan {
    private static final String OURS = "dev.shm.";

    private final Function<TypeElement, List<Element>> storedFields;
    private final InterfaceScan interfaces;

    UnknownScan(Function<TypeElement, List<Element>> storedFields, InterfaceScan interfaces) {
        this.storedFields = storedFields;
        this.interfaces = interfaces;
    }

    List<Unknown> of(TypeElement struct) {
        List<Unknown> found = new ArrayList<>();
        addStruct(struct, new HashSet<>(), found);
        return found;
    }

    private void addStruct(TypeElement struct, Set<TypeElement> seen, List<Unknown> found) {
        if (!seen.add(struct)) return;
        addSupertypes(struct, new HashSet<>(), found);
        addAnnotations(struct, struct, struct.toString(), found);
        for (Element field : storedFields.apply(struct)) {
            addField(struct, field, found);
            TypeMirror value = valueOf(field);
            if (value.getKind() != TypeKind.DECLARED) continue;
            TypeElement element = (TypeElement) ((DeclaredType) value).asElement();
            if (element.getAnnotation(SharedStruct.class) != null) addStruct(element, seen, found);
        }
    }

    private static void addSupertypes(TypeElement type, Set<TypeElement> seen, List<Unknown> found) {
        if (!seen.add(type)) return;
        List<TypeMirror> above = new ArrayList<>(type.getInterfaces());
        above.add(type.getSuperclass());
        for (TypeMirror supertype : above) {
            if (supertype.getKind() == TypeKind.ERROR) {
                found.add(new Unknown(type, "the supertype " + supertype + " of " + type));
            } else if (supertype.getKind() == TypeKind.DECLARED) {
                addSupertypes((TypeElement) ((DeclaredType) supertype).asElement(), seen, found);
            }
        }
    }

    private void addField(TypeElement struct, Element field, List<Unknown> found) {
        TypeElement holder = Reach.declaring(field);
        String name = field instanceof ExecutableElement getter
                ? InterfaceScan.fieldName(getter)
                : field.getSimpleName().toString();
        String place = "the field '" + name + "' of " + holder;
        TypeMirror value = valueOf(field);
        if (value.getKind() == TypeKind.ERROR) {
            found.add(new Unknown(holder, "the type " + value + " of " + place));
        }
        List<? extends Element> declarations =
                field instanceof ExecutableElement getter ? interfaces.declarations(struct, getter) : List.of(field);
        for (Element declaration : declarations)
            addAnnotations(Reach.declaring(declaration), declaration, place, found);
    }

    /** What is stored, or each element of an array of it. */
    private static TypeMirror valueOf(Element field) {
        TypeMirror type = FieldScan.typeOf(field);
        return type.getKind() == TypeKind.ARRAY ? ((ArrayType) type).getComponentType() : type;
    }

    private static void addAnnotations(TypeElement holder, Element element, String place, List<Unknown> found) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
            if (!annotation.getQualifiedName().toString().startsWith(OURS) || isKnown(mirror)) continue;
            found.add(new Unknown(holder, "a value of @" + annotation.getSimpleName() + " of " + place));
        }
    }

    private static boolean isKnown(AnnotationMirror mirror) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> value :
                mirror.getElementValues().entrySet()) {
            if (!isKnown(value.getValue(), value.getKey().getReturnType())) return false;
        }
        return true;
    }

    /** The compiler has another kind of value for what it could not find: javac the text {@code <error>}. */
    private static boolean isKnown(AnnotationValue given, TypeMirror type) {
        Object value = given.getValue();
        return switch (type.getKind()) {
            case INT -> value instanceof Integer;
            case ARRAY -> value instanceof List<?> parts && areKnown(parts, ((ArrayType) type).getComponentType());
            default -> !isText(type) || (value instanceof String text && !text.equals("<error>"));
        };
    }

    private static boolean isText(TypeMirror type) {
        return type.toString().equals("java.lang.String");
    }

    private static boolean areKnown(List<?> values, TypeMirror type) {
        return values.stream().allMatch(value -> value instanceof AnnotationValue part && isKnown(part, type));
    }
}
