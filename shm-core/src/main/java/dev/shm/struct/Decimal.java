package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stores a {@code BigDecimal} field as a {@code long} with a fixed number of digits after the point. A value that needs
 * more digits, or a larger number, is refused and never rounded; what is read has exactly this scale.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Decimal {
    /** The digits after the point, from 0 to {@link StructLayout#MAX_SCALE}. */
    int value();
}
