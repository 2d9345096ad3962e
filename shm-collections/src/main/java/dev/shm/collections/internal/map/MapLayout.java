package dev.shm.collections.internal.map;

/**
 * The body of a map's object. ABI. Offsets from the start of the body, which lies at a multiple of 128.
 *
 * <pre>
 *     0  geometry, constant                                        the creator
 *           0 segment bytes u64   8 unit bytes u32   12 buckets u32   16 units u32   20 key form u32
 *          24 key fingerprint u64   32 seed u64   40 second seed u64
 *    64  the map's lock (a word of WordLocks)                      its owner and waiters
 *   128  directory depth u32                                       the owner of the map's lock
 *   192  space, the owner of the map's lock
 *           0 next segment at u64   8 made u64: bits 0 to 23 segments ever made, 24 to 63 where the last ends, in lines
 *          16 first free segment at u64, 0 for none   24 free segments u32
 *   256  change record, the owner of the map's lock
 *           0 state u64   8 old segment at u64   16 new segment at u64
 *   320  counters: 0 splits u64   8 merges u64                     the owner of the map's lock
 *   384  counters: 0 recoveries u64                                whoever recovers a segment
 *   448  chunks, the owner of the map's lock: 0 extents u32   8 reserved u64
 *   512  where each level of the directory is, u64 a level         the owner of the map's lock
 *   768  where each extent of chunks is, u64 an extent             the owner of the map's lock
 *  1280  level 0 of the directory                                  the owner of the map's lock
 *
 * Directory entry   bits 0 to 37 segment's offset in the region, in lines; 38 to 43 its depth; 44 to 63 changes
 * </pre>
 *
 * <p>The directory is indexed by the low bits of a locator. Level 0 has the entries 0 to 63, level n those from
 * 2^(n+5) up to 2^(n+6), so doubling adds a level and moves nothing. Levels and segments lie in objects of their own,
 * the map's extents.
 */
public final class MapLayout {
    /** The kind of a map's object. */
    public static final String KIND = "SHMTABLE";

    /** The kind of the objects that hold its segments, its chunks and the levels of its directory. */
    public static final String EXTENT_KIND = "SHMTBEXT";

    public static final int VERSION = 1;

    static final int LINE_BYTES = 64;

    static final int SEGMENT_BYTES = 0;
    static final int UNIT_BYTES = 8;
    static final int BUCKETS = 12;
    static final int UNITS = 16;
    static final int KEY_FORM = 20;
    static final int KEY_FINGERPRINT = 24;
    static final int SEED = 32;
    static final int SECOND_SEED = 40;

    static final int LOCK = LINE_BYTES;
    static final int DEPTH = 2 * LINE_BYTES;

    static final int NEXT_SEGMENT = 3 * LINE_BYTES;
    static final int MADE = NEXT_SEGMENT + 8;
    static final int FIRST_FREE = NEXT_SEGMENT + 16;
    static final int FREE_SEGMENTS = NEXT_SEGMENT + 24;

    static final int CHANGE = 4 * LINE_BYTES;
    static final int CHANGE_OLD = CHANGE + 8;
    static final int CHANGE_NEW = CHANGE + 16;

    static final int SPLITS = 5 * LINE_BYTES;
    static final int MERGES = SPLITS + 8;
    static final int RECOVERIES = 6 * LINE_BYTES;

    static final int CHUNK_EXTENTS = 7 * LINE_BYTES;

    static final int LEVELS = 8 * LINE_BYTES;
    static final int CHUNK_EXTENT_TABLE = 12 * LINE_BYTES;
    static final int MAX_CHUNK_EXTENTS = 64;
    static final int DIRECTORY = 20 * LINE_BYTES;

    /** Level 0 has 2^6 entries. */
    static final int FIRST_LEVEL_BITS = 6;

    static final int FIRST_LEVEL_ENTRIES = 1 << FIRST_LEVEL_BITS;

    /** A directory of 2^28 entries is for 2^27 segments or so: 8 TiB of them. */
    static final int MAX_DEPTH = 28;

    /** Levels of a directory of that depth. */
    static final int MAX_LEVELS = MAX_DEPTH - FIRST_LEVEL_BITS + 1;

    static final int BODY_BYTES = DIRECTORY + FIRST_LEVEL_ENTRIES * Long.BYTES;

    private static final int MADE_BITS = 24;
    private static final int DEPTH_SHIFT = 38;
    private static final int CHANGES_SHIFT = 44;
    private static final long LINE_MASK = (1L << DEPTH_SHIFT) - 1;
    private static final int DEPTH_MASK = 63;

    /** State of the change record: nothing is under way. */
    static final long NO_CHANGE = 0;

    /** The new segment is being made; nobody can reach it, so it is given back. */
    static final long SPLIT_BEGUN = 1;

    /** The directory is being changed to the new segment; it is changed to the end. */
    static final long SPLIT_DECIDED = 2;

    /** Entries of the new segment are being copied into the old one; those copied are taken out of it again. */
    static final long MERGE_BEGUN = 3;

    /** The directory is being changed to the old segment alone; it is changed to the end. */
    static final long MERGE_DECIDED = 4;

    private MapLayout() {}

    /** What says how many segments were made, and where the last ends. */
    static long made(int count, long endOffset) {
        return (endOffset / LINE_BYTES) << MADE_BITS | count;
    }

    static int madeCount(long made) {
        return (int) made & ((1 << MADE_BITS) - 1);
    }

    static long madeEnd(long made) {
        return (made >>> MADE_BITS) * LINE_BYTES;
    }

    /** A directory entry that takes the place of another. */
    static long entry(long segmentOffset, int depth, long before) {
        return segmentOffset / LINE_BYTES
                | (long) depth << DEPTH_SHIFT
                | ((before >>> CHANGES_SHIFT) + 1) << CHANGES_SHIFT;
    }

    /** The offset of an entry's segment in the region; untrusted. */
    static long segmentOf(long entry) {
        return (entry & LINE_MASK) * LINE_BYTES;
    }

    /** The depth of an entry's segment: by how many bits of the locator it is found; untrusted. */
    static int depthOf(long entry) {
        return (int) (entry >>> DEPTH_SHIFT) & DEPTH_MASK;
    }
}
