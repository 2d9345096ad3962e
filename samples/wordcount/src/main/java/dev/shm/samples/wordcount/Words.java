package dev.shm.samples.wordcount;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.function.Consumer;

/** What a word is: letters and digits of any script, and apostrophes between them, in lower case. */
final class Words {
    private Words() {}

    /** Gives each word of a text, in their order. */
    static void each(Reader text, Consumer<String> consumer) throws IOException {
        StringBuilder word = new StringBuilder();
        boolean apostrophe = false;
        for (int next = codePoint(text); next >= 0; next = codePoint(text)) {
            if (isPart(next)) {
                if (apostrophe) word.append('\'');
                word.appendCodePoint(next);
                apostrophe = false;
            } else if (isApostrophe(next) && !apostrophe && !word.isEmpty()) {
                apostrophe = true;
            } else {
                give(word, consumer);
                apostrophe = false;
            }
        }
        give(word, consumer);
    }

    private static void give(StringBuilder word, Consumer<String> consumer) {
        if (word.isEmpty()) return;
        consumer.accept(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
    }

    private static boolean isPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    private static boolean isApostrophe(int codePoint) {
        return codePoint == '\'' || codePoint == '\u2019';
    }

    /** The next code point; -1 at the end. */
    private static int codePoint(Reader text) throws IOException {
        int first = text.read();
        if (first < 0 || !Character.isHighSurrogate((char) first)) return first;
        int second = text.read(); // decoded text has no lone surrogates
        return second < 0 ? -1 : Character.toCodePoint((char) first, (char) second);
    }
}
