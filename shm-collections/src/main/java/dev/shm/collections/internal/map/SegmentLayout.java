package dev.shm.collections.internal.map;

/**
 * One segment. ABI. Offsets from its start, which lies at a multiple of 64. All of it is written by the owner of its
 * lock but the lock's word, and the whole of a segment that is not in the directory by the owner of the map's lock.
 *
 * <pre>
 *     0  lock (a word of WordLocks)
 *     8  self u64: its own offset in the region, with a mark; what has it not is no segment
 *    16  prefix u32: the low bits of the locators of all its keys     20 depth u32: how many bits these are
 *    24  live u32: entries                                            28 used units u32
 *    32  spare u32: a unit that is in use by nobody, plus one         36 from where to look for free units u32
 *    40  next free segment at u64, while it is not in the directory
 *    48  state u32                                                    52 reserved
 *    64  used units, a bit each, rounded up to lines
 *    then buckets of 32 bytes
 *           0 word u64:  bits 0 to 7 which places are occupied; 8 to 11 reach; 12 to 63 version
 *           8 tags, u8 a place: bits of the hash, a hint for readers
 *          16 units, u16 a place: where the entry begins
 *    then, from a line's start, the units
 *
 * Entry of fixed size        one unit: the struct
 * Entry of variable length   as many units as it needs:
 *           0 hash u64   8 key bytes u32   12 value bytes i32   16 key, then value; or the numbers of their chunks, u32 each
 * </pre>
 *
 * <p>A key is in its own bucket or in one of the few after it; reach says how many of these a reader must look at, and
 * is never too small. A bucket's word is changed by release stores only, and each raises the version. Live, used units,
 * spare and the bits are not part of what is committed: after a death they are made anew from the buckets.
 */
final class SegmentLayout {
    static final int LOCK = 0;
    static final int SELF = 8;
    static final int PREFIX = 16;
    static final int DEPTH = 20;
    static final int LIVE = 24;
    static final int USED_UNITS = 28;
    static final int SPARE = 32;
    static final int LOOK_FROM = 36;
    static final int NEXT_FREE = 40;
    static final int STATE = 48;
    static final int BITS = 64;

    /** State: in no directory. */
    static final int FREE = 0;

    static final int IN_USE = 1;

    /** "SEGMENT" and a zero, over the offset. */
    static final long SELF_MARK = 0x5345_474D_0000_0000L;

    static final int BUCKET_BYTES = 32;
    static final int WORD = 0;
    static final int TAGS = 8;
    static final int PLACES = 16;

    /** Places of a bucket; one is always free, so that an entry can be replaced in its bucket. */
    static final int BUCKET_PLACES = 8;

    static final int BUCKET_LIVE = BUCKET_PLACES - 1;

    static final long OCCUPIED_MASK = 0xFF;
    static final int REACH_SHIFT = 8;
    static final int MAX_REACH = 15;
    static final long REACH_MASK = (long) MAX_REACH << REACH_SHIFT;
    static final long VERSION_ONE = 1L << 12;

    static final int ENTRY_HASH = 0;
    static final int ENTRY_KEY_BYTES = 8;
    static final int ENTRY_VALUE_BYTES = 12;
    static final int ENTRY_HEADER_BYTES = 16;

    private SegmentLayout() {}

    /** What stands in the self word of the segment at an offset. */
    static long self(long offset) {
        return offset ^ SELF_MARK;
    }

    static long bitsBytes(int units) {
        return ((long) units + 511) / 512 * MapLayout.LINE_BYTES;
    }

    /** Where the buckets start. */
    static long buckets(int units) {
        return BITS + bitsBytes(units);
    }

    /** Where the units start. */
    static long units(int units, int buckets) {
        long end = buckets(units) + (long) buckets * BUCKET_BYTES;
        return (end + MapLayout.LINE_BYTES - 1) & -MapLayout.LINE_BYTES;
    }

    static int reach(long word) {
        return (int) (word >>> REACH_SHIFT) & MAX_REACH;
    }

    static int occupied(long word) {
        return (int) (word & OCCUPIED_MASK);
    }
}
