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
        LayoutBuilder builder = body("");
        expect("}\n");
        return builder.build();
    }

    /** A struct up to its closing brace. */
    private LayoutBuilder body(String indent) {
        if (indent.length() > 2 * StructLayout.MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + StructLayout.MAX_DEPTH + " structs inside one another");
        }
        expect("struct ");
        String name = word();
        expect(" version ");
        LayoutBuilder builder = StructLayout.builder(name, number());
        expect(" size ");
        number();
        expect(" align ");
        number();
        expect(" {\n");
        while (!text.startsWith(indent + "}", at)) field(builder, indent + "  ");
        expect(indent);
        return builder;
    }

    private void field(LayoutBuilder builder, String indent) {
        expect(indent);
        if (text.startsWith("struct ", at)) {
            StructLayout struct = body(indent).build();
            expect("} ");
            String name = word();
            int length = bracket();
            builder.struct(name, struct);
            modifiers(builder, length);
        } else {
            String type = word();
            expect(" ");
            String name = word();
            int first = bracket();
            int second = bracket();
            switch (type) {
                case "text16", "text32" -> builder.text(name, second < 0 ? first : second);
                case "bytes16", "bytes32" -> builder.bytes(name, second < 0 ? first : second);
                case "enum8", "enum16" -> builder.enumeration(name, constants());
                case "decimal64" -> builder.decimal(name, after(" scale "));
                default -> plain(builder, name, type);
            }
            boolean sized = type.startsWith("text") || type.startsWith("bytes");
            modifiers(builder, sized && second < 0 ? -1 : first);
        }
        expect("; // ");
        number();
        expect("\n");
    }

    /** What may follow any field; {@code length} below zero is no array. */
    private void modifiers(LayoutBuilder builder, int length) {
        if (length >= 0) builder.length(length);
        if (text.startsWith(" align ", at)) builder.align(after(" align "));
        if (text.startsWith(" line", at)) {
            expect(" line");
            builder.cacheLine();
        }
        if (text.startsWith(" since ", at)) builder.since(after(" since "));
    }

    private static void plain(LayoutBuilder builder, String name, String word) {
        boolean optional = word.endsWith("?");
        String typeWord = optional ? word.substring(0, word.length() - 1) : word;
        for (FieldType type : FieldType.values()) {
            if (!type.isPlain() || !type.word().equals(typeWord)) continue;
            if (optional) builder.optional(name, type);
            else builder.field(name, type);
            return;
        }
        throw new IllegalArgumentException("'" + LayoutNames.printable(word) + "' is no type of this version");
    }

    /** A number in brackets, or -1 if there is none. */
    private int bracket() {
        if (!text.startsWith("[", at)) return -1;
        int number = after("[");
        expect("]");
        return number;
    }

    private int after(String literal) {
        expect(literal);
        return number();
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
