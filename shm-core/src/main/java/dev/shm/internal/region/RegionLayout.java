package dev.shm.internal.region;

import dev.shm.spi.OwnerToken;

/**
 * The bytes of a region's file. ABI: docs/memory-layout.md says the same to programs in other languages.
 *
 * <pre>
 *     0  line 0: identity and geometry, constant           written by the creator, magic last
 *          0 magic u64        8 version u32      12 byte order u32   16 file size u64
 *         24 payload at u64  32 payload size u64 40 seed u64         48 slots u32  52 flags u32
 *         56 checksum u64, of bytes 8 to 55 and line 1
 *    64  line 1: origin, constant                          written by the creator
 *          0 process table at u64  8 heap at u64  16 pid u64  24 created u64 (ms)  32 pid namespace u64
 *   128  line 2: the embedded mutex (LockLayout)           written by its owner and waiters
 *   192  line 3: the lock of directory and heap            written by its owner and waiters
 *   256  line 4: directory and heap                        written by the owner of that lock
 *          0 reserved bytes u64   8 heap touched up to u64   16 newest object at u64, 0 while there is none
 *   320  line 5: fence u32                                 written once by a sleeper that has no barrier
 *   384  reserved, zero
 *   512  process table: slots of one line each (ProcessSlotLayout)
 *   then payload, from a line's start; then heap, from a page's start, up to the file size
 * </pre>
 *
 * <p>All values are little-endian and naturally aligned. Beyond the file's end, from 2^40 on, stand no bytes but byte
 * locks: 2^40 is the lock of creation and of last detach, 2^40 + n that of process slot n, and 2^40 + 4096 + t is held
 * by who acts on the death of owner t where the slot's byte would say nothing of it.
 */
public final class RegionLayout {
    /** Unit of writing: lines are never shared by two writers. */
    public static final int LINE_BYTES = 64;

    static final int PAGE_BYTES = 4096;

    /** "SHMREGN1" as the bytes stand in the file. */
    static final long MAGIC_VALUE = 0x314e_4745_524d_4853L;

    static final int VERSION_VALUE = 1;
    static final int BYTE_ORDER_VALUE = 0x0A0B_0C0D;

    static final int MAGIC = 0;
    static final int VERSION = 8;
    static final int BYTE_ORDER = 12;
    static final int FILE_SIZE = 16;
    static final int PAYLOAD_OFFSET = 24;
    static final int PAYLOAD_SIZE = 32;
    static final int SEED = 40;
    static final int SLOT_COUNT = 48;
    static final int FLAGS = 52;
    static final int CHECKSUM = 56;

    static final int ORIGIN = LINE_BYTES;
    static final int SLOT_TABLE_OFFSET = ORIGIN;
    static final int HEAP_OFFSET = ORIGIN + 8;
    static final int CREATOR_PID = ORIGIN + 16;
    static final int CREATED_MILLIS = ORIGIN + 24;
    static final int CREATOR_NAMESPACE = ORIGIN + 32;

    /** The embedded mutex. */
    public static final int MUTEX = 2 * LINE_BYTES;

    /** The lock of directory and heap. */
    public static final int HEAP_LOCK = 3 * LINE_BYTES;

    static final int RESERVED_BYTES = 4 * LINE_BYTES;
    /** No byte of the heap from here on was ever written. */
    public static final int HEAP_TOUCHED = RESERVED_BYTES + 8;

    /** Head of the chain of objects. */
    public static final int NEWEST_OBJECT = RESERVED_BYTES + 16;

    /** Non-zero once a sleeper had no barrier: every producer must then fence for itself. */
    public static final int FENCE = 5 * LINE_BYTES;

    static final int HEADER_BYTES = 8 * LINE_BYTES;
    static final int SLOT_TABLE = HEADER_BYTES;

    /** Flag: the name goes with the last attachment. */
    static final int FLAG_WHILE_ATTACHED = 1;

    static final int DEFAULT_SLOT_COUNT = 512;

    /** What an owner token has room for, less the reserved last. */
    static final int MAX_SLOT_COUNT = 4094;

    /** The first of the byte locks. */
    static final long LOCKS = 1L << 40;

    static final long CREATION_LOCK = LOCKS;

    private RegionLayout() {}

    static long slotLock(int slot) {
        return LOCKS + slot;
    }

    /** Held in place of an owner's own byte where that proves nothing, for its slot is somebody else's or is none. */
    static long proofLock(int owner) {
        return LOCKS + MAX_SLOT_COUNT + 2 + OwnerToken.in(owner);
    }

    /** Where the payload starts in a region with this many slots. */
    static long payloadOffset(int slotCount) {
        return SLOT_TABLE + (long) slotCount * ProcessSlotLayout.SIZE_BYTES;
    }
}
