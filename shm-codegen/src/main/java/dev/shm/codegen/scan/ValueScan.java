package dev.shm.codegen.scan;

import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.StructModel;
import dev.shm.codegen.model.ValueModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.SharedStruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds out what kind of value a type is. */
final class ValueScan {
    private static final Map<String, FieldType> CLASSES = Map.of(
            "java.lang.String", FieldType.TEXT,
            "java.util.UUID", FieldType.UUID,
            "java.time.Instant", FieldType.INSTANT,
            "java.time.Duration", FieldType.DURATION,
            "java.time.LocalDate", FieldType.DATE,
            "java.math.BigDecimal", FieldType.DECIMAL);

    private static final Map<String, FieldType> BOXES = Map.of(
            "java.lang.Boolean", FieldType.BOOLEAN,
            "java.lang.Byte", FieldType.BYTE,
            "java.lang.Short", FieldType.SHORT,
            "java.lang.Character", FieldType.CHAR,
            "java.lang.Integer", FieldType.INT,
            "java.lang.Long", FieldType.LONG,
            "java.lang.Float", FieldType.FLOAT,
            "java.lang.Double", FieldType.DOUBLE);

    private final Elements elements;
    private final DeclaredOrder order;
    private final Function<TypeElement, @Nullable StructModel> structs;

    /** Asks {@code structs} for what is annotated; it answers null for one that would contain itself. */
    ValueScan(
            ProcessingEnvironment environment,
            DeclaredOrder order,
            Function<TypeElement, @Nullable StructModel> structs) {
        this.elements = environment.getElementUtils();
        this.order = order;
        this.structs = structs;
    }

    ValueModel scan(TypeElement owner, TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) return plain(type, primitive(type.getKind()));
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        if (element.getKind() == ElementKind.ENUM) {
            return new ValueModel(
                    FieldType.ENUM, TypeName.get(type), false, constants(element), null, isReachable(owner, element));
        }
        if (element.getAnnotation(SharedStruct.class) != null) {
            return new ValueModel(
                    FieldType.STRUCT,
                    TypeName.get(type),
                    false,
                    List.of(),
                    structs.apply(element),
                    isReachable(owner, element));
        }
        String name = element.getQualifiedName().toString();
        FieldType box = BOXES.get(name);
        if (box != null) return new ValueModel(box, TypeName.get(type), true, List.of(), null, true);
        return plain(type, CLASSES.get(name));
    }

    ValueModel plain(TypeMirror type, @Nullable FieldType found) {
        return new ValueModel(found, TypeName.get(type), false, List.of(), null, true);
    }

    private static @Nullable FieldType primitive(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> FieldType.BOOLEAN;
            case BYTE -> FieldType.BYTE;
            case SHORT -> FieldType.SHORT;
            case CHAR -> FieldType.CHAR;
            case INT -> FieldType.INT;
            case LONG -> FieldType.LONG;
            case FLOAT -> FieldType.FLOAT;
            case DOUBLE -> FieldType.DOUBLE;
            default -> null;
        };
    }

    private boolean isReachable(TypeElement owner, TypeElement type) {
        return Reach.isReachableFrom(type, elements.getPackageOf(type), elements.getPackageOf(owner));
    }

    private List<String> constants(TypeElement enumeration) {
        List<String> constants = new ArrayList<>();
        for (Element member : order.membersOf(enumeration)) {
            if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                constants.add(member.getSimpleName().toString());
            }
        }
        return constants;
    }
}
