package dev.shm.struct;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a layout that may have been written by anyone.
 *
 * <p>It takes only what the builder needs and computes the rest. The text is right exactly if the layout so built has
 * the same text; that one comparison answers for offsets, sizes, number formats and spaces.
 */
final class LayoutParser {
    private final String text;
    private int at;

    LayoutParser(String text) {
        this.text = text;
    }

    StructLayout parse() {
        if (text.length() > StructLayout.MAX_TEXT_LENGTH) {
            throw new CorruptStructException("a layout text of " + text.length() + " characters: the longest has "
                    + StructLayout.MAX_TEXT_LENGTH);
        }
        StructLayout layout;
        try {
            layout = struct();
        } catch (IllegalArgumentException e) {
            throw new CorruptStructException("layout text, line " + line(at) + ": " + e.getMessage(), e);
        }
        if (!layout.text().equals(text)) throw notCanonical(layout.text());
        return layout;
    }

    private StructLayout struct() {
        expect("struct ");
        String name = word();
        expect(" version ");
        StructLayout.Builder builder = StructLayout.builder(name, number());
        expect(" size ");
        number();
        expect(" align ");
        number();
        expect(" {\n");
        while (!text.startsWith("}", at)) {
            field(builder);
        }
        expect("}\n");
        return builder.build();
    }

    private void field(StructLayout.Builder builder) {
        expect("  ");
        String type = word();
        expect(" ");
        String name = word();
        switch (type) {
            case "text16", "text32" -> {
                expect("[");
                builder.text(name, number());
                expect("]");
            }
            case "enum8", "enum16" -> builder.enumeration(name, constants());
            default -> builder.field(name, primitive(type));
        }
        expect("; // ");
        number();
        expect("\n");
    }

    private List<String> constants() {
        expect(" { ");
        List<String> constants = new ArrayList<>();
        constants.add(word());
        while (text.startsWith(", ", at)) {
            at += 2;
            constants.add(word());
            if (constants.size() > StructLayout.MAX_CONSTANTS) throw new IllegalArgumentException("too many constants");
        }
        expect(" }");
        return constants;
    }

    private static FieldType primitive(String word) {
        for (FieldType type : FieldType.values()) {
            if (type.isPrimitive() && type.cName().equals(word)) return type;
        }
        throw new IllegalArgumentException("'" + LayoutNames.printable(word) + "' is no type of this version");
    }

    private void expect(String literal) {
        if (!text.startsWith(literal, at)) {
            String found = text.substring(at, Math.min(text.length(), at + 20));
            throw new IllegalArgumentException(
                    "expected '" + literal.strip() + "', found '" + LayoutNames.printable(found) + "'");
        }
        at += literal.length();
    }

    private String word() {
        int start = at;
        while (at < text.length() && " ,;[]{}\n".indexOf(text.charAt(at)) < 0) at++;
        return text.substring(start, at);
    }

    private int number() {
        String digits = word();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + LayoutNames.printable(digits) + "' is not a number", e);
        }
    }

    private CorruptStructException notCanonical(String canonical) {
        int same = 0;
        int shorter = Math.min(text.length(), canonical.length());
        while (same < shorter && text.charAt(same) == canonical.charAt(same)) same++;
        return new CorruptStructException("layout text, line " + line(same) + ": found '"
                + LayoutNames.printable(lineAround(text, same)) + "', but these fields give '"
                + LayoutNames.printable(lineAround(canonical, same)) + "'");
    }

    private int line(int index) {
        return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
    }

    private static String lineAround(String text, int index) {
        int start = text.lastIndexOf('\n', index - 1) + 1;
        int end = text.indexOf('\n', Math.min(index, text.length()));
        return text.substring(Math.min(start, text.length()), end < start ? text.length() : end);
    }
}
