package dev.shm.codegen.model;

import com.palantir.javapoet.TypeName;
import dev.shm.struct.FieldType;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * One field of an annotated class, or component of a record.
 *
 * @param element where messages point
 * @param type null if no struct can hold it yet
 * @param typeName as the class declares it
 * @param isVolatile has the modifier
 * @param isAtomic has {@code @Atomic}
 * @param maxBytes the value of {@code @MaxBytes}, null without it
 * @param constants of an enum, by ordinal
 * @param isTypeReachable whether code in the package of the class may name the type
 */
public record FieldModel(
        Element element,
        String name,
        @Nullable FieldType type,
        TypeName typeName,
        boolean isFinal,
        boolean isVolatile,
        boolean isAtomic,
        @Nullable Integer maxBytes,
        List<String> constants,
        boolean isTypeReachable,
        Access reading,
        Access writing) {

    public FieldModel {
        constants = List.copyOf(constants);
    }

    /** Whether the field has ordered access and not only plain one. */
    public boolean isOrdered() {
        return isVolatile || isAtomic;
    }

    /** Whether the field has compare-and-set. */
    public boolean isCounter() {
        return isOrdered() && (type == FieldType.INT || type == FieldType.LONG);
    }

    public boolean isPrimitive() {
        return type != null && type.isPrimitive();
    }

    /** The type of a field that the check has passed. */
    public FieldType knownType() {
        if (type == null) throw new IllegalStateException("field " + name + " has no known type");
        return type;
    }

    /** The text limit of a field that the check has passed. */
    public int knownMaxBytes() {
        if (maxBytes == null) throw new IllegalStateException("field " + name + " has no limit");
        return maxBytes;
    }
}
