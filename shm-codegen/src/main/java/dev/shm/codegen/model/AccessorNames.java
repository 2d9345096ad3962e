package dev.shm.codegen.model;

import dev.shm.struct.FieldType;
import java.util.ArrayList;
import java.util.List;

/** The names of the methods that a flyweight gets for a field: the same for who checks them and who emits them. */
public record AccessorNames(String field) {
    public static AccessorNames of(FieldModel field) {
        return new AccessorNames(field.name());
    }

    /** The getter and the setter. */
    public String plain() {
        return field;
    }

    public String acquire() {
        return field + "Acquire";
    }

    public String release() {
        return field + "Release";
    }

    public String opaque() {
        return field + "Opaque";
    }

    public String compareAndSet() {
        return "compareAndSet" + capitalized(field);
    }

    public String getAndAdd() {
        return "getAndAdd" + capitalized(field);
    }

    public String textEquals() {
        return field + "Equals";
    }

    public String appendText() {
        return "append" + capitalized(field) + "To";
    }

    public String copyBytes() {
        return "copy" + capitalized(field) + "To";
    }

    /** All that this field gets. */
    public static List<String> all(FieldModel field) {
        AccessorNames names = of(field);
        List<String> all = new ArrayList<>(List.of(names.plain()));
        if (field.hasModes()) all.addAll(List.of(names.acquire(), names.release(), names.opaque()));
        if (field.isCounter()) all.addAll(List.of(names.compareAndSet(), names.getAndAdd()));
        if (field.type() == FieldType.TEXT) all.addAll(List.of(names.textEquals(), names.appendText()));
        if (field.type() == FieldType.BYTES) all.add(names.copyBytes());
        return all;
    }

    /** With the first letter in upper case, as in {@code getX}. */
    public static String capitalized(String name) {
        int first = name.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + name.substring(Character.charCount(first));
    }
}
