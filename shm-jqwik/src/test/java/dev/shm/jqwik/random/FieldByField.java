package dev.shm.jqwik.random;

import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import java.lang.reflect.Method;

/** Copies a struct by calling the getter and the setter of each field, those of structs inside and of elements too. */
final class FieldByField {
    private FieldByField() {}

    static void copy(StructLayout layout, Struct from, Struct to) {
        try {
            for (StructField field : layout.fields()) copy(field, from, to);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(layout.name(), e);
        }
    }

    private static void copy(StructField field, Struct from, Struct to) throws ReflectiveOperationException {
        int count = field.isArray() ? field.length() : 1;
        for (int i = 0; i < count; i++) {
            Object[] index = field.isArray() ? new Object[] {i} : new Object[0];
            Object value = method(from.getClass(), field.name(), index.length).invoke(from, index);
            StructLayout inner = field.struct();
            if (field.type() == FieldType.STRUCT && inner != null) {
                Object target =
                        method(to.getClass(), field.name(), index.length).invoke(to, index);
                if (value == null || target == null) throw new AssertionError("a struct inside is null");
                copy(inner, (Struct) value, (Struct) target);
            } else {
                Object[] arguments = field.isArray() ? new Object[] {i, value} : new Object[] {value};
                method(to.getClass(), field.name(), arguments.length).invoke(to, arguments);
            }
        }
    }

    /** A getter of a plain field has no parameter, one of an element has the index; a setter has the value more. */
    private static Method method(Class<?> flyweight, String name, int parameters) {
        for (Method method : flyweight.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters) return method;
        }
        throw new AssertionError(flyweight.getName() + " has no " + name + " of " + parameters + " parameters");
    }
}
