package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a primitive field access in other modes than plain, as {@code volatile} does, where the language has no place
 * for that word: its plain accessors use volatile mode, and it gets {@code xAcquire}, {@code xRelease} and
 * {@code xOpaque}; an {@code int} or {@code long} also {@code compareAndSetX} and {@code getAndAddX}.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Atomic {}
