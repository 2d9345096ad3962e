package dev.shm.codegen.check;

import com.palantir.javapoet.ClassName;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.LayoutBuilder;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds every problem of every class of a compilation; remembers the names taken in earlier rounds. */
public final class StructCheck {
    private final Map<ClassName, ClassName> taken = new HashMap<>();

    /** All problems of a class, in the order of the source; empty if it can be generated. */
    public List<Finding> check(StructModel struct) {
        List<Finding> findings = new ArrayList<>();
        if (!checkAlone(struct, findings)) return findings;
        checkNameTaken(struct, findings);
        MapChecks.checkKey(struct, findings);
        if (findings.isEmpty()) checkSize(struct, findings);
        if (findings.isEmpty()) MapChecks.checkSize(struct, findings);
        return findings;
    }

    /** What is wrong with a struct whatever others there are. */
    static List<Finding> checkedAlone(StructModel struct) {
        List<Finding> findings = new ArrayList<>();
        checkAlone(struct, findings);
        return findings;
    }

    /** Whether a struct that is a field of another can be generated. */
    static boolean isSound(StructModel struct) {
        List<Finding> findings = new ArrayList<>();
        if (!checkAlone(struct, findings)) return false;
        if (findings.isEmpty()) checkSize(struct, findings);
        return findings.isEmpty();
    }

    /** What can be said without the other structs; false if the class has no fields worth looking at. */
    private static boolean checkAlone(StructModel struct, List<Finding> findings) {
        if (!ClassChecks.check(struct, findings)) return false;
        checkId(struct, findings);
        for (FieldModel field : struct.fields()) {
            FieldChecks.check(struct, field, findings);
            checkStorableNames(field, findings);
        }
        NameChecks.check(struct, findings);
        return true;
    }

    private void checkNameTaken(StructModel struct, List<Finding> findings) {
        ClassName other = taken.putIfAbsent(struct.sharedType(), struct.valueType());
        if (other != null && !other.equals(struct.valueType())) {
            findings.add(
                    Finding.of(Problem.NAME_TAKEN, struct.element(), struct.valueType(), other, struct.sharedType()));
        }
    }

    private static void checkId(StructModel struct, List<Finding> findings) {
        try {
            StructLayout.builder(struct.id(), 1);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.of(Problem.BAD_ID, struct.element(), struct.valueType(), reason(e)));
        }
    }

    /** Java allows a little more in names than the text of a layout does. */
    private static void checkStorableNames(FieldModel field, List<Finding> findings) {
        int constants = field.value().constants().size();
        try {
            LayoutBuilder builder = StructLayout.builder("alone", 1);
            if (constants >= 1 && constants <= StructLayout.MAX_CONSTANTS) {
                builder.enumeration(field.name(), field.value().constants().toArray(new String[0]));
            } else {
                builder.field(field.name(), FieldType.BYTE);
            }
        } catch (IllegalArgumentException e) {
            findings.add(Finding.of(Problem.BAD_NAME, field.element(), field.name(), reason(e)));
        }
    }

    private static void checkSize(StructModel struct, List<Finding> findings) {
        try {
            struct.layout();
        } catch (IllegalArgumentException e) {
            findings.add(Finding.of(Problem.TOO_LARGE, struct.element(), struct.valueType(), reason(e)));
            return;
        }
        int entries = ClassSize.entries(struct);
        if (entries > ClassSize.MAX_ENTRIES) {
            String reason =
                    "its accessors need up to " + entries + " entries in the constant pool of their class, and Java"
                            + " allows " + ClassSize.MAX_ENTRIES + ": put some fields into a struct inside";
            findings.add(Finding.of(Problem.TOO_LARGE, struct.element(), struct.valueType(), reason));
        }
    }

    private static String reason(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }
}
