package dev.shm.collections.internal.queue;

/**
 * What the body of a queue of bytes holds beside that of {@link RingLayout}. ABI. Its slots are extents, and the bytes
 * of the messages lie behind them.
 *
 * <pre>
 * In the geometry, as RingLayout says:  24 arena u64 (bytes, a power of two)
 *
 * Slot: an extent, 32 bytes                                    who has claimed the slot
 *      0  start u64      arena position of the first byte, a multiple of 64
 *      8  reserved u64   bytes of the arena from there on, a multiple of 64
 *     16  length u64     bits 0 to 36 bytes of the message; 37 to 63 check
 *     24  stamp u64      made of the message's position, start and reserved: says that these two are there
 *
 * After the slots, from a line's start: the arena               who has claimed the bytes
 * </pre>
 *
 * <p>Arena positions count bytes ever, as positions count messages ever; the byte of an arena position is that modulo
 * the arena's size. A message never lies across the end of the arena: if it would, it starts at the next multiple, and
 * the bytes before that are left out. So what is taken is always from the start of the oldest message to the end of the
 * newest. There are as many slots as pieces of 64 bytes in the arena, and each message takes one piece at least, so the
 * slots suffice.
 *
 * <p>The extent of the position before the first is all zero in fresh memory: start 0, reserved 0, and so is its stamp.
 */
final class ArenaLayout {
    /** The kind of such a queue's object. */
    static final String KIND = "SHMBYTEQ";

    static final int VERSION = 1;

    static final int START = 0;
    static final int RESERVED = 8;
    static final int LENGTH = 16;
    static final int STAMP = 24;
    static final int EXTENT_BYTES = 32;

    /** What all that is reserved is a multiple of. */
    static final int PIECE_BYTES = 64;

    /** So that the largest message's length fits into its bits. */
    static final long MAX_ARENA_BYTES = 1L << 37;

    private static final int LENGTH_BITS = 37;
    private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;

    // Odd, with bits everywhere; they need not hide anything from anybody, only tell what was scribbled over.
    private static final long START_FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long RESERVED_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long POSITION_FACTOR = 0x1656_67B1_9E37_79F9L;

    private ArenaLayout() {}

    /** The stamp of an extent. */
    static long stamp(long position, long start, long reserved) {
        return ~position ^ start * START_FACTOR ^ reserved * RESERVED_FACTOR;
    }

    /** The word that says a length. */
    static long lengthWord(long position, long length) {
        return lengthCheck(position, length) | length;
    }

    /** The length that a word says; -1 if no message of that position can have left it. */
    static long length(long position, long word) {
        long length = word & LENGTH_MASK;
        return word == lengthWord(position, length) ? length : -1;
    }

    private static long lengthCheck(long position, long length) {
        return (~position * POSITION_FACTOR ^ length * START_FACTOR) & ~LENGTH_MASK;
    }

    /** Rounded up to pieces; one at least. */
    static long reserved(long length) {
        return Math.max(PIECE_BYTES, length + PIECE_BYTES - 1 & -PIECE_BYTES);
    }
}
