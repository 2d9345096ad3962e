package dev.shm.collections.internal.map;

import dev.shm.memory.RawMemory;

/**
 * The hash by which a map finds its keys, and what its bits are for. ABI.
 *
 * <p>It is keyed by two random words that each map has of its own, so that who chooses keys cannot choose where they
 * go.
 *
 * <pre>
 * bits 56 to 63  tag, kept with the entry
 *      48 to 55  group: sixteen, the largest twice as large as the smallest
 *      24 to 47  bucket in the segment
 *       0 to 27  locator, behind the group
 * </pre>
 *
 * <p>The groups are what makes segments split at different times. With all alike, those of a map that grows would fill
 * up together and split together, and right after that half of its memory would be empty.
 */
public final class MapHash {
    private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND = 0xD6E8_FEB8_6659_FD93L;

    private static final int GROUP_BITS = 4;
    private static final int GROUPS = 1 << GROUP_BITS;
    private static final int BUCKET_SHIFT = 24;
    private static final int BUCKET_BITS = 24;

    /** The group of each of 256 equal parts of the hashes: group g has a share in proportion to 2^(g/16). */
    private static final byte[] GROUP_OF = groups();

    private MapHash() {}

    private static byte[] groups() {
        byte[] groups = new byte[256];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (byte) (GROUPS * StrictMath.log((i + 0.5) / groups.length + 1) / StrictMath.log(2));
        }
        return groups;
    }

    /** The hash of a key of up to eight bytes. */
    public static long ofWord(long key, long seed, long secondSeed) {
        return fold(fold(key ^ seed, FIRST) ^ secondSeed, SECOND);
    }

    /** The hash of so many bytes. Others follow with the result for seed. */
    public static long ofBytes(long address, long sizeBytes, long seed, long secondSeed) {
        long hash = seed ^ sizeBytes;
        long done = 0;
        for (; sizeBytes - done >= Long.BYTES; done += Long.BYTES) {
            hash = fold(hash ^ RawMemory.getLong(address + done), FIRST ^ secondSeed);
        }
        if (done < sizeBytes) {
            hash = fold(hash ^ rest(address, sizeBytes, done), FIRST ^ secondSeed);
        }
        return fold(hash ^ secondSeed, SECOND);
    }

    /**
     * The last bytes of so many, fewer than eight, the first of them lowest: of a word that ends with them, if there is
     * one.
     */
    private static long rest(long address, long sizeBytes, long done) {
        if (done > 0)
            return RawMemory.getLong(address + sizeBytes - Long.BYTES) >>> ((Long.BYTES - sizeBytes + done) * 8);
        long rest = 0;
        for (long i = sizeBytes - 1; i >= 0; i--) rest = (rest << 8) | (RawMemory.getByte(address + i) & 0xFF);
        return rest;
    }

    /** Both halves of the 128-bit product. A factor of zero would forget the other. */
    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b ^ a;
    }

    static int tag(long hash) {
        return (int) (hash >>> 56);
    }

    static int bucket(long hash, int buckets) {
        return (int) ((((hash >>> BUCKET_SHIFT) & ((1 << BUCKET_BITS) - 1)) * buckets) >>> BUCKET_BITS);
    }

    /** Of which the directory is indexed by the low bits. */
    static int locator(long hash) {
        return ((int) hash << GROUP_BITS) | GROUP_OF[(int) (hash >>> 48) & 0xFF];
    }
}
