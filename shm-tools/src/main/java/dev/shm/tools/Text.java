package dev.shm.tools;

import dev.shm.spi.Description;
import dev.shm.spi.Description.Counter;
import dev.shm.spi.Finding;
import dev.shm.struct.DamagedValue;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Descriptions for people: names and values in two columns, lists of like things as tables. */
final class Text {
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{Alnum}._:/+-]+");
    private static final int MAX_IN_LINE = 7;

    private final PrintWriter writer;

    Text(PrintWriter writer) {
        this.writer = writer;
    }

    /** Prints all values but those named. */
    void describe(Description description, int indent, String... without) {
        List<String> hidden = List.of(without);
        int width = description.values().keySet().stream()
                .filter(name -> !hidden.contains(name))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        description.values().forEach((name, value) -> {
            if (!hidden.contains(name)) describe(name, width, value, description.isOfFields(), indent);
        });
        findings(description, indent);
    }

    private void describe(String name, int width, @Nullable Object value, boolean field, int indent) {
        if (isTable(value)) {
            line(indent, printable(name));
            table(descriptions(value), indent + 2);
        } else if (value instanceof Description child && !isShort(child)) {
            line(indent, printable(name));
            describe(child, indent + 2);
        } else {
            line(indent, printable(name) + " ".repeat(width - name.length() + 2) + shown(name, value, field));
            if (value instanceof Description child) findings(child, indent);
        }
    }

    /** Prints descriptions of like things, one a row, each name once. */
    void table(List<Description> rows, int indent) {
        List<String> names = rows.stream()
                .flatMap(row -> row.values().keySet().stream())
                .distinct()
                .toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(names.stream()
                .map(name -> printable(name).toUpperCase(Locale.ROOT))
                .toList());
        for (Description row : rows) {
            cells.add(names.stream()
                    .map(name -> shown(name, row.values().get(name), row.isOfFields()))
                    .toList());
        }
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < names.size(); column++) {
                int at = column;
                int width = cells.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                Object first = rows.get(0).values().get(names.get(column));
                boolean right = first instanceof Number || first instanceof Counter;
                String pad = " ".repeat(width - row.get(column).length());
                line.append(right ? pad + row.get(column) : row.get(column) + pad)
                        .append("  ");
            }
            line(indent, line.toString().stripTrailing());
        }
        rows.forEach(row -> findings(row, indent));
    }

    private void findings(Description description, int indent) {
        for (Finding finding : description.ownFindings()) {
            String where = finding.where().isEmpty() ? "" : printable(finding.where()) + ": ";
            line(indent, "! " + Output.severity(finding) + ": " + where + printable(finding.message()));
        }
    }

    private void line(int indent, String text) {
        writer.println(" ".repeat(indent) + text);
    }

    private static boolean isTable(@Nullable Object value) {
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(element -> element instanceof Description row && isFlat(row));
    }

    private static List<Description> descriptions(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(Description.class::cast).toList();
    }

    private static boolean isFlat(Description description) {
        return description.values().values().stream()
                .noneMatch(value -> value instanceof Description || isTable(value));
    }

    /** Whether it goes on a line; a struct's fields have one each. */
    private static boolean isShort(Description description) {
        return !description.isOfFields()
                && isFlat(description)
                && description.values().size() <= MAX_IN_LINE;
    }

    /** A value on one line. */
    static String shown(String name, @Nullable Object value, boolean field) {
        if (value == null) return field ? "null" : "none";
        if (value instanceof Description child) {
            return child.values().entrySet().stream()
                    .map(entry -> printable(entry.getKey()) + " "
                            + shown(entry.getKey(), entry.getValue(), child.isOfFields()))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof List<?> elements) return list(name, elements, field);
        if (value instanceof DamagedValue damaged) {
            return (damaged.mayBeLater() ? "<unknown: " : "<damaged: ") + printable(damaged.found()) + ">";
        }
        if (value instanceof Counter counter) return Long.toString(counter.value());
        if (field) return value instanceof String text ? quoted(text) : printable(value.toString());
        if (value instanceof Boolean yes) return yes ? "yes" : "no";
        if (value instanceof Instant instant)
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        if (value instanceof Long bytes && name.endsWith("bytes")) return String.format(Locale.ROOT, "%,d", bytes);
        return printable(value.toString());
    }

    private static String list(String name, List<?> elements, boolean field) {
        if (elements.isEmpty() && !field) return "none";
        return elements.stream()
                .map(element -> element instanceof Description child && child.isOfFields()
                        ? "{" + shown(name, child, true) + "}"
                        : shown(name, element, field))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text so that its ends can be seen, and null is not mistaken for it. */
    private static String quoted(String text) {
        if (PLAIN_WORD.matcher(text).matches() && !text.equals("null")) return text;
        return '"' + printable(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** A text from anywhere, without what could steer a terminal. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) printable.appendCodePoint(c);
            else printable.append(String.format("\\u%04x", c));
        });
        return printable.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The values of an object that do not say what it is, for headings. */
    static String heading(Map<String, @Nullable Object> object) {
        return printable(String.valueOf(object.get("type"))) + " " + printable(String.valueOf(object.get("name")));
    }
}
