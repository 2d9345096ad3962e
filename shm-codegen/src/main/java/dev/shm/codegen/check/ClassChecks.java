package dev.shm.codegen.check;

import dev.shm.codegen.model.StructModel;
import java.util.List;
import javax.lang.model.element.ElementKind;

/** What is wrong with the class as a whole. */
final class ClassChecks {
    private ClassChecks() {}

    /** Adds the problems; false if the class has no fields worth looking at. */
    static boolean check(StructModel struct, List<Finding> findings) {
        if (struct.kind() == ElementKind.INTERFACE) return refuse(Problem.INTERFACE, struct, findings);
        if (struct.kind() != ElementKind.CLASS && struct.kind() != ElementKind.RECORD) {
            return refuse(Problem.NOT_A_CLASS, struct, findings);
        }
        String simpleName = struct.valueType().simpleName();
        if (struct.isPrivate()) add(Problem.PRIVATE_CLASS, struct, findings, simpleName);
        if (struct.isInner()) add(Problem.INNER_CLASS, struct, findings, simpleName);
        if (struct.isGeneric()) add(Problem.GENERIC_CLASS, struct, findings);
        if (struct.isAbstract()) add(Problem.ABSTRACT_CLASS, struct, findings);
        if (!struct.superclass().isEmpty()) add(Problem.SUPERCLASS, struct, findings, struct.superclass());
        if (!struct.isRecord() && !struct.isPrivate() && !struct.hasConstructor()) {
            add(Problem.NO_CONSTRUCTOR, struct, findings, simpleName);
        }
        if (struct.fields().isEmpty()) add(Problem.NO_FIELDS, struct, findings);
        if (struct.version() < 1) add(Problem.BAD_VERSION, struct, findings, struct.version());
        return true;
    }

    private static boolean refuse(Problem problem, StructModel struct, List<Finding> findings) {
        add(problem, struct, findings);
        return false;
    }

    private static void add(Problem problem, StructModel struct, List<Finding> findings, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = struct.valueType();
        System.arraycopy(more, 0, arguments, 1, more.length);
        findings.add(Finding.of(problem, struct.element(), arguments));
    }
}
