package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import org.jspecify.annotations.Nullable;

/**
 * How generated code moves one value of a field between Java and an address: the whole field, or an element of an
 * array. A new kind of value is a new subclass.
 */
abstract class ValueCode {
    final FieldModel field;
    final StructField place;

    ValueCode(FieldModel field, StructField place) {
        this.field = field;
        this.place = place;
    }

    static ValueCode of(FieldModel field, StructField place, Names names) {
        return switch (place.type()) {
            case TEXT -> new SizedCode(field, place, names, Names.TEXT_ACCESS);
            case BYTES -> new SizedCode(field, place, names, Names.BYTES_ACCESS);
            case ENUM -> new EnumCode(field, place, names);
            case DECIMAL -> new DecimalCode(field, place, names);
            case UUID -> new JdkCode(field, place, Names.VALUE_ACCESS, "Uuid", false);
            case INSTANT -> new JdkCode(field, place, Names.VALUE_ACCESS, "Instant", true);
            case DURATION -> new JdkCode(field, place, Names.VALUE_ACCESS, "Duration", true);
            case DATE -> new JdkCode(field, place, Names.VALUE_ACCESS, "Date", true);
            default -> {
                if (!place.isOptional()) yield new PrimitiveCode(field, place);
                yield new JdkCode(field, place, Names.BOXED_ACCESS, PrimitiveCode.word(place.type()), false);
            }
        };
    }

    /** As the class declares it. */
    final TypeName typeName() {
        return field.value().typeName();
    }

    /** What the setter takes. */
    TypeName parameterType() {
        return typeName();
    }

    /** What a getter says of the value beside its name; starts with a comma or semicolon. */
    String nullness() {
        return ", which may be null";
    }

    /** The call that adds the field to the builder of the layout. */
    abstract CodeBlock layoutCall();

    /** Constants beside the offset that the layout is built from. */
    void addNumbers(TypeSpec.Builder type) {}

    /** Constants that are checked against the layout, and so come after it. */
    void addTables(TypeSpec.Builder type) {}

    /** The value at an address, as an expression. */
    abstract CodeBlock load(CodeBlock address);

    /** This, if not every value fits; else null. */
    @Nullable
    CheckedCode checked() {
        return null;
    }

    /** The statement that writes a value; {@code checked} is what {@link CheckedCode#check} gave, empty without one. */
    abstract CodeBlock store(CodeBlock address, CodeBlock value, CodeBlock checked);

    /** Whether two expressions hold different values. */
    CodeBlock differs(CodeBlock one, CodeBlock other) {
        return CodeBlock.of("!$T.equals($L, $L)", Names.OBJECTS, one, other);
    }

    CodeBlock hash(CodeBlock value) {
        return CodeBlock.of("$T.hashCode($L)", Names.OBJECTS, value);
    }

    /** What to append to a text for an expression. */
    CodeBlock shown(CodeBlock value) {
        return value;
    }
}
