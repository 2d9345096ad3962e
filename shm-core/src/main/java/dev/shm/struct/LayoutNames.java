package dev.shm.struct;

/**
 * What may be a name in a layout text: nothing that could end a word there, or move the cursor of the terminal that
 * prints it.
 */
final class LayoutNames {
    private LayoutNames() {}

    static void checkId(String id) {
        checkLength("struct id", id);
        id.codePoints().forEach(c -> {
            if (!isWordPart(c) && c != '.' && c != '-')
                throw refused("struct id", id, c, "letters, digits, '_', '$', '.' and '-'");
        });
    }

    static void checkIdentifier(String what, String name) {
        checkLength(what, name);
        name.codePoints().forEach(c -> {
            if (!isWordPart(c)) throw refused(what, name, c, "letters, digits, '_' and '$'");
        });
    }

    /** The name with every character that is not fit for printing replaced, and cut to a length fit for a message. */
    static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().limit(60).forEach(c -> {
            boolean fit = (c >= ' ' && c < 0x7F) || isWordPart(c);
            printable.appendCodePoint(fit ? c : '?');
        });
        return printable.toString();
    }

    private static boolean isWordPart(int codePoint) {
        return Character.isJavaIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }

    private static void checkLength(String what, String name) {
        if (name.isEmpty() || name.length() > StructLayout.MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(what + " '" + printable(name) + "' has " + name.length()
                    + " characters: there must be from 1 to " + StructLayout.MAX_NAME_LENGTH);
        }
    }

    private static IllegalArgumentException refused(String what, String name, int codePoint, String allowed) {
        return new IllegalArgumentException(what + " '" + printable(name) + "' has the character U+"
                + String.format("%04X", codePoint) + ": use " + allowed);
    }
}
