package dev.shm.codegen.model;

/**
 * How generated code reaches a field of a value from one side.
 *
 * @param name of the field or method, or of the method that could be one; empty where nothing of that side has a name
 */
public record Access(Way way, String name) {
    /** The field is private and has no accessor. */
    public static final Access NONE = new Access(Way.NONE, "");

    /** Set by the canonical constructor of a record. */
    public static final Access CONSTRUCTOR = new Access(Way.CONSTRUCTOR, "");

    public enum Way {
        FIELD,
        METHOD,
        CONSTRUCTOR,
        NONE
    }

    /** The field is private, and the method that has an accessor's name is none, as it stands. */
    public static Access unfit(String name) {
        return new Access(Way.NONE, name);
    }

    public static Access field(String name) {
        return new Access(Way.FIELD, name);
    }

    public static Access method(String name) {
        return new Access(Way.METHOD, name);
    }

    public boolean isMethod() {
        return way == Way.METHOD;
    }

    public boolean isField() {
        return way == Way.FIELD;
    }

    public boolean isMissing() {
        return way == Way.NONE;
    }
}
