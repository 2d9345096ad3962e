package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The room for a {@code String}, in bytes of UTF-8: an ASCII character takes one, an emoji four; or for a
 * {@code byte[]}.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface MaxBytes {
    /** From 1 to {@link StructLayout#MAX_TEXT_BYTES}. */
    int value();
}
