package dev.shm.jqwik;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts and bytes that fit a limit and sometimes fill it to the last byte. */
final class SizedArbitraries {
    /** Longer ones are rare: a field of a megabyte should not make a try take a second. */
    private static final int USUAL_BYTES = 256;

    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;
    private static final int AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

    private SizedArbitraries() {}

    static Arbitrary<String> text(int maxBytes) {
        return characters()
                .list()
                .ofMaxSize(Math.min(maxBytes, USUAL_BYTES))
                .map(characters -> fitting(characters, maxBytes))
                .edgeCases(edges -> edges.add("", "x".repeat(maxBytes), filling("\uD83D\uDE00", maxBytes)));
    }

    static Arbitrary<byte[]> bytes(int maxBytes) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(Math.min(maxBytes, USUAL_BYTES))
                .edgeCases(edges -> edges.add(new byte[0], new byte[maxBytes]));
    }

    /** Characters of one to four bytes; no half of a pair, which UTF-8 cannot hold. */
    private static Arbitrary<String> characters() {
        Arbitrary<Integer> ascii = Arbitraries.integers().between(0, 0x7F);
        Arbitrary<Integer> latin = Arbitraries.integers().between(0x80, 0x7FF);
        Arbitrary<Integer> basic = Arbitraries.integers().between(0x800, FIRST_SURROGATE - 1);
        Arbitrary<Integer> later = Arbitraries.integers().between(AFTER_SURROGATES, Character.MAX_CODE_POINT);
        return Arbitraries.oneOf(ascii, ascii, ascii, latin, basic, later).map(Character::toString);
    }

    /** As many of them from the first on as fit. */
    private static String fitting(List<String> characters, int maxBytes) {
        StringBuilder text = new StringBuilder();
        int bytes = 0;
        for (String character : characters) {
            bytes += utf8Bytes(character.codePointAt(0));
            if (bytes > maxBytes) break;
            text.append(character);
        }
        return text.toString();
    }

    /** The character as often as it fits, and what is left filled. */
    private static String filling(String character, int maxBytes) {
        int bytes = utf8Bytes(character.codePointAt(0));
        return character.repeat(maxBytes / bytes) + "x".repeat(maxBytes % bytes);
    }

    private static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) return 1;
        if (codePoint < 0x800) return 2;
        return codePoint < 0x10000 ? 3 : 4;
    }
}
