package dev.shm.codegen.scan;

import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.FieldMarks;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.ValueModel;
import dev.shm.struct.Align;
import dev.shm.struct.Atomic;
import dev.shm.struct.CacheLine;
import dev.shm.struct.Decimal;
import dev.shm.struct.FieldType;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.Since;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads one field; a record's component is read as its field, which bears the same annotations. */
final class FieldScan {
    private final ValueScan values;
    private final AccessorScan accessors;

    FieldScan(ValueScan values, AccessorScan accessors) {
        this.values = values;
        this.accessors = accessors;
    }

    /** A field, or a getter of an interface. */
    FieldModel scan(TypeElement owner, Element field) {
        return field instanceof ExecutableElement getter
                ? scan(
                        owner,
                        getter,
                        InterfaceScan.fieldName(getter),
                        Access.method(getter.getSimpleName().toString()),
                        Access.field(InterfaceScan.fieldName(getter)))
                : scan(
                        owner,
                        field,
                        field.getSimpleName().toString(),
                        accessors.reading(owner, (VariableElement) field),
                        accessors.writing(owner, (VariableElement) field));
    }

    /** The type of what is stored. */
    static TypeMirror typeOf(Element field) {
        return field instanceof ExecutableElement getter ? getter.getReturnType() : field.asType();
    }

    private FieldModel scan(TypeElement owner, Element field, String name, Access reading, Access writing) {
        TypeMirror type = typeOf(field);
        MaxBytes maxBytes = field.getAnnotation(MaxBytes.class);
        Length length = field.getAnnotation(Length.class);
        Decimal decimal = field.getAnnotation(Decimal.class);
        Align align = field.getAnnotation(Align.class);
        Since since = field.getAnnotation(Since.class);
        FieldMarks marks = new FieldMarks(
                field.getAnnotation(Atomic.class) != null,
                maxBytes == null ? null : maxBytes.value(),
                length == null ? null : length.value(),
                decimal == null ? null : decimal.value(),
                align == null ? null : align.value(),
                field.getAnnotation(CacheLine.class) != null,
                since == null ? null : since.value());
        boolean isArray = isArray(type, marks);
        return new FieldModel(
                field,
                name,
                value(owner, isArray ? ((ArrayType) type).getComponentType() : type, marks),
                TypeName.get(type),
                isArray,
                field.getModifiers().contains(Modifier.FINAL),
                field.getModifiers().contains(Modifier.VOLATILE),
                marks,
                reading,
                writing);
    }

    /** A {@code byte[]} with {@code @MaxBytes} and without {@code @Length} is one value, as text is. */
    private static boolean isArray(TypeMirror type, FieldMarks marks) {
        return type.getKind() == TypeKind.ARRAY
                && (!isBytes(type) || marks.maxBytes() == null || marks.length() != null);
    }

    private ValueModel value(TypeElement owner, TypeMirror type, FieldMarks marks) {
        if (isBytes(type) && marks.maxBytes() != null) return values.plain(type, FieldType.BYTES);
        return values.scan(owner, type);
    }

    private static boolean isBytes(TypeMirror type) {
        return type.getKind() == TypeKind.ARRAY
                && ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE;
    }
}
