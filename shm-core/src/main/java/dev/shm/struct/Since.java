package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says with which {@link SharedStruct#version} a field was appended. Programs of earlier and later versions then share
 * a region: in one that an earlier version created the field reads as zero and null, and cannot be set.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Since {
    /** From 2 to the struct's version. No field of an earlier version may follow. */
    int value();
}
