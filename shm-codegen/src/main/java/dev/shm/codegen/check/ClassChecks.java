package dev.shm.codegen.check;

import dev.shm.codegen.model.InterfaceMethod;
import dev.shm.codegen.model.StrayMark;
import dev.shm.codegen.model.StructModel;
import java.util.List;
import javax.lang.model.element.ElementKind;

/** What is wrong with the class as a whole. */
final class ClassChecks {
    private ClassChecks() {}

    /** Adds the problems; false if the class has no fields worth looking at. */
    static boolean check(StructModel struct, List<Finding> findings) {
        if (struct.kind() != ElementKind.CLASS && !struct.isRecord() && !struct.isInterface()) {
            add(Problem.NOT_A_CLASS, struct, findings);
            return false;
        }
        String simpleName = struct.valueType().simpleName();
        if (struct.isPrivate()) add(Problem.PRIVATE_CLASS, struct, findings, simpleName);
        if (struct.isInner()) add(Problem.INNER_CLASS, struct, findings, simpleName);
        if (struct.isGeneric()) add(Problem.GENERIC_CLASS, struct, findings);
        if (struct.isAbstract()) add(Problem.ABSTRACT_CLASS, struct, findings);
        if (struct.isSealed() && struct.isInterface()) add(Problem.SEALED_INTERFACE, struct, findings, simpleName);
        if (!struct.superclass().isEmpty()) add(Problem.SUPERCLASS, struct, findings, struct.superclass());
        if (struct.kind() == ElementKind.CLASS && !struct.isPrivate() && !struct.hasConstructor()) {
            add(Problem.NO_CONSTRUCTOR, struct, findings, simpleName);
        }
        if (struct.fields().isEmpty()) add(Problem.NO_FIELDS, struct, findings);
        if (struct.version() < 1) add(Problem.BAD_VERSION, struct, findings, struct.version());
        for (InterfaceMethod method : struct.otherMethods()) {
            if (!method.field().isEmpty()) continue;
            findings.add(Finding.of(
                    Problem.NO_ACCESSOR,
                    method.element(),
                    method.element().getSimpleName(),
                    struct.valueType().simpleName()));
        }
        for (StrayMark stray : struct.strays()) {
            findings.add(Finding.of(
                    Problem.STRAY_MARK, stray.element(), stray.element().getSimpleName(), stray.mark()));
        }
        return true;
    }

    private static void add(Problem problem, StructModel struct, List<Finding> findings, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = struct.valueType();
        System.arraycopy(more, 0, arguments, 1, more.length);
        findings.add(Finding.of(problem, struct.element(), arguments));
    }
}
