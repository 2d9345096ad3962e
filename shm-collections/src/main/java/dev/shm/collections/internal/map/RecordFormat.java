package dev.shm.collections.internal.map;

import dev.shm.memory.RawMemory;

/**
 * What the entries of a map look like: how large they are, and where in them the key is. Immutable.
 *
 * <p>There are three forms. In two the entry is a struct that has its key among its fields: either one field of a
 * primitive type, the <em>word</em>, which is passed in a {@code long}; or any fields, the <em>parts</em>, which are
 * passed as the address of a private struct that has them set, the <em>image</em>. In the third, <em>bytes</em>, keys
 * and values are of any length, and a key is passed as an image of its bytes.
 */
public final class RecordFormat {
    static final int WORD = 1;
    static final int PARTS = 2;
    static final int BYTES = 3;

    /** Of entries of variable length: a compromise between lost halves and bits to look through. */
    static final int VARIABLE_UNIT_BYTES = 16;

    private static final int MAX_STRUCT_BYTES = 1 << 20;

    private final int form;
    private final int structBytes;
    private final int wordOffset;
    private final int wordBytes;
    private final KeyPart[] parts;

    private RecordFormat(int form, int structBytes, int wordOffset, int wordBytes, KeyPart[] parts) {
        this.form = form;
        this.structBytes = structBytes;
        this.wordOffset = wordOffset;
        this.wordBytes = wordBytes;
        this.parts = parts;
    }

    /**
     * Structs with one field for their key that is of a primitive type.
     *
     * @param wordBytes of the field: 1, 2, 4 or 8. It is kept as the low bytes of the word, and compared sign-extended
     */
    public static RecordFormat word(int structBytes, int wordOffset, int wordBytes) {
        if (wordBytes != 1 && wordBytes != 2 && wordBytes != 4 && wordBytes != 8) {
            throw new IllegalArgumentException("a word of " + wordBytes + " bytes");
        }
        checkStruct(structBytes, wordOffset, wordBytes);
        return new RecordFormat(WORD, structBytes, wordOffset, wordBytes, new KeyPart[0]);
    }

    /** Structs with any fields for their key. */
    public static RecordFormat parts(int structBytes, KeyPart... parts) {
        if (parts.length == 0) throw new IllegalArgumentException("a key of no fields");
        for (KeyPart part : parts) checkStruct(structBytes, part.offset(), part.sizeBytes());
        return new RecordFormat(PARTS, structBytes, 0, 0, parts.clone());
    }

    /** Keys and values of any length. */
    public static RecordFormat bytes() {
        return new RecordFormat(BYTES, 0, 0, 0, new KeyPart[0]);
    }

    private static void checkStruct(int structBytes, int offset, int sizeBytes) {
        if (structBytes > MAX_STRUCT_BYTES) {
            throw new IllegalArgumentException(
                    "a struct of " + structBytes + " bytes is too large for a map, which takes " + MAX_STRUCT_BYTES
                            + ": use a SharedMap, which keeps large values in pieces");
        }
        if (offset < 0 || sizeBytes > structBytes - offset) {
            throw new IllegalArgumentException("a key at " + offset + " in a struct of " + structBytes + " bytes");
        }
    }

    /** A form in a word, for people. */
    static String nameOf(int form) {
        return switch (form) {
            case WORD -> "word";
            case PARTS -> "parts";
            case BYTES -> "bytes";
            default -> "unknown";
        };
    }

    int form() {
        return form;
    }

    boolean isVariable() {
        return form == BYTES;
    }

    /** Whether the key is a word of eight bytes. */
    boolean isLong() {
        return form == WORD && wordBytes == Long.BYTES;
    }

    int wordOffset() {
        return wordOffset;
    }

    /** Bytes of an entry; 0 if they differ. */
    int structBytes() {
        return structBytes;
    }

    int unitBytes() {
        return isVariable() ? VARIABLE_UNIT_BYTES : structBytes + 7 & -8;
    }

    /** Distinguishes formats whose structs are alike: stored with the map and compared. */
    long fingerprint() {
        long hash = form * 31L + structBytes;
        hash = MapHash.ofWord(hash ^ (long) wordOffset << 32 ^ wordBytes, 1, 2);
        for (KeyPart part : parts) {
            hash = MapHash.ofWord(hash ^ (long) part.offset() << 32 ^ part.sizeBytes(), part.prefixBytes(), 3);
        }
        return hash;
    }

    /** The hash of the key in a struct, or of that of an image. */
    long hash(long struct, long seed, long secondSeed) {
        if (form == WORD) return MapHash.ofWord(word(struct), seed, secondSeed);
        long hash = seed;
        for (KeyPart part : parts) {
            hash = MapHash.ofBytes(struct + part.offset(), part.usedBytes(struct), hash, secondSeed);
        }
        return hash;
    }

    /** The key in a struct, where it is a word. */
    public long word(long struct) {
        long address = struct + wordOffset;
        return switch (wordBytes) {
            case Long.BYTES -> RawMemory.getLong(address);
            case Integer.BYTES -> RawMemory.getInt(address);
            case Short.BYTES -> RawMemory.getShort(address);
            default -> RawMemory.getByte(address);
        };
    }

    /** Whether two structs, which nobody changes meanwhile, have the same key. */
    public boolean haveSameKey(long one, long other) {
        return form == WORD ? word(one) == word(other) : hasKeyOf(one, other);
    }

    /** Whether a struct has the same key as an image. The struct may be changing meanwhile. */
    boolean hasKeyOf(long struct, long image) {
        for (KeyPart part : parts) {
            int used = part.usedBytes(image);
            if (used != part.usedBytes(struct) || !areEqual(struct + part.offset(), image + part.offset(), used)) {
                return false;
            }
        }
        return true;
    }

    /** Whether so many bytes at two addresses are the same. */
    static boolean areEqual(long one, long other, long sizeBytes) {
        long done = 0;
        for (; sizeBytes - done >= Long.BYTES; done += Long.BYTES) {
            if (RawMemory.getLong(one + done) != RawMemory.getLong(other + done)) return false;
        }
        if (done > 0 && done < sizeBytes) {
            long last = sizeBytes - Long.BYTES; // some bytes once more
            return RawMemory.getLong(one + last) == RawMemory.getLong(other + last);
        }
        for (; done < sizeBytes; done++) {
            if (RawMemory.getByte(one + done) != RawMemory.getByte(other + done)) return false;
        }
        return true;
    }
}
