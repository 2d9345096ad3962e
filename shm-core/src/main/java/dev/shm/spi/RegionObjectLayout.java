package dev.shm.spi;

/**
 * The start of every data structure in a region: what it is and of what, for any process and any tool. ABI.
 *
 * <pre>
 *    0 kind, 8 characters      8 version u32    12 text length u32 (bytes)
 *   16 size u64, of all        24 fingerprint u64, of the text
 *   32 checksum u64, of bytes 0 to 31
 *   64 text: the canonical layout of its types, UTF-8
 *   then, from a multiple of 128: the body, which is the structure's own
 * </pre>
 *
 * <p>All of it is written before anybody else sees the object, and constant from then on.
 */
final class RegionObjectLayout {
    static final int KIND = 0;
    static final int VERSION = 8;
    static final int TEXT_LENGTH = 12;
    static final int SIZE = 16;
    static final int FINGERPRINT = 24;
    static final int CHECKSUM = 32;
    static final int TEXT = 64;

    /** Two lines, because processors fetch lines in pairs. */
    static final int BODY_ALIGNMENT = 128;

    static final int MAX_TEXT_BYTES = 1 << 20;

    private RegionObjectLayout() {}

    static long bodyOffset(int textBytes) {
        return (TEXT + (long) textBytes + BODY_ALIGNMENT - 1) & -BODY_ALIGNMENT;
    }
}
