package dev.shm.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import java.util.Locale;

/** Types that generated code calls, and names in it that depend on names of the user's. */
final class Names {
    static final ClassName STRUCT = struct("Struct");
    static final ClassName STRUCT_TYPE = struct("StructType");
    static final ClassName STRUCT_LAYOUT = struct("StructLayout");
    static final ClassName FIELD_TYPE = struct("FieldType");
    static final ClassName STRUCT_ACCESS = struct("StructAccess");
    static final ClassName TEXT_ACCESS = struct("TextAccess");
    static final ClassName RAW_MEMORY = ClassName.get("dev.shm.memory", "RawMemory");
    static final ClassName REFERENCE = ClassName.get("java.lang.ref", "Reference");

    /** Of the whole class, so that two fields cannot get one constant. */
    private final NameAllocator constants = new NameAllocator();

    Names() {
        constants.newName("LAYOUT");
        constants.newName("TYPE");
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
        return constants.newName(name.toString().toUpperCase(Locale.ROOT) + suffix);
    }

    private static ClassName struct(String name) {
        return ClassName.get("dev.shm.struct", name);
    }
}
