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
        int typeWidth = typeWidth(layout, "");
        StringBuilder table = new StringBuilder();
        table.append(title(layout)).append('\n');
        row(table, typeWidth, "offset", "size", "type", "field");
        rows(table, typeWidth, layout, "");
        return table.toString();
    }

    /** The fields of a layout; of one inside another by offsets from its own start. */
    private static void rows(StringBuilder table, int typeWidth, StructLayout layout, String indent) {
        String sign = indent.isEmpty() ? "" : "+";
        int end = 0;
        for (StructField field : layout.fields()) {
            padding(table, typeWidth, sign, end, field.offset());
            row(
                    table,
                    typeWidth,
                    sign + field.offset(),
                    "" + field.sizeBytes(),
                    indent + field.typeWord(),
                    name(field));
            if (field.struct() != null) rows(table, typeWidth, field.struct(), indent + "  ");
            end = field.offset() + field.sizeBytes();
        }
        padding(table, typeWidth, sign, end, layout.sizeBytes());
    }

    private static int typeWidth(StructLayout layout, String indent) {
        int width = "type".length();
        for (StructField field : layout.fields()) {
            width = Math.max(width, indent.length() + field.typeWord().length());
            if (field.struct() != null) width = Math.max(width, typeWidth(field.struct(), indent + "  "));
        }
        return width;
    }

    static String difference(StructLayout expected, StructLayout found) {
        if (expected.equals(found)) return "";
        List<String> lines = new ArrayList<>();
        difference("", expected, found, lines);
        return String.join("\n", lines);
    }

    private static void difference(String path, StructLayout expected, StructLayout found, List<String> lines) {
        if (!title(expected).equals(title(found))) {
            String where = path.isEmpty() ? "" : "in '" + path.substring(0, path.length() - 1) + "': ";
            lines.add(where + "expected " + title(expected) + ", found " + title(found));
        }
        Set<String> known = new HashSet<>();
        for (StructField field : expected.fields()) {
            known.add(field.name());
            StructField other = found.field(field.name());
            String name = "field '" + path + field.name() + "': ";
            if (other == null) {
                lines.add(name + "expected " + field + ", found no such field");
                continue;
            }
            if (!field.toString().equals(other.toString())) lines.add(name + "expected " + field + ", found " + other);
            StructLayout struct = field.struct();
            StructLayout otherStruct = other.struct();
            if (struct != null && otherStruct != null && !struct.equals(otherStruct)) {
                difference(path + field.name() + ".", struct, otherStruct, lines);
            }
        }
        for (StructField field : found.fields()) {
            if (!known.contains(field.name())) {
                lines.add("field '" + path + field.name() + "': expected no such field, found " + field);
            }
        }
    }

    private static String title(StructLayout layout) {
        return layout.name() + " version " + layout.version() + " of " + layout.sizeBytes() + " bytes, aligned to "
                + layout.alignment();
    }

    private static String name(StructField field) {
        List<String> constants = field.constants();
        StringBuilder name = new StringBuilder(field.name());
        if (field.isArray()) name.append('[').append(field.length()).append(']');
        if (!constants.isEmpty()) {
            List<String> shown = constants.subList(0, Math.min(SHOWN_CONSTANTS, constants.size()));
            name.append(" { ").append(String.join(", ", shown));
            if (constants.size() > SHOWN_CONSTANTS) {
                name.append(", ... ").append(constants.size()).append(" in all");
            }
            name.append(" }");
        }
        if (field.type() == FieldType.DECIMAL) name.append(" scale ").append(field.scale());
        if (field.raisedAlignment() != 0) name.append(" align ").append(field.raisedAlignment());
        if (field.isOnOwnLine()) name.append(" line");
        if (field.since() > 1) name.append(" since ").append(field.since());
        return name.toString();
    }

    private static void padding(StringBuilder table, int typeWidth, String sign, int from, int to) {
        if (to > from) row(table, typeWidth, sign + from, "" + (to - from), "", "(padding)");
    }

    private static void row(StringBuilder table, int typeWidth, String offset, String size, String type, String name) {
        table.append(String.format("%6s  %6s  %-" + typeWidth + "s  %s%n", offset, size, type, name)
                .replace(System.lineSeparator(), "\n"));
    }
}
