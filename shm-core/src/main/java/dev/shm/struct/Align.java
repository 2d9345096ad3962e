package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Aligns a field to more than its type asks for, as {@code _Alignas} does in C. */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Align {
    /** A power of two above the natural alignment, up to {@link StructLayout#LINE_BYTES}. */
    int value();
}
