package dev.shm.collections.internal.queue;

/**
 * The body of a queue. ABI. Offsets from the start of the body, which lies at a multiple of 128.
 *
 * <pre>
 *      0  geometry, constant                                   the creator
 *            0 capacity u64 (messages)   8 stride u64 (bytes a slot)   16 modes u32
 *           24 arena u64 (bytes; 0 where the slots hold the messages): ArenaLayout
 *    128  producers' line:  0 tail u64                         producers
 *    192  producers' seat:  0 owner u64                        compare-and-set: see below
 *    256  consumers' line:  0 head u64   8 try u64             consumers
 *    320  consumers' seat:  0 owner u64                        compare-and-set
 *    384  not empty: event count u32                           sleeping consumers, waking producers
 *    448  not full: event count u32                            sleeping producers, waking consumers
 *    512  counters:  0 skipped u64   8 returned u64            whoever passes a skipped message, or returns one, or is
 *                                                              the only consumer and handles one again
 *    576  counters:  0 times full u64                          producers
 *    640  control words, u64 a slot                            who claims the slot, and who takes its message
 *    then, from a line's start, with many consumers only:
 *         tries, u64 a slot                                    who takes the slot's message
 *    then, from a line's start, the slots, one stride each
 *
 * Seat            bits 0 to 29 owner token, 0 free; bits 32 to 63 thread id, for people
 * Control word    bits 0 to 29 owner token of a claim; 30 to 32 state; 33 to 63 lap of the position, plus one
 * Try             bits 0 to 15 how often a handler was begun with a message; 16 to 63 position of the message
 * </pre>
 *
 * <p>With one producer and one consumer the control words stay cold: tail and head alone say what a slot holds, and
 * tail is exact. With many producers tail is a position at or below the end, where to begin looking for it. With one
 * producer and many consumers the producer keeps it exact but for the moment of its death. Head is the lowest position
 * that is not freed. {@link RingWords} has the states.
 */
public final class RingLayout {
    /** The kind of a queue's object. */
    public static final String KIND = "SHMQUEUE";

    public static final int VERSION = 1;

    static final int CAPACITY = 0;
    static final int STRIDE = 8;
    static final int MODES = 16;
    static final int ARENA = 24;

    static final int TAIL = 128;
    static final int PRODUCER_SEAT = 192;
    static final int HEAD = 256;
    static final int TRY = 264;
    static final int CONSUMER_SEAT = 320;
    static final int NOT_EMPTY = 384;
    static final int NOT_FULL = 448;
    static final int SKIPPED = 512;
    static final int RETURNED = 520;
    static final int TIMES_FULL = 576;
    static final int CONTROL_WORDS = 640;

    /** Mode: at most one process at the producers' end. */
    static final int SINGLE_PRODUCER = 1;

    /** Mode: at most one process at the consumers' end. */
    static final int SINGLE_CONSUMER = 2;

    /** Every mode there is. */
    static final int ALL_MODES = SINGLE_PRODUCER | SINGLE_CONSUMER;

    static final int LINE_BYTES = 64;

    /** The most slots, so that no sum of sizes overflows. */
    static final long MAX_CAPACITY = 1L << 40;

    private RingLayout() {}

    /** Where the tries start, in a queue that has them. */
    static long tries(long capacity) {
        return CONTROL_WORDS + words(capacity);
    }

    /** Where the slots start. */
    static long slots(long capacity, int modes) {
        boolean oneConsumer = (modes & SINGLE_CONSUMER) != 0;
        return oneConsumer ? tries(capacity) : tries(capacity) + words(capacity);
    }

    /** Where the slots end: with the body, or where an arena starts. */
    static long slotsEnd(long capacity, int modes, long strideBytes) {
        return Math.addExact(slots(capacity, modes), Math.multiplyExact(capacity, strideBytes));
    }

    private static long words(long capacity) {
        return (capacity * Long.BYTES + LINE_BYTES - 1) & -LINE_BYTES;
    }
}
