package dev.shm.memory;

/**
 * Characters of a string side by side in one word, 16 bits each, so that short texts are looked at and packed without a
 * loop.
 *
 * <p>Not for applications: the range is the caller's to check. On Java 17 to 21 a string of Latin letters is read by
 * words where it keeps its bytes ({@link UnsafeStrings}); later ones let nobody do so unasked, and there each character
 * is read by {@code charAt}. Stateless; any thread may call any method.
 */
public final class CharLanes {
    private static final boolean BY_WORD = !RawMemory.FFM && UnsafeStrings.KNOWN;
    private static final long LATIN = 0x00FF_00FF_00FF_00FFL;

    private CharLanes() {}

    /** Of the eight characters from an index those at 0, 2, 4 and 6; the first in the lowest bits. */
    public static long evenOfEight(String text, int index) {
        if (BY_WORD && UnsafeStrings.isLatin(text)) return UnsafeStrings.getLong(text, index) & LATIN;
        return everySecond(text, index);
    }

    /** Of the eight characters from an index those at 1, 3, 5 and 7. */
    public static long oddOfEight(String text, int index) {
        if (BY_WORD && UnsafeStrings.isLatin(text)) return UnsafeStrings.getLong(text, index) >>> Byte.SIZE & LATIN;
        return everySecond(text, index + 1);
    }

    /** Of the four characters from an index those at 0 and 2. */
    public static int evenOfFour(String text, int index) {
        if (BY_WORD && UnsafeStrings.isLatin(text)) return UnsafeStrings.getInt(text, index) & (int) LATIN;
        return text.charAt(index) | text.charAt(index + 2) << 16;
    }

    /** Of the four characters from an index those at 1 and 3. */
    public static int oddOfFour(String text, int index) {
        if (BY_WORD && UnsafeStrings.isLatin(text))
            return UnsafeStrings.getInt(text, index) >>> Byte.SIZE & (int) LATIN;
        return text.charAt(index + 1) | text.charAt(index + 3) << 16;
    }

    private static long everySecond(String text, int index) {
        return text.charAt(index)
                | (long) text.charAt(index + 2) << 16
                | (long) text.charAt(index + 4) << 32
                | (long) text.charAt(index + 6) << 48;
    }
}
