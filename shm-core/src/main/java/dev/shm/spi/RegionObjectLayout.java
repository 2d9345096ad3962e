package dev.shm.spi;

/**
 * The start of every named object of a region: what it is, of what, and where the one before it is. ABI.
 *
 * <pre>
 *    0 kind, 8 characters      8 version u32    12 text length u32 (bytes)
 *   16 size u64, of all        24 fingerprint u64, of the text
 *   32 previous object u64     40 name length u32 (bytes)   44 reserved, zero
 *   48 checksum u64, of bytes 0 to 47, continued over the name
 *   64 name, then at once the text: the canonical layout of its types; both UTF-8
 *   then, from a multiple of 128: the body, which is the structure's own
 * </pre>
 *
 * <p>All of it is written before anybody else sees the object, and constant from then on. Objects lie in the heap one
 * after another, each from a multiple of 128, and each names the one before it, so the chain that begins in the
 * region's header leads to ever smaller offsets and ends.
 */
final class RegionObjectLayout {
    static final int KIND = 0;
    static final int VERSION = 8;
    static final int TEXT_LENGTH = 12;
    static final int SIZE = 16;
    static final int FINGERPRINT = 24;
    static final int PREVIOUS = 32;
    static final int NAME_LENGTH = 40;
    static final int CHECKSUM = 48;
    static final int STRINGS = 64;

    /** Two lines, because processors fetch lines in pairs. */
    static final int ALIGNMENT = 128;

    static final int MAX_NAME_BYTES = 1 << 10;
    static final int MAX_TEXT_BYTES = 1 << 20;

    private RegionObjectLayout() {}

    /** Where the body starts, from the start of the object. */
    static long bodyOffset(int nameBytes, int textBytes) {
        return aligned(STRINGS + (long) nameBytes + textBytes);
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
