package dev.shm.codegen.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.shm.codegen.model.AccessorNames;
import dev.shm.codegen.model.FieldModel;
import dev.shm.codegen.model.StructModel;
import dev.shm.codegen.model.ValueModel;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructLayout;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
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
        int before = findings.size();
        if (field.type() == null) {
            checks.add(Problem.UNSUPPORTED_TYPE, field.typeName());
        } else {
            checks.checkMode();
            checks.checkLimit(field.marks().maxBytes());
            checks.checkLength(field.marks().length());
            checks.checkScale(field.marks().scale());
            checks.checkAlign(field.marks().align());
            checks.checkSince(struct, field.marks().since());
            if (!field.value().isReachable())
                checks.add(Problem.HIDDEN_TYPE, field.value().typeName());
            if (field.type() == FieldType.ENUM) checks.checkEnum();
            if (field.type() == FieldType.STRUCT) checks.checkInner(struct);
        }
        if (findings.size() == before) checks.checkNaturalAlignment(struct);
        checks.checkAccess(struct);
    }

    private void checkMode() {
        boolean isVolatileArray = field.isVolatile() && field.isArray();
        if (field.isPrimitive() && !isVolatileArray) return;
        if (field.marks().atomic()) add(Problem.ATOMIC_TYPE, field.typeName());
        if (field.isVolatile()) add(Problem.VOLATILE_TYPE, field.typeName());
    }

    private void checkLimit(@Nullable Integer limit) {
        if (!field.isSized()) {
            if (limit != null) add(Problem.STRAY_LIMIT, field.typeName());
        } else if (limit == null) {
            add(Problem.NO_LIMIT, field.typeName());
        } else if (limit < 1 || limit > StructLayout.MAX_TEXT_BYTES) {
            add(Problem.BAD_LIMIT, limit, StructLayout.MAX_TEXT_BYTES);
        }
    }

    private void checkLength(@Nullable Integer length) {
        if (!field.isArray()) {
            if (length != null) add(Problem.STRAY_LENGTH, field.typeName());
        } else if (length == null) {
            String orBytes = field.type() == FieldType.BYTE && !field.value().isBoxed()
                    ? ", or '@MaxBytes(64) byte[] " + field.name() + "' for up to so many"
                    : "";
            add(Problem.NO_LENGTH, field.typeName(), orBytes);
        } else if (length < 1 || length > StructLayout.MAX_SIZE_BYTES) {
            add(Problem.BAD_LENGTH, length, StructLayout.MAX_SIZE_BYTES);
        }
    }

    private void checkScale(@Nullable Integer scale) {
        if (field.type() != FieldType.DECIMAL) {
            if (scale != null) add(Problem.STRAY_SCALE, field.typeName());
        } else if (scale == null) {
            add(Problem.NO_SCALE);
        } else if (scale < 0 || scale > StructLayout.MAX_SCALE) {
            add(Problem.BAD_SCALE, scale, StructLayout.MAX_SCALE);
        }
    }

    private void checkAlign(@Nullable Integer align) {
        if (align == null) return;
        if (Integer.bitCount(align) != 1 || align < 2 || align > StructLayout.LINE_BYTES) {
            add(Problem.BAD_ALIGN, align, StructLayout.LINE_BYTES);
        }
    }

    /** Lays out the field alone, which is the only way to know what its type asks for. */
    private void checkNaturalAlignment(StructModel struct) {
        Integer align = field.marks().align();
        if (align == null) return;
        try {
            field.addTo(StructLayout.builder("alone", struct.version()));
        } catch (IllegalArgumentException e) {
            add(Problem.BAD_ALIGN, align, StructLayout.LINE_BYTES);
        }
    }

    private void checkSince(StructModel struct, @Nullable Integer since) {
        if (since != null && (since < 2 || since > struct.version())) {
            add(Problem.BAD_SINCE, since, struct.version());
            return;
        }
        int own = since == null ? 1 : since;
        int before = struct.versionBefore(field);
        if (own < before) add(Problem.SINCE_ORDER, own, before);
    }

    private void checkEnum() {
        int count = field.value().constants().size();
        if (count < 1 || count > StructLayout.MAX_CONSTANTS) {
            add(Problem.BAD_ENUM, field.value().typeName(), count, StructLayout.MAX_CONSTANTS);
        }
    }

    private void checkInner(StructModel struct) {
        StructModel inner = field.value().struct();
        if (leadsTo(field.value(), struct.valueType()))
            add(Problem.CONTAINS_ITSELF, struct.valueType().simpleName());
        else if (inner == null || !StructCheck.isSound(inner))
            add(Problem.BAD_INNER, field.value().typeName());
    }

    /** Whether a value is, or has somewhere inside, a struct; the scan stops at one that it came from. */
    private static boolean leadsTo(ValueModel value, ClassName struct) {
        TypeName type =
                value.typeName() instanceof ParameterizedTypeName generic ? generic.rawType() : value.typeName();
        if (type.equals(struct)) return true;
        StructModel inner = value.struct();
        return inner != null && inner.fields().stream().anyMatch(field -> leadsTo(field.value(), struct));
    }

    private void checkAccess(StructModel struct) {
        if (struct.isRecord()) return;
        String capitalized = AccessorNames.capitalized(field.name());
        if (field.isFinal()) {
            String simpleName = struct.valueType().simpleName();
            add(Problem.FINAL_FIELD, isHeir(struct) ? "" : ", or make " + simpleName + " a record");
        } else if (field.writing().isMissing()) {
            add(Problem.NO_SETTER, hidden(), setterToWrite(capitalized), remedy());
        }
        if (field.reading().isMissing()) {
            add(Problem.NO_GETTER, hidden(), getterToWrite(capitalized), remedy());
        }
        Element hiding = field.hiddenBy();
        boolean isByName = field.reading().isField() || field.writing().isField();
        if (hiding != null && isByName) {
            String declaring = String.valueOf(field.element().getEnclosingElement());
            findings.add(Finding.of(Problem.HIDDEN_FIELD, hiding, field.name(), declaring));
        }
    }

    /** Which no record can be. */
    private static boolean isHeir(StructModel struct) {
        return !struct.superclass().isEmpty() || !struct.fields().stream().allMatch(struct::declares);
    }

    private String setterToWrite(String capitalized) {
        String there = field.writing().name();
        if (there.isEmpty())
            return String.format("add 'void set%s(%s %s)'", capitalized, field.typeName(), field.name());
        return String.format(
                "make the %s(%s) that is there one that this package can call on an object without 'try'",
                there, field.typeName());
    }

    private String getterToWrite(String capitalized) {
        String there = field.reading().name();
        if (!there.isEmpty()) {
            return String.format(
                    "make the %s() that is there one that returns %s and that this package can call on an object"
                            + " without 'try'",
                    there, field.typeName());
        }
        String prefix = field.type() == FieldType.BOOLEAN ? "is" : "get";
        return String.format("add '%s %s() { return %s; }'", field.typeName(), prefix + capitalized, field.name());
    }

    private String hidden() {
        return isPrivate() ? "private" : "not public, in another package";
    }

    private String remedy() {
        return isPrivate() ? "remove 'private'" : "make it public";
    }

    private boolean isPrivate() {
        return field.element().getModifiers().contains(Modifier.PRIVATE);
    }

    private void add(Problem problem, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = field.name();
        System.arraycopy(more, 0, arguments, 1, more.length);
        findings.add(Finding.of(problem, field.element(), arguments));
    }
}
