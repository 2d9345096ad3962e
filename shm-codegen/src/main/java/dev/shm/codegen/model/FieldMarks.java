package dev.shm.codegen.model;

import org.jspecify.annotations.Nullable;

/** What the annotations of a field say; null for one that is not there. */
public record FieldMarks(
        boolean atomic,
        @Nullable Integer maxBytes,
        @Nullable Integer length,
        @Nullable Integer scale,
        @Nullable Integer align,
        boolean cacheLine,
        @Nullable Integer since) {

    /** Of a text or byte array that the check has passed. */
    public int knownMaxBytes() {
        return known(maxBytes);
    }

    /** Of an array that the check has passed. */
    public int knownLength() {
        return known(length);
    }

    /** Of a decimal that the check has passed. */
    public int knownScale() {
        return known(scale);
    }

    private static int known(@Nullable Integer value) {
        if (value == null) throw new IllegalStateException("the check has passed a field without its annotation");
        return value;
    }
}
