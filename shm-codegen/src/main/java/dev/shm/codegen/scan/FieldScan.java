package dev.shm.codegen.scan;

import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.Atomic;
import dev.shm.struct.FieldType;
import dev.shm.struct.MaxBytes;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads one field; a record's component is read as its field, which bears the same annotations. */
final class FieldScan {
    private final Elements elements;
    private final AccessorScan accessors;

    FieldScan(ProcessingEnvironment environment, AccessorScan accessors) {
        this.elements = environment.getElementUtils();
        this.accessors = accessors;
    }

    FieldModel scan(TypeElement owner, VariableElement field) {
        TypeMirror type = field.asType();
        MaxBytes maxBytes = field.getAnnotation(MaxBytes.class);
        TypeElement enumeration = enumeration(type);
        return new FieldModel(
                field,
                field.getSimpleName().toString(),
                fieldType(type, enumeration),
                TypeName.get(type),
                field.getModifiers().contains(Modifier.FINAL),
                field.getModifiers().contains(Modifier.VOLATILE),
                field.getAnnotation(Atomic.class) != null,
                maxBytes == null ? null : maxBytes.value(),
                enumeration == null ? List.of() : constants(enumeration),
                enumeration == null
                        || Reach.isReachableFrom(
                                enumeration, elements.getPackageOf(enumeration), elements.getPackageOf(owner)),
                accessors.reading(owner, field),
                accessors.writing(owner, field));
    }

    private static @Nullable FieldType fieldType(TypeMirror type, @Nullable TypeElement enumeration) {
        if (enumeration != null) return FieldType.ENUM;
        return switch (type.getKind()) {
            case BOOLEAN -> FieldType.BOOLEAN;
            case BYTE -> FieldType.BYTE;
            case SHORT -> FieldType.SHORT;
            case CHAR -> FieldType.CHAR;
            case INT -> FieldType.INT;
            case LONG -> FieldType.LONG;
            case FLOAT -> FieldType.FLOAT;
            case DOUBLE -> FieldType.DOUBLE;
            case DECLARED -> isString(type) ? FieldType.TEXT : null;
            default -> null;
        };
    }

    private static boolean isString(TypeMirror type) {
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        return element.getQualifiedName().contentEquals("java.lang.String");
    }

    private static @Nullable TypeElement enumeration(TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) return null;
        Element element = ((DeclaredType) type).asElement();
        return element.getKind() == ElementKind.ENUM ? (TypeElement) element : null;
    }

    private static List<String> constants(TypeElement enumeration) {
        List<String> constants = new ArrayList<>();
        for (Element member : enumeration.getEnclosedElements()) {
            if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                constants.add(member.getSimpleName().toString());
            }
        }
        return constants;
    }
}
