package dev.shm.internal.region;

import dev.shm.spi.OwnerToken;

/**
 * One line of the process table: who has the slot. ABI.
 *
 * <pre>
 *   0 word u32: generation (18 bits, from bit 1) and bit 0, set while attached    the holder of the slot's byte lock
 *   8 pid u64   16 process start u64 (ms)   24 pid namespace u64   32 attached u64 (ms)
 * </pre>
 *
 * <p>Slots are numbered from 1, so that an owner token is never 0. Only word and byte lock decide anything; the rest is
 * for people.
 */
final class ProcessSlotLayout {
    static final int WORD = 0;
    static final int PID = 8;
    static final int STARTED_MILLIS = 16;
    static final int NAMESPACE = 24;
    static final int ATTACHED_MILLIS = 32;
    static final int SIZE_BYTES = RegionLayout.LINE_BYTES;

    static final int ATTACHED = 1;

    private ProcessSlotLayout() {}

    static int generation(int word) {
        return word >>> 1 & OwnerToken.GENERATION_MASK;
    }

    static int attached(int generation) {
        return generation << 1 | ATTACHED;
    }
}
