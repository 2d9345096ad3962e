package dev.shm.benchmarks.map;

/** What the keys are, by index: of either kind they look random, and are the same in each JVM. */
final class Keys {
    /** Room for a text of a key. */
    static final int TEXT_BYTES = 22;

    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;
    private static final int SHIFT = 29;

    private Keys() {}

    /** A different one for each index. */
    static long number(long index) {
        long product = index * ODD;
        return product ^ (product >>> SHIFT);
    }

    /** Up to 22 ASCII characters, different for each index. */
    static String text(long index) {
        return "k:" + Long.toUnsignedString(number(index));
    }

    /** Texts of so many indices, not those objects that are in any map. */
    static String[] texts(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) texts[i] = text(i);
        return texts;
    }
}
