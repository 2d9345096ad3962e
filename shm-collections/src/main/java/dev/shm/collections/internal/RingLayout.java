package dev.shm.collections.internal;

/**
 * The body of a queue. ABI. Offsets from the start of the body, which lies at a multiple of 128.
 *
 * <pre>
 *      0  geometry, constant                                   the creator
 *            0 capacity u64 (messages)   8 stride u64 (bytes a slot)   16 modes u32
 *    128  producers' line:  0 tail u64                         the producer, or whoever claims the slot at tail
 *    192  producers' seat:  0 owner u64                        compare-and-set: see below
 *    256  consumers' line:  0 head u64                         the consumer, or whoever frees the slot at head
 *    320  consumers' seat:  0 owner u64                        compare-and-set
 *    384  not empty: event count u32                           sleeping consumers, waking producers
 *    448  not full: event count u32                            sleeping producers, waking consumers
 *    512  reserved for counters, zero
 *    640  control words, u64 a slot                            whoever claims the slot
 *    then, from a line's start, the slots, one stride each
 *
 * Seat            bits 0 to 29 owner token, 0 free; bits 32 to 63 thread id, for people
 * Control word    bits 0 to 29 owner token of a claim; bits 30 and 31 state; bits 32 to 63 lap of the position plus one
 * </pre>
 *
 * <p>A queue of one producer and one consumer leaves the control words cold: tail and head alone say what a slot holds.
 */
public final class RingLayout {
    /** The kind of a queue's object. */
    public static final String KIND = "SHMQUEUE";

    public static final int VERSION = 1;

    static final int CAPACITY = 0;
    static final int STRIDE = 8;
    static final int MODES = 16;

    static final int TAIL = 128;
    static final int PRODUCER_SEAT = 192;
    static final int HEAD = 256;
    static final int CONSUMER_SEAT = 320;
    static final int NOT_EMPTY = 384;
    static final int NOT_FULL = 448;
    static final int CONTROL_WORDS = 640;

    /** Mode: at most one process at the producers' end. */
    static final int SINGLE_PRODUCER = 1;

    /** Mode: at most one process at the consumers' end. */
    static final int SINGLE_CONSUMER = 2;

    static final int LINE_BYTES = 64;

    /** The most slots, so that no sum of sizes overflows. */
    static final long MAX_CAPACITY = 1L << 40;

    private RingLayout() {}

    /** Where the slots start. */
    static long slots(long capacity) {
        return CONTROL_WORDS + ((capacity * Long.BYTES + LINE_BYTES - 1) & -LINE_BYTES);
    }

    /** Bytes of a body. */
    static long bodyBytes(long capacity, long strideBytes) {
        return Math.addExact(slots(capacity), Math.multiplyExact(capacity, strideBytes));
    }
}
