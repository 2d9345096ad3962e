package dev.shm.codegen.model;

import com.palantir.javapoet.ClassName;
import dev.shm.struct.FieldType;
import dev.shm.struct.LayoutBuilder;
import dev.shm.struct.StructLayout;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * One annotated class.
 *
 * @param element where messages point, and what the generated files originate from
 * @param sharedType the flyweight to generate
 * @param isPublic whether the class and all around it are
 * @param isPrivate whether the class or one around it is
 * @param isInner whether an instance needs an enclosing one
 * @param superclass one above that is not annotated; empty if there is none but {@code Object}
 * @param hasConstructor whether code of the package can make one from nothing
 * @param usesDeprecated whether generated code names something deprecated
 * @param canNameGenerated whether {@code @Generated} is visible where the class is compiled
 * @param otherMethods of an interface, beside the getters that are its fields
 * @param memberTypes the simple names of the types in an interface and those above, which its implementations see
 * @param companions what else to generate
 * @param mapKey the fields that the map is asked to be keyed by, right or wrong; empty without one
 */
public record StructModel(
        TypeElement element,
        ElementKind kind,
        ClassName valueType,
        ClassName sharedType,
        String id,
        int version,
        boolean isPublic,
        boolean isPrivate,
        boolean isInner,
        boolean isGeneric,
        boolean isAbstract,
        boolean isSealed,
        String superclass,
        boolean hasConstructor,
        boolean usesDeprecated,
        boolean canNameGenerated,
        List<FieldModel> fields,
        List<StrayMark> strays,
        List<InterfaceMethod> otherMethods,
        Set<String> memberTypes,
        Set<Companion> companions,
        List<String> mapKey) {

    public StructModel {
        fields = List.copyOf(fields);
        strays = List.copyOf(strays);
        otherMethods = List.copyOf(otherMethods);
        memberTypes = Set.copyOf(memberTypes);
        companions = Set.copyOf(companions);
        mapKey = List.copyOf(mapKey);
    }

    public boolean isRecord() {
        return kind == ElementKind.RECORD;
    }

    public boolean isInterface() {
        return kind == ElementKind.INTERFACE;
    }

    /** Whether a field is not inherited. */
    public boolean declares(FieldModel field) {
        return element.equals(field.element().getEnclosingElement());
    }

    /** The field of a name; null if there is none. */
    public @Nullable FieldModel field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The fields of the map's key, of a struct that the check has passed. */
    public List<FieldModel> keyFields() {
        return mapKey.stream().map(this::field).map(Objects::requireNonNull).toList();
    }

    /** The version that the field before one came with; 1 for the first. */
    public int versionBefore(FieldModel field) {
        int index = fields.indexOf(field);
        Integer since = index < 1 ? null : fields.get(index - 1).marks().since();
        return since == null ? 1 : since;
    }

    /** Whether a struct lies in this one, whose layout may change without this one's being compiled. */
    public boolean containsStruct() {
        return fields.stream().anyMatch(field -> field.type() == FieldType.STRUCT);
    }

    /**
     * The layout of a struct that the check has passed.
     *
     * @throws IllegalArgumentException if it exceeds a bound of {@link StructLayout}
     */
    public StructLayout layout() {
        LayoutBuilder builder = StructLayout.builder(id, version);
        for (FieldModel field : fields) field.addTo(builder);
        return builder.build();
    }
}
