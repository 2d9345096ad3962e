package dev.shm.codegen.check;

import dev.shm.codegen.model.StructModel;
import dev.shm.struct.SharedStruct;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;

/** What to say of members that a struct has from another one. */
public final class Inherited {
    private Inherited() {}

    /**
     * The findings that are a struct's own: not those that the structs above have by themselves, and what only the heir
     * cannot do with a member of theirs is said of the heir.
     *
     * @param above those whose own findings are reported, too
     */
    public static List<Finding> own(StructModel struct, List<Finding> findings, List<StructModel> above) {
        Set<List<Object>> told = new HashSet<>();
        for (StructModel base : above) {
            for (Finding finding : StructCheck.checkedAlone(base)) told.add(key(finding));
        }
        return findings.stream()
                .filter(finding -> !told.contains(key(finding)))
                .map(finding -> atHeir(struct, finding))
                .toList();
    }

    /** Without the message, which may name the struct. */
    private static List<Object> key(Finding finding) {
        return Arrays.asList(finding.problem(), finding.element());
    }

    private static Finding atHeir(StructModel struct, Finding finding) {
        Element element = finding.element();
        Element declaring = element == null ? null : element.getEnclosingElement();
        if (declaring == null || struct.element().equals(element)) return finding;
        boolean isOthers = !struct.element().equals(declaring) && declaring.getAnnotation(SharedStruct.class) != null;
        if (!isOthers) return finding;
        String heir = String.format(
                " (in %s, inherited from %s)", struct.element().getSimpleName(), declaring.getSimpleName());
        return new Finding(finding.problem(), struct.element(), finding.message() + heir);
    }
}
