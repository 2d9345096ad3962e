package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Types that generated code calls, and names in it that depend on names of the user's. */
final class Names {
    static final ClassName STRUCT = struct("Struct");
    static final ClassName STRUCT_TYPE = struct("StructType");
    static final ClassName STRUCT_LAYOUT = struct("StructLayout");
    static final ClassName LAYOUT_BUILDER = struct("LayoutBuilder");
    static final ClassName FIELD_TYPE = struct("FieldType");
    static final ClassName STRUCT_ACCESS = struct("StructAccess");
    static final ClassName TEXT_ACCESS = struct("TextAccess");
    static final ClassName BYTES_ACCESS = struct("BytesAccess");
    static final ClassName BOXED_ACCESS = struct("BoxedAccess");
    static final ClassName VALUE_ACCESS = struct("ValueAccess");
    static final ClassName RAW_MEMORY = ClassName.get("dev.shm.memory", "RawMemory");
    static final ClassName REFERENCE = ClassName.get("java.lang.ref", "Reference");

    static final ClassName OBJECTS = ClassName.get(Objects.class);
    static final ClassName ARRAYS = ClassName.get(Arrays.class);

    private static final List<ClassName> CALLED = List.of(
            STRUCT_ACCESS,
            TEXT_ACCESS,
            BYTES_ACCESS,
            BOXED_ACCESS,
            VALUE_ACCESS,
            RAW_MEMORY,
            REFERENCE,
            OBJECTS,
            ARRAYS);

    /** Of the whole class, so that two fields cannot get one constant. */
    private final NameAllocator constants = new NameAllocator();

    private final List<String> given = new ArrayList<>();
    private final List<ClassName> called = new ArrayList<>(CALLED);

    private final Set<String> methods = new HashSet<>();
    private final Map<TypeName, EnumTable> enums = new HashMap<>();

    Names(StructModel struct) {
        member("LAYOUT");
        member("TYPE");
        for (FieldModel field : struct.fields()) methods.addAll(AccessorNames.all(field));
    }

    /** A new private method, which is no accessor; numbered from the second of its name on. */
    String method(String name) {
        String method = name;
        for (int i = 2; !methods.add(method); i++) method = name + i;
        return method;
    }

    /** What the class has of the enum type of a field. */
    EnumTable enumTable(FieldModel field) {
        ClassName type = (ClassName) field.value().typeName();
        return enums.computeIfAbsent(type, any -> new EnumTable(field.value(), type.simpleName(), this));
    }

    /** A new constant for a field: {@code SYMBOL_MAX_BYTES} for {@code symbol}. */
    String constant(String field, String suffix) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean startsWord = i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(field.charAt(i - 1));
            if (startsWord) name.append('_');
            name.append(c);
        }
        String constant = constants.newName(name.toString().toUpperCase(Locale.ROOT) + suffix);
        given.add(constant);
        return constant;
    }

    /** A new field of the flyweight's. */
    String member(String name) {
        String member = constants.newName(name);
        given.add(member);
        return member;
    }

    /** For the local variables of a method: none of them hides a constant, or a type that generated code calls. */
    NameAllocator locals() {
        NameAllocator locals = new NameAllocator();
        Set<String> taken = new HashSet<>(given);
        taken.forEach(locals::newName);
        for (ClassName type : called) {
            String root = type.packageName().split("\\.", 2)[0]; // where it is named in full
            for (String name : List.of(type.simpleName(), root)) {
                if (!name.isEmpty() && taken.add(name)) locals.newName(name);
            }
        }
        return locals;
    }

    /** Keeps locals from hiding one more type. */
    void call(ClassName type) {
        called.add(type);
    }

    /**
     * A class in the flyweight. It hides no type of the user's that generated code names, which in the unnamed package
     * nothing could qualify, and is hidden by none.
     */
    static ClassName nested(StructModel struct, String name) {
        Set<String> taken = new HashSet<>(struct.memberTypes());
        taken.addAll(struct.valueType().simpleNames());
        for (FieldModel field : struct.fields()) {
            if (field.value().typeName() instanceof ClassName type) taken.addAll(type.simpleNames());
        }
        String free = name;
        while (taken.contains(free)) free += "_";
        return struct.sharedType().nestedClass(free);
    }

    private static ClassName struct(String name) {
        return ClassName.get("dev.shm.struct", name);
    }
}
