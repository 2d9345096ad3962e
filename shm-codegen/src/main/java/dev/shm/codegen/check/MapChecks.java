package dev.shm.codegen.check;

import dev.shm.codegen.model.Companion;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the map that a struct asks for. */
final class MapChecks {
    /** As the maps have it. */
    private static final int MAX_STRUCT_BYTES = 1 << 20;

    private MapChecks() {}

    static void checkKey(StructModel struct, List<Finding> findings) {
        if (!struct.companions().contains(Companion.MAP) || struct.fields().isEmpty()) return;
        if (struct.mapKey().isEmpty()) {
            add(Problem.NO_KEY, struct, findings, struct.fields().get(0).name());
        }
        Set<String> seen = new HashSet<>();
        for (String name : struct.mapKey()) {
            FieldModel field = struct.field(name);
            if (field == null) {
                List<String> names =
                        struct.fields().stream().map(FieldModel::name).toList();
                add(Problem.UNKNOWN_KEY, struct, findings, name, String.join(", ", names));
            } else if (!seen.add(name)) {
                add(Problem.KEY_TWICE, struct, findings, name);
            } else if (field.isArray()) {
                add(Problem.KEY_ARRAY, struct, findings, name);
            }
        }
    }

    static void checkSize(StructModel struct, List<Finding> findings) {
        if (!struct.companions().contains(Companion.MAP)) return;
        int sizeBytes = struct.layout().sizeBytes();
        if (sizeBytes > MAX_STRUCT_BYTES) {
            add(Problem.TOO_LARGE_FOR_MAP, struct, findings, sizeBytes, MAX_STRUCT_BYTES);
        }
    }

    private static void add(Problem problem, StructModel struct, List<Finding> findings, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = struct.valueType();
        System.arraycopy(more, 0, arguments, 1, more.length);
        findings.add(Finding.of(problem, struct.element(), arguments));
    }
}
