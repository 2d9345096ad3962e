package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;

/**
 * The numbers of one ring, read once from its body, checked, and kept: what is scribbled over them later moves nothing.
 *
 * @param capacity in messages, a power of two
 * @param strideBytes from slot to slot
 * @param modes which ends are for one process at a time
 * @param arenaBytes of messages that vary in length, a power of two; 0 where the slots hold the messages
 */
record RingGeometry(long capacity, long strideBytes, int modes, long arenaBytes) {
    /** Two extents at least, so that one is there while the next is being written. */
    private static final long MIN_SLOTS = 2;

    /** The geometry of a ring to be made; the capacity is rounded up to a power of two. */
    static RingGeometry of(long capacity, long strideBytes, int modes) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + ": a queue has room for 1 to " + MAX_CAPACITY + " messages");
        }
        long rounded = Long.highestOneBit(capacity);
        if (rounded < capacity) rounded *= 2;
        return new RingGeometry(rounded, strideBytes, modes, 0);
    }

    /** The geometry of a ring of messages that vary in length; the arena is rounded up to a power of two. */
    static RingGeometry ofBytes(long arenaBytes, int modes) {
        if (arenaBytes < 1 || arenaBytes > ArenaLayout.MAX_ARENA_BYTES) {
            throw new IllegalArgumentException("capacity " + arenaBytes + ": a queue of bytes has room for 1 to "
                    + ArenaLayout.MAX_ARENA_BYTES + " bytes");
        }
        long rounded = Long.highestOneBit(arenaBytes);
        if (rounded < arenaBytes) rounded *= 2;
        rounded = Math.max(rounded, MIN_SLOTS * ArenaLayout.PIECE_BYTES);
        return new RingGeometry(rounded / ArenaLayout.PIECE_BYTES, ArenaLayout.EXTENT_BYTES, modes, rounded);
    }

    /** How much it has room for, for messages. */
    String describeCapacity() {
        return arenaBytes > 0 ? arenaBytes + " bytes" : capacity + " messages";
    }

    /** Whether the messages vary in length. */
    boolean isOfBytes() {
        return arenaBytes > 0;
    }

    boolean hasOneProducer() {
        return (modes & SINGLE_PRODUCER) != 0;
    }

    boolean hasOneConsumer() {
        return (modes & SINGLE_CONSUMER) != 0;
    }

    /** Whether tail and head say all, and the control words are left alone. */
    boolean isPair() {
        return modes == ALL_MODES;
    }

    long bodyBytes() {
        return Math.addExact(slotsEnd(capacity, modes, strideBytes), arenaBytes);
    }

    void write(RegionObject object) {
        long body = object.memory().addressOf(object.bodyOffset(), bodyBytes());
        RawMemory.putLong(body + CAPACITY, capacity);
        RawMemory.putLong(body + STRIDE, strideBytes);
        RawMemory.putInt(body + MODES, modes);
        RawMemory.putLong(body + ARENA, arenaBytes);
    }

    /**
     * Reads and checks.
     *
     * @param strideBytes of the struct's slots, or of extents
     * @param ofBytes whether the messages vary in length
     */
    static RingGeometry read(RegionObject object, long strideBytes, boolean ofBytes) {
        MemoryScope memory = object.memory();
        if (object.bodyBytes() < CONTROL_WORDS) throw corrupt(object, object.bodyBytes() + " bytes of body");
        long body = memory.addressOf(object.bodyOffset(), CONTROL_WORDS);
        RingGeometry found = new RingGeometry(
                RawMemory.getLong(body + CAPACITY),
                RawMemory.getLong(body + STRIDE),
                RawMemory.getInt(body + MODES),
                RawMemory.getLong(body + ARENA));
        boolean asAsked = found.strideBytes == strideBytes && found.isOfBytes() == ofBytes;
        if (!asAsked || !found.isSound(object.bodyBytes())) throw corrupt(object, found.toString());
        return found;
    }

    /** Whether these can be the numbers of a ring in a body of this size. */
    boolean isSound(long objectBodyBytes) {
        return capacity >= 1
                && capacity <= MAX_CAPACITY
                && Long.bitCount(capacity) == 1
                && strideBytes >= 1
                && (modes & ~ALL_MODES) == 0
                && (arenaBytes == 0 || isSoundArena())
                && capacity <= objectBodyBytes / strideBytes
                && bodyBytes() <= objectBodyBytes;
    }

    private boolean isSoundArena() {
        return arenaBytes <= ArenaLayout.MAX_ARENA_BYTES
                && capacity >= MIN_SLOTS
                && capacity == arenaBytes / ArenaLayout.PIECE_BYTES
                && arenaBytes % ArenaLayout.PIECE_BYTES == 0
                && strideBytes == ArenaLayout.EXTENT_BYTES;
    }

    /** The modes, for messages. */
    static String describe(int modes) {
        return ((modes & SINGLE_PRODUCER) != 0 ? "one producer" : "many producers") + " and "
                + ((modes & SINGLE_CONSUMER) != 0 ? "one consumer" : "many consumers");
    }

    private static CorruptRegionException corrupt(RegionObject object, String found) {
        return new CorruptRegionException("queue '" + object.name() + "': its geometry is damaged: " + found
                + ". Delete the region if its content is not needed");
    }
}
