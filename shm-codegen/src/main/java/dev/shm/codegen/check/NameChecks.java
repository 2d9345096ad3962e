package dev.shm.codegen.check;

import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the accessors of all fields, and what every struct has, go by different names. */
final class NameChecks {
    private static final Set<String> RESERVED = Set.of(
            // of Struct, now or by promise
            "get",
            "set",
            "copyFrom",
            "bind",
            "isBound",
            "asByteable",
            // of every generated class
            "allocate",
            // of Object
            "clone",
            "equals",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait");

    private NameChecks() {}

    static void check(StructModel struct, List<Finding> findings) {
        Map<String, FieldModel> owners = new HashMap<>();
        for (FieldModel field : struct.fields()) {
            for (String name : AccessorNames.all(field)) {
                if (RESERVED.contains(name)) {
                    findings.add(Finding.of(Problem.RESERVED_NAME, field.element(), field.name()));
                    continue;
                }
                FieldModel owner = owners.putIfAbsent(name, field);
                if (owner != null && !owner.equals(field)) {
                    findings.add(Finding.of(Problem.ACCESSOR_CLASH, field.element(), field.name(), owner.name(), name));
                }
            }
        }
    }
}
