package dev.shm.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Layouts as people read them: one as a table, two as their difference. */
final class LayoutTable {
    private static final int SHOWN_CONSTANTS = 12;

    private LayoutTable() {}

    static String describe(StructLayout layout) {
        int typeWidth = "type".length();
        for (StructField field : layout.fields())
            typeWidth = Math.max(typeWidth, type(field).length());
        StringBuilder table = new StringBuilder();
        table.append(title(layout)).append('\n');
        row(table, typeWidth, "offset", "size", "type", "field");
        int end = 0;
        for (StructField field : layout.fields()) {
            padding(table, typeWidth, end, field.offset());
            row(table, typeWidth, "" + field.offset(), "" + field.sizeBytes(), type(field), name(field));
            end = field.offset() + field.sizeBytes();
        }
        padding(table, typeWidth, end, layout.sizeBytes());
        return table.toString();
    }

    static String difference(StructLayout expected, StructLayout found) {
        if (expected.equals(found)) return "";
        List<String> lines = new ArrayList<>();
        if (!title(expected).equals(title(found))) {
            lines.add("expected " + title(expected) + ", found " + title(found));
        }
        Set<String> known = new HashSet<>();
        for (StructField field : expected.fields()) {
            known.add(field.name());
            StructField other = found.field(field.name());
            String wanted = "field '" + field.name() + "': expected " + field;
            if (other == null) lines.add(wanted + ", found no such field");
            else if (!field.toString().equals(other.toString())) lines.add(wanted + ", found " + other);
        }
        for (StructField field : found.fields()) {
            if (!known.contains(field.name())) {
                lines.add("field '" + field.name() + "': expected no such field, found " + field);
            }
        }
        return String.join("\n", lines);
    }

    private static String title(StructLayout layout) {
        return layout.name() + " version " + layout.version() + " of " + layout.sizeBytes() + " bytes, aligned to "
                + layout.alignment();
    }

    private static String type(StructField field) {
        return field.type() == FieldType.TEXT ? field.typeWord() + "[" + field.maxBytes() + "]" : field.typeWord();
    }

    private static String name(StructField field) {
        List<String> constants = field.constants();
        if (constants.isEmpty()) return field.name();
        if (constants.size() <= SHOWN_CONSTANTS) return field.name() + " { " + String.join(", ", constants) + " }";
        return field.name() + " { " + String.join(", ", constants.subList(0, SHOWN_CONSTANTS)) + ", ... "
                + constants.size() + " in all }";
    }

    private static void padding(StringBuilder table, int typeWidth, int from, int to) {
        if (to > from) row(table, typeWidth, "" + from, "" + (to - from), "", "(padding)");
    }

    private static void row(StringBuilder table, int typeWidth, String offset, String size, String type, String name) {
        table.append(String.format("%6s  %6s  %-" + typeWidth + "s  %s%n", offset, size, type, name)
                .replace(System.lineSeparator(), "\n"));
    }
}
