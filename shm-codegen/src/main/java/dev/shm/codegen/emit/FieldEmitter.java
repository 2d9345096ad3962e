package dev.shm.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import javax.lang.model.element.Modifier;

/**
 * Everything that generated code has because of one field: its constants and accessors here, its part of a whole value
 * in {@link WholeField}.
 */
abstract class FieldEmitter {
    final FieldModel field;
    final StructField place;
    final AccessorNames accessors;
    final TypeName sharedType;
    final String offset;

    /** Of an array: how many elements, and from one to the next. */
    final String length;

    final String stride;

    FieldEmitter(FieldModel field, StructField place, TypeName sharedType, Names names) {
        this.field = field;
        this.place = place;
        this.accessors = AccessorNames.of(field);
        this.sharedType = sharedType;
        this.offset = names.constant(field.name(), "_OFFSET");
        this.length = place.isArray() ? names.constant(field.name(), "_LENGTH") : "";
        this.stride = place.isArray() ? names.constant(field.name(), "_STRIDE") : "";
    }

    static FieldEmitter of(FieldModel field, StructField place, TypeName sharedType, Names names) {
        return place.type() == FieldType.STRUCT
                ? new StructEmitter(field, place, sharedType, names)
                : new ValueFieldEmitter(field, place, sharedType, names);
    }

    /** The call that adds the field to the builder of the layout. */
    final CodeBlock layoutCall() {
        CodeBlock.Builder call = valueLayoutCall().toBuilder();
        if (place.isArray()) call.add(".length($N)", length);
        if (place.raisedAlignment() != 0) call.add(".align($L)", place.raisedAlignment());
        if (place.isOnOwnLine()) call.add(".cacheLine()");
        if (place.since() > 1) call.add(".since($L)", place.since());
        return call.build();
    }

    abstract CodeBlock valueLayoutCall();

    /** Constants beside the offset that the layout is built from. */
    void addNumbers(TypeSpec.Builder type) {
        if (!place.isArray()) return;
        type.addField(constant(length, place.length()));
        type.addField(constant(stride, place.elementBytes()));
    }

    /** Constants that are checked against the layout, and what the flyweight keeps. */
    void addTables(TypeSpec.Builder type) {}

    abstract void addAccessors(TypeSpec.Builder type);

    /** The part in {@code get} and {@code set}. */
    abstract WholeField whole();

    final FieldSpec offsetConstant() {
        return constant(offset, place.offset());
    }

    static FieldSpec constant(String name, int value) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", value)
                .build();
    }

    /** A public method, with the index of an element as its first parameter if the field is an array. */
    final MethodSpec.Builder method(String name, TypeName returns) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returns);
        if (place.isArray()) method.addParameter(TypeName.INT, "index");
        return method;
    }

    /** A method that takes {@code value} and returns the flyweight. */
    final MethodSpec.Builder setter(String name, TypeName type) {
        return method(name, sharedType).addParameter(type, "value");
    }

    /** The field in documentation: {@code levels[index]} for an array. */
    final String documented() {
        return place.isArray() ? field.name() + "[index]" : field.name();
    }

    /** What every accessor of an array says. */
    final CodeBlock indexDoc() {
        return place.isArray()
                ? CodeBlock.of("\n\n@throws IndexOutOfBoundsException if there is no such element\n")
                : CodeBlock.of("");
    }

    /** The address of the value, in an accessor that only reads. */
    final CodeBlock readPlace() {
        return CodeBlock.of("$L + $L", addressFor("read", place.since()), offset());
    }

    /** The address of the value, in an accessor that writes. */
    final CodeBlock writePlace() {
        return CodeBlock.of("$L + $L", addressFor("write", place.since()), offset());
    }

    /** The call that gives the flyweight's address, for fields that came with a version. */
    static CodeBlock addressFor(String access, int since) {
        return since == 1
                ? CodeBlock.of("$T.$LAddress(this)", Names.STRUCT_ACCESS, access)
                : CodeBlock.of("$T.$LAddress(this, $L)", Names.STRUCT_ACCESS, access, since);
    }

    /** The offset of the value: of the element at {@code index} for an array. */
    final CodeBlock offset() {
        if (!place.isArray()) return CodeBlock.of("$N", offset);
        return CodeBlock.of("$T.element($N, $N, $N, index)", Names.STRUCT_ACCESS, offset, length, stride);
    }

    static CodeBlock fence() {
        return CodeBlock.of("$T.reachabilityFence(this)", Names.REFERENCE);
    }
}
