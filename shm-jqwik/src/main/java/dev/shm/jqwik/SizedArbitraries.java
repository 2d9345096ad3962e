package dev.shm.jqwik;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts and bytes of all lengths up to a limit; some fill it to the last byte. */
final class SizedArbitraries {
    /** Longer ones are rare: a field of a megabyte should not make a try take a second. */
    private static final int USUAL_BYTES = 256;

    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;
    private static final int AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

    private SizedArbitraries() {}

    static Arbitrary<String> text(int maxBytes) {
        Arbitrary<String> usual = characters()
                .list()
                .ofMaxSize(Math.min(maxBytes, USUAL_BYTES))
                .map(characters -> fitting(characters, maxBytes));
        Arbitrary<String> filler = Arbitraries.of("x", "\uD83D\uDE00");
        Arbitrary<String> filled =
                Combinators.combine(sizes(maxBytes), filler).as((size, character) -> filling(character, size));
        return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, filled));
    }

    static Arbitrary<byte[]> bytes(int maxBytes) {
        Arbitrary<byte[]> usual = Arbitraries.bytes().array(byte[].class).ofMaxSize(Math.min(maxBytes, USUAL_BYTES));
        Arbitrary<Long> seeds = Arbitraries.longs().edgeCases(edges -> edges.includeOnly(0L));
        Arbitrary<byte[]> filled = Combinators.combine(sizes(maxBytes), seeds).as(SizedArbitraries::filled);
        return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, filled));
    }

    /** Shrinks, where an edge case that is added to a text or array does not. */
    private static Arbitrary<Integer> sizes(int maxBytes) {
        return Arbitraries.integers().between(0, maxBytes).edgeCases(edges -> edges.includeOnly(0, maxBytes));
    }

    private static byte[] filled(int size, long seed) {
        byte[] bytes = new byte[size];
        if (seed != 0) new Random(seed).nextBytes(bytes);
        return bytes;
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
