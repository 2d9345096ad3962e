package dev.shm.codegen.model;

import com.palantir.javapoet.TypeName;
import dev.shm.struct.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a field holds once, or an array field in each element.
 *
 * @param type null if no struct can hold it
 * @param typeName in Java
 * @param isBoxed a primitive that may be null
 * @param constants of an enum, by ordinal
 * @param struct of a struct; null for others, and for one that contains itself
 * @param isReachable whether code in the package of the class may name the type
 */
public record ValueModel(
        @Nullable FieldType type,
        TypeName typeName,
        boolean isBoxed,
        List<String> constants,
        @Nullable StructModel struct,
        boolean isReachable) {

    public ValueModel {
        constants = List.copyOf(constants);
    }

    /** The type of a field that the check has passed. */
    public FieldType knownType() {
        if (type == null) throw new IllegalStateException(typeName + " has no known type");
        return type;
    }

    /** The struct of a field that the check has passed. */
    public StructModel knownStruct() {
        if (struct == null) throw new IllegalStateException(typeName + " is no struct");
        return struct;
    }
}
