package dev.shm.collections.internal.topic;

/**
 * The body of a topic. ABI. Offsets from the start of the body, which lies at a multiple of 128.
 *
 * <pre>
 *      0  geometry, constant                                   the creator
 *            0 capacity u64 (messages)   8 stride u64 (bytes a slot)   16 payload offset u32 (in a slot)
 *           20 modes u32   24 subscribers u32 (entries)
 *    128  tail hint u64                                        publishers, some messages apart
 *    192  limit u64, of a reliable topic                       publishers and joining subscribers
 *    256  publisher's seat u64, of a single publisher          compare-and-set: see below
 *    320  message: event count u32                             sleeping subscribers, waking publishers
 *    384  room: event count u32                                sleeping publishers, waking subscribers
 *    448  reach u32: no entry from there on was ever taken     joining subscribers
 *    512  subscribers, an entry and line each                  the subscriber; whoever frees a dead one's
 *            0 word u64   8 cursor u64   16 lost u64
 *   4608  slots, one stride each                               whoever claims the slot
 *            0 word u64   then, from the payload offset, the message
 *
 * Slot's word     bits 0 to 29 owner token; bits 30 and 31 state; bits 32 to 63 lap of the position plus one
 * Entry's word    bits 0 to 29 owner token, 0 free; bit 30 joining; bits 32 to 63 thread id, for people
 * Limit           bits 0 to 15 version; bits 16 to 63 low 48 bits of the first position that nobody may claim yet
 * Seat            bits 0 to 29 owner token, 0 free; bits 32 to 63 thread id, for people
 * </pre>
 */
public final class TopicLayout {
    /** The kind of a topic's object. */
    public static final String KIND = "SHMTOPIC";

    public static final int VERSION = 1;

    static final int CAPACITY = 0;
    static final int STRIDE = 8;
    static final int PAYLOAD_OFFSET = 16;
    static final int MODES = 20;
    static final int SUBSCRIBERS = 24;

    static final int TAIL_HINT = 128;
    static final int LIMIT = 192;
    static final int SEAT = 256;
    static final int MESSAGE = 320;
    static final int ROOM = 384;
    static final int REACH = 448;
    static final int ENTRIES = 512;

    static final int LINE_BYTES = 64;

    /** How many entries there are. */
    static final int ENTRY_COUNT = 64;

    static final int SLOTS = ENTRIES + ENTRY_COUNT * LINE_BYTES;

    /** In an entry. */
    static final int ENTRY_WORD = 0;

    static final int ENTRY_CURSOR = 8;
    static final int ENTRY_LOST = 16;

    /** Mode: the slowest live subscriber holds the publishers back. */
    public static final int RELIABLE = 1;

    /** Mode: at most one process publishes. */
    public static final int SINGLE_PUBLISHER = 2;

    /** The most slots, so that no sum of sizes overflows and no difference of positions needs more than 48 bits. */
    static final long MAX_CAPACITY = 1L << 40;

    private TopicLayout() {}

    /** Where the message starts in a slot. */
    static int payloadOffset(int alignment) {
        return Math.max(Long.BYTES, alignment);
    }

    /** Bytes from slot to slot. */
    static long strideBytes(long messageBytes, int alignment) {
        int unit = payloadOffset(alignment);
        return (unit + messageBytes + unit - 1) / unit * unit;
    }

    /** The lap that the word of a claimed position bears; compared by difference only. */
    static int lapOf(long position, long capacity) {
        return (int) (position >>> Long.numberOfTrailingZeros(capacity)) + 1;
    }

    /** Bytes of a body. */
    static long bodyBytes(long capacity, long strideBytes) {
        return Math.addExact(SLOTS, Math.multiplyExact(capacity, strideBytes));
    }
}
