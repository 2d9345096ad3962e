package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.StructField;
import javax.lang.model.element.Modifier;

/**
 * Everything that generated code has because of one field. A new kind of field is a new subclass.
 *
 * <p>The code blocks for whole values find the flyweight's address in the local variable {@code address}.
 */
abstract class FieldEmitter {
    final FieldModel field;
    final StructField place;
    final AccessorNames accessors;
    final TypeName sharedType;
    final String offset;

    FieldEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        this.field = field;
        this.place = place;
        this.accessors = AccessorNames.of(field);
        this.sharedType = sharedType;
        this.offset = names.constant(field.name(), "_OFFSET");
    }

    static FieldEmitter of(FieldModel field, StructField place, TypeName sharedType, Names names) {
        return switch (place.type()) {
            case TEXT -> new TextEmitter(field, place, sharedType, names);
            case ENUM -> new EnumEmitter(field, place, sharedType, names);
            default -> new PrimitiveEmitter(field, place, sharedType, names);
        };
    }

    /** The call that adds the field to the builder of the layout. */
    abstract CodeBlock layoutCall();

    /** Constants beside the offset that the layout is built from. */
    void addNumbers(TypeSpec.Builder type) {}

    /** Constants that are checked against the layout, and so come after it. */
    void addTables(TypeSpec.Builder type) {}

    abstract void addAccessors(TypeSpec.Builder type);

    /** The field's value in memory, as an expression. */
    abstract CodeBlock read();

    /** Whether {@link #write} needs the value in a local variable and {@link #check} before it. */
    boolean isChecked() {
        return false;
    }

    /** The statement that refuses a value before anything is written; only if {@link #isChecked}. */
    CodeBlock check(String local, String checked) {
        throw new UnsupportedOperationException(field.name());
    }

    /**
     * The statement that writes the value.
     *
     * @param value an expression
     * @param checked the variable with the result of {@link #check}; unused if not {@link #isChecked}
     */
    abstract CodeBlock write(CodeBlock value, String checked);

    /** The statement that writes a value that needs no check. */
    CodeBlock write(CodeBlock value) {
        return write(value, "");
    }

    final FieldSpec offsetConstant() {
        return constant(offset, place.offset());
    }

    static FieldSpec constant(String name, int value) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", value)
                .build();
    }

    /** A public method that returns a value. */
    static MethodSpec.Builder getter(String name, TypeName type) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
    }

    /** A public method that takes {@code value} and returns the flyweight. */
    final MethodSpec.Builder setter(String name, TypeName type) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(sharedType)
                .addParameter(type, "value");
    }

    /** The address of the field, in an accessor that only reads. */
    final CodeBlock readPlace() {
        return CodeBlock.of("$T.readAddress(this) + $N", Names.STRUCT_ACCESS, offset);
    }

    /** The address of the field, in an accessor that writes. */
    final CodeBlock writePlace() {
        return CodeBlock.of("$T.writeAddress(this) + $N", Names.STRUCT_ACCESS, offset);
    }

    /** The address of the field, where the flyweight's is in a local variable. */
    final CodeBlock localPlace() {
        return CodeBlock.of("address + $N", offset);
    }

    static CodeBlock fence() {
        return CodeBlock.of("$T.reachabilityFence(this)", Names.REFERENCE);
    }
}
