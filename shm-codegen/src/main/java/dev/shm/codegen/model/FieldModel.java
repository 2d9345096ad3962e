package dev.shm.codegen.model;

import com.palantir.javapoet.TypeName;
import dev.shm.struct.FieldType;
import dev.shm.struct.LayoutBuilder;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * One field of an annotated class, or component of a record.
 *
 * @param element where messages point
 * @param value what it holds; of an array, what each element is
 * @param typeName as the class declares it
 * @param isArray whether it holds {@code length} values; a byte array of up to {@code maxBytes} is one value
 * @param isVolatile has the modifier
 * @param marks its annotations
 * @param hiddenBy a field of that name that is not stored and stands before this one, which a superclass has; else null
 */
public record FieldModel(
        Element element,
        String name,
        ValueModel value,
        TypeName typeName,
        boolean isArray,
        boolean isFinal,
        boolean isVolatile,
        FieldMarks marks,
        Access reading,
        Access writing,
        @Nullable Element hiddenBy) {

    /** Of its values; null if no struct can hold them. */
    public @Nullable FieldType type() {
        return value.type();
    }

    /** Whether the field has access in other modes than plain. */
    public boolean hasModes() {
        return isVolatile || marks.atomic();
    }

    /** Whether the field has compare-and-set. */
    public boolean isCounter() {
        return hasModes() && (type() == FieldType.INT || type() == FieldType.LONG);
    }

    /** Whether it can have access in other modes than plain: a field that is a primitive, or an array of these. */
    public boolean isPrimitive() {
        FieldType type = type();
        return type != null && type.isPrimitive() && !value.isBoxed();
    }

    /** Whether {@code @MaxBytes} has a meaning. */
    public boolean isSized() {
        return type() == FieldType.TEXT || type() == FieldType.BYTES;
    }

    /** Adds the field, if the check has passed it, to a layout. */
    public void addTo(LayoutBuilder layout) {
        FieldType type = value.knownType();
        switch (type) {
            case TEXT -> layout.text(name, marks.knownMaxBytes());
            case BYTES -> layout.bytes(name, marks.knownMaxBytes());
            case DECIMAL -> layout.decimal(name, marks.knownScale());
            case ENUM -> layout.enumeration(name, value.constants().toArray(new String[0]));
            case STRUCT -> layout.struct(name, value.knownStruct().layout());
            default -> {
                if (value.isBoxed()) layout.optional(name, type);
                else layout.field(name, type);
            }
        }
        if (isArray) layout.length(marks.knownLength());
        Integer align = marks.align();
        if (align != null) layout.align(align);
        if (marks.cacheLine()) layout.cacheLine();
        Integer since = marks.since();
        if (since != null) layout.since(since);
    }
}
