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
import java.lang.annotation.Annotation;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one field; a record's component is read as its field, which bears the same annotations. */
final class FieldScan {
    private static final List<Class<? extends Annotation>> MARKS = List.of(
            MaxBytes.class, Length.class, Decimal.class, Since.class, Atomic.class, Align.class, CacheLine.class);

    private final ValueScan values;
    private final AccessorScan accessors;
    private final InterfaceScan interfaces;
    private final Types types;

    FieldScan(ValueScan values, AccessorScan accessors, InterfaceScan interfaces, Types types) {
        this.values = values;
        this.accessors = accessors;
        this.interfaces = interfaces;
        this.types = types;
    }

    /** A field, or a getter of an interface. */
    FieldModel scan(TypeElement owner, Element field) {
        return field instanceof ExecutableElement getter
                ? scan(
                        owner,
                        getter,
                        InterfaceScan.fieldName(getter),
                        Access.method(getter.getSimpleName().toString()),
                        Access.field(InterfaceScan.fieldName(getter)),
                        interfaces.declarations(owner, getter))
                : scan(
                        owner,
                        field,
                        field.getSimpleName().toString(),
                        accessors.reading(owner, (VariableElement) field),
                        accessors.writing(owner, (VariableElement) field),
                        List.of(field));
    }

    /** The name of an annotation of fields that an element bears, and a given field does not; empty without one. */
    static String markOf(Element element, @Nullable Element field) {
        return MARKS.stream()
                .filter(mark -> element.getAnnotation(mark) != null)
                .filter(mark -> field == null || !element.getAnnotation(mark).equals(field.getAnnotation(mark)))
                .map(Class::getSimpleName)
                .findFirst()
                .orElse("");
    }

    /** The type of what is stored. */
    static TypeMirror typeOf(Element field) {
        return field instanceof ExecutableElement getter ? getter.getReturnType() : field.asType();
    }

    private FieldModel scan(
            TypeElement owner,
            Element field,
            String name,
            Access reading,
            Access writing,
            List<? extends Element> declarations) {
        TypeMirror type = typeOf(field);
        MaxBytes maxBytes = mark(declarations, MaxBytes.class);
        Length length = mark(declarations, Length.class);
        Decimal decimal = mark(declarations, Decimal.class);
        Align align = mark(declarations, Align.class);
        Since since = mark(declarations, Since.class);
        FieldMarks marks = new FieldMarks(
                mark(declarations, Atomic.class) != null,
                maxBytes == null ? null : maxBytes.value(),
                length == null ? null : length.value(),
                decimal == null ? null : decimal.value(),
                align == null ? null : align.value(),
                mark(declarations, CacheLine.class) != null,
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
                writing,
                field instanceof VariableElement ? hidingField(owner, field) : null);
    }

    /** Of the first declaration that bears one: what overrides a getter need not say it all again. */
    private static <A extends Annotation> @Nullable A mark(List<? extends Element> declarations, Class<A> type) {
        for (Element declaration : declarations) {
            A mark = declaration.getAnnotation(type);
            if (mark != null) return mark;
        }
        return null;
    }

    /** What the name of a field of a superclass means in a class instead, if that is static or transient; else null. */
    private @Nullable Element hidingField(TypeElement type, Element field) {
        TypeMirror declaring = types.erasure(Reach.declaring(field).asType());
        if (types.isSubtype(declaring, types.erasure(type.asType()))) return null;
        for (VariableElement other : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            boolean isStored = !other.getModifiers().contains(Modifier.STATIC)
                    && !other.getModifiers().contains(Modifier.TRANSIENT);
            if (!isStored && other.getSimpleName().equals(field.getSimpleName())) return other;
        }
        for (TypeMirror above : types.directSupertypes(type.asType())) {
            Element hiding = hidingField((TypeElement) ((DeclaredType) above).asElement(), field);
            if (hiding != null) return hiding;
        }
        return null;
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
