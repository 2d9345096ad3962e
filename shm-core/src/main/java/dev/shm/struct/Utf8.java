package dev.shm.struct;

import dev.shm.memory.RawMemory;

/** UTF-8 straight between a {@code CharSequence} and memory, without garbage. Addresses and lengths are trusted. */
final class Utf8 {
    private Utf8() {}

    /** The bytes that {@link #encode} writes, given room. */
    static long encodedLength(CharSequence text) {
        int length = text.length();
        int union = 0;
        for (int i = 0; i < length; i++) union |= text.charAt(i);
        return union < 0x80 ? length : encodedLength(text, length);
    }

    private static long encodedLength(CharSequence text, int length) {
        long bytes = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else {
                int codePoint = codePointAt(text, i, length, c);
                bytes += width(codePoint);
                if (codePoint >= 0x10000) i++;
            }
        }
        return bytes;
    }

    /**
     * Writes a text.
     *
     * @param room what was counted before; a sequence that another thread makes longer meanwhile must not get more
     * @return the bytes written
     * @throws IllegalArgumentException if the text no longer fits into what was counted
     */
    static int encode(CharSequence text, long address, int room) {
        int length = text.length();
        if (length == room) return encodeSingles(text, address, length);
        int at = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int codePoint = c < 0x80 ? c : codePointAt(text, i, length, c);
            int width = width(codePoint);
            if (width > room - at) throw changed();
            if (width == 1) {
                RawMemory.putByte(address + at, (byte) codePoint);
            } else {
                for (int k = 0; k < width; k++) RawMemory.putByte(address + at + k, unit(codePoint, width, k));
                if (width == 4) i++;
            }
            at += width;
        }
        return at;
    }

    /** Writes a text of which each character takes one byte: a loop of its own, because it is most texts. */
    private static int encodeSingles(CharSequence text, long address, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (!Character.isSurrogate(c)) throw changed();
                c = '?'; // unpaired, or it would take more
            }
            RawMemory.putByte(address + i, (byte) c);
        }
        return length;
    }

    private static IllegalArgumentException changed() {
        return new IllegalArgumentException("the text was changed while it was written");
    }

    /** Whether {@link #encode} would write exactly these bytes. */
    static boolean equals(CharSequence text, long address, int bytes) {
        int length = text.length();
        int at = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int codePoint = c < 0x80 ? c : codePointAt(text, i, length, c);
            int width = width(codePoint);
            if (width > bytes - at) return false;
            for (int k = 0; k < width; k++) {
                if (RawMemory.getByte(address + at + k) != unit(codePoint, width, k)) return false;
            }
            if (width == 4) i++;
            at += width;
        }
        return at == bytes;
    }

    /** Appends the text in memory; false, with some of it appended, if it is malformed. Each byte is read once. */
    static boolean decode(long address, int bytes, StringBuilder target) {
        int at = 0;
        while (at < bytes) {
            int first = RawMemory.getByte(address + at++);
            if (first >= 0) {
                target.append((char) first);
                continue;
            }
            int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
            if (more < 1 || more > 3 || more > bytes - at) return false;
            int codePoint = first & (0x3F >> more);
            for (int k = 0; k < more; k++) {
                int next = RawMemory.getByte(address + at++);
                if ((next & 0xC0) != 0x80) return false;
                codePoint = (codePoint << 6) | (next & 0x3F);
            }
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (surrogate || codePoint > Character.MAX_CODE_POINT || width(codePoint) != more + 1) return false;
            target.appendCodePoint(codePoint);
        }
        return true;
    }

    /** The code point at an index, {@code ?} for an unpaired surrogate. */
    private static int codePointAt(CharSequence text, int index, int length, char c) {
        if (!Character.isSurrogate(c)) return c;
        if (Character.isHighSurrogate(c) && index + 1 < length) {
            char low = text.charAt(index + 1);
            if (Character.isLowSurrogate(low)) return Character.toCodePoint(c, low);
        }
        return '?';
    }

    private static int width(int codePoint) {
        if (codePoint < 0x80) return 1;
        if (codePoint < 0x800) return 2;
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** The k-th byte of a code point that takes {@code width} bytes. */
    private static byte unit(int codePoint, int width, int k) {
        if (width == 1) return (byte) codePoint;
        if (k == 0) return (byte) ((0xF00 >> width) | (codePoint >> (6 * (width - 1))));
        return (byte) (0x80 | ((codePoint >> (6 * (width - 1 - k))) & 0x3F));
    }
}
