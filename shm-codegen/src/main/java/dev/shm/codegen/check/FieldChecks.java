package dev.shm.codegen.check;

import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with one field by itself. */
final class FieldChecks {
    private final FieldModel field;
    private final List<Finding> findings;

    private FieldChecks(FieldModel field, List<Finding> findings) {
        this.field = field;
        this.findings = findings;
    }

    static void check(StructModel struct, FieldModel field, List<Finding> findings) {
        FieldChecks checks = new FieldChecks(field, findings);
        if (field.type() == null) {
            checks.add(Problem.UNSUPPORTED_TYPE, field.typeName());
        } else {
            checks.checkMode();
            checks.checkLimit(field.maxBytes());
            if (field.type() == FieldType.ENUM) checks.checkEnum();
        }
        checks.checkAccess(struct);
    }

    private void checkMode() {
        if (field.isPrimitive()) return;
        if (field.isAtomic()) add(Problem.ATOMIC_TYPE, field.typeName());
        if (field.isVolatile()) add(Problem.VOLATILE_TYPE, field.typeName());
    }

    private void checkLimit(@Nullable Integer limit) {
        if (field.type() != FieldType.TEXT) {
            if (limit != null) add(Problem.STRAY_LIMIT, field.typeName());
        } else if (limit == null) {
            add(Problem.NO_LIMIT);
        } else if (limit < 1 || limit > StructLayout.MAX_TEXT_BYTES) {
            add(Problem.BAD_LIMIT, limit, StructLayout.MAX_TEXT_BYTES);
        }
    }

    private void checkEnum() {
        int count = field.constants().size();
        if (!field.isTypeReachable()) add(Problem.HIDDEN_ENUM, field.typeName());
        if (count < 1 || count > StructLayout.MAX_CONSTANTS) {
            add(Problem.BAD_ENUM, field.typeName(), count, StructLayout.MAX_CONSTANTS);
        }
    }

    private void checkAccess(StructModel struct) {
        if (struct.isRecord()) return;
        String capitalized = AccessorNames.capitalized(field.name());
        if (field.isFinal()) {
            add(Problem.FINAL_FIELD, struct.valueType().simpleName());
        } else if (field.writing().isMissing()) {
            add(Problem.NO_SETTER, capitalized, field.typeName());
        }
        if (field.reading().isMissing()) {
            String prefix = field.type() == FieldType.BOOLEAN ? "is" : "get";
            add(Problem.NO_GETTER, field.typeName(), prefix + capitalized);
        }
    }

    private void add(Problem problem, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = field.name();
        System.arraycopy(more, 0, arguments, 1, more.length);
        findings.add(Finding.of(problem, field.element(), arguments));
    }
}
