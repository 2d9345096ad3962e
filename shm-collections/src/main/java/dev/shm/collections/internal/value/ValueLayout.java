package dev.shm.collections.internal.value;

/**
 * The body of a shared value. ABI. Offsets from the start of the body, which lies at a multiple of 128.
 *
 * <pre>
 *      0  stride u64 (bytes from cell to cell), constant       the creator
 *     64  sequence u64: how often a value was set              the writer
 *    128  writer u64                                           compare-and-set: see below
 *    256  two cells, one stride each                           the writer, while hidden
 *
 * The cell of a sequence is its lowest bit; the other one is hidden. Sequence 0 is no value.
 * Writer          bits 0 to 29 owner token, 0 nobody; bits 32 to 63 thread id, for people
 * </pre>
 */
public final class ValueLayout {
    /** The kind of a value's object. */
    public static final String KIND = "SHMVALUE";

    public static final int VERSION = 1;

    static final int STRIDE = 0;
    static final int SEQUENCE = 64;
    static final int WRITER = 128;
    static final int CELLS = 256;

    static final int LINE_BYTES = 64;

    private ValueLayout() {}

    /** Bytes from cell to cell: whole lines, so that readers of one do not meet the writer of the other. */
    static long strideBytes(long valueBytes, int alignment) {
        int unit = Math.max(LINE_BYTES, alignment);
        return (valueBytes + unit - 1) / unit * unit;
    }

    /** Where the cell of a sequence starts. */
    static long cell(long sequence, long strideBytes) {
        return CELLS + (sequence & 1) * strideBytes;
    }

    /** Bytes of a body. */
    static long bodyBytes(long strideBytes) {
        return CELLS + 2 * strideBytes;
    }
}
