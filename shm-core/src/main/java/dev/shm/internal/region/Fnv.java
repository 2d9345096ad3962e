package dev.shm.internal.region;

/** The FNV-1a hash of 64 bits: finds damage, not malice. A C program has it in three lines. */
public final class Fnv {
    public static final long START = 0xcbf2_9ce4_8422_2325L;

    private static final long PRIME = 0x100_0000_01b3L;

    private Fnv() {}

    public static long hash(byte[] bytes, int from, int length, long start) {
        long hash = start;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * PRIME;
        }
        return hash;
    }
}
