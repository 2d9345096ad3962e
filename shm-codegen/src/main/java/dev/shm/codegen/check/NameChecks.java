package dev.shm.codegen.check;

import dev.shm.codegen.model.Access;
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
        checkAccessorsOfValue(struct, findings);
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

    /** Of a class: {@code getA()} would do for the private fields {@code a} and {@code A}. */
    private static void checkAccessorsOfValue(StructModel struct, List<Finding> findings) {
        if (struct.isRecord() || struct.isInterface()) return;
        Map<String, FieldModel> readers = new HashMap<>();
        Map<String, FieldModel> writers = new HashMap<>();
        for (FieldModel field : struct.fields()) {
            Access shared = field.reading();
            FieldModel other = shared.isMethod() ? readers.putIfAbsent(shared.name(), field) : null;
            if (other == null) {
                shared = field.writing();
                other = shared.isMethod() ? writers.putIfAbsent(shared.name() + field.typeName(), field) : null;
            }
            if (other == null || other.name().equals(field.name())) continue; // the same name is a problem by itself
            findings.add(
                    Finding.of(Problem.SHARED_ACCESSOR, field.element(), field.name(), other.name(), shared.name()));
        }
    }
}
