package dev.shm.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class, record or interface a value in shared memory: the annotation processor of {@code shm-codegen}
 * generates a flyweight {@code SharedX} for {@code X} in the same package, and {@code SharedOuter_X} for a nested one.
 *
 * <pre>{@code
 * @SharedStruct
 * public class Trade {
 *     long id;
 *     double price;
 *     Side side;
 *     @MaxBytes(16) String symbol;
 *     volatile long version;
 * }
 * }</pre>
 *
 * <p>The fields lie in memory in the order of their declaration, those of an annotated superclass first; see {@link
 * StructLayout}. Static and transient fields are left out. The fields of an interface are its abstract methods without
 * parameters, {@code id()}, {@code getId()} or {@code isOpen()}; it may have setters, {@code id(v)} or
 * {@code setId(v)}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS) // not SOURCE: a struct may contain one that was compiled earlier
public @interface SharedStruct {
    /**
     * The name that is stored with each value and compared when a region is opened: letters, digits, {@code _},
     * {@code $}, {@code .} and {@code -}. The default is the class's canonical name, so set it before you move or
     * rename the class.
     */
    String id() default "";

    /** The version of the layout, from 1; stored and compared like {@link #id}. */
    int version() default 1;
}
