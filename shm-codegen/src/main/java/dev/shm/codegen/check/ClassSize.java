package dev.shm.codegen.check;

import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.Access;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.codegen.model.ValueModel;
import dev.shm.struct.FieldType;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether Java can hold the class of a flyweight: its names and numbers are entries of the constant pool, of which a
 * class has so many. Counted is what the largest of accesses takes, so that javac never finds that it was more.
 */
final class ClassSize {
    static final int MAX_ENTRIES = 65_534;

    /** What each class has: types of the library, its own methods, and those that go through fields. */
    private static final int BASE = 1500;

    /** Its offset as a name, an {@code int} and a {@code long}, and its name as a text, also with a separator. */
    private static final int FIELD = 4 + 1 + 2;

    /** A name that is called or accessed. */
    private static final int REFERENCE = 3;

    /** Length and stride as names and numbers, and their product. */
    private static final int ARRAY = 2 + 2 + 4;

    /** A limit or scale as a name and a number, and a local variable. */
    private static final int LIMIT = 3;

    /** What is called of each type of a struct inside, and its classes. */
    private static final int STRUCT_TYPE = 40;

    private static final int ENUM_TYPE = 15;

    private ClassSize() {}

    /** How many entries the flyweight may need. */
    static int entries(StructModel struct) {
        int entries = BASE;
        Set<TypeName> types = new HashSet<>();
        for (FieldModel field : struct.fields()) {
            entries += FIELD
                    + REFERENCE
                    + AccessorNames.all(field).size()
                    + access(field.reading())
                    + access(field.writing());
            if (field.isArray()) entries += ARRAY;
            if (field.isSized() || field.type() == FieldType.DECIMAL) entries += LIMIT;
            ValueModel value = field.value();
            if (field.type() == FieldType.STRUCT) entries += REFERENCE;
            if (!types.add(value.typeName())) continue;
            if (field.type() == FieldType.STRUCT) entries += STRUCT_TYPE;
            if (field.type() == FieldType.ENUM)
                entries += ENUM_TYPE + 2 * value.constants().size();
        }
        return entries;
    }

    private static int access(Access access) {
        return access.isField() ? REFERENCE - 1 : REFERENCE;
    }
}
