package dev.shm.collections;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@code @SharedStruct} on a class {@code X}: asks the processor for {@code XMap}, a {@link StructMap} whose
 * values are keyed by fields of theirs, and with several of these for {@code XKey}, a record of them.
 *
 * <pre>{@code
 * @SharedStruct @GenerateMap(key = "accountId") public class Position { long accountId; long quantity; }
 * @SharedStruct @GenerateMap(key = {"venue", "symbol"}) public record Quote( ... ) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GenerateMap {
    /**
     * The fields that are the key, in the order of the record's components. Of any type, but no arrays with
     * {@code @Length}: use a struct that holds one, which is compared by its content.
     */
    String[] key();
}
