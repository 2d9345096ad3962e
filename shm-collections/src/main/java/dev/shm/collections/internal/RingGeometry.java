package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

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
 */
record RingGeometry(long capacity, long strideBytes, int modes) {
    /** The geometry of a ring to be made; the capacity is rounded up to a power of two. */
    static RingGeometry of(long capacity, long strideBytes, int modes) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + ": a queue has room for 1 to " + MAX_CAPACITY + " messages");
        }
        long rounded = Long.highestOneBit(capacity);
        if (rounded < capacity) rounded *= 2;
        return new RingGeometry(rounded, strideBytes, modes);
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
        return RingLayout.bodyBytes(capacity, modes, strideBytes);
    }

    void write(RegionObject object) {
        long body = object.memory().addressOf(object.bodyOffset(), bodyBytes());
        RawMemory.putLong(body + CAPACITY, capacity);
        RawMemory.putLong(body + STRIDE, strideBytes);
        RawMemory.putInt(body + MODES, modes);
    }

    /**
     * Reads and checks.
     *
     * @param strideBytes that the struct needs
     */
    static RingGeometry read(RegionObject object, long strideBytes) {
        MemoryScope memory = object.memory();
        if (object.bodyBytes() < CONTROL_WORDS) throw corrupt(object, object.bodyBytes() + " bytes of body");
        long body = memory.addressOf(object.bodyOffset(), CONTROL_WORDS);
        RingGeometry found = new RingGeometry(
                RawMemory.getLong(body + CAPACITY), RawMemory.getLong(body + STRIDE), RawMemory.getInt(body + MODES));
        boolean sound = found.capacity >= 1
                && found.capacity <= MAX_CAPACITY
                && Long.bitCount(found.capacity) == 1
                && found.strideBytes == strideBytes
                && (found.modes & ~ALL_MODES) == 0
                && found.capacity <= object.bodyBytes() / strideBytes
                && found.bodyBytes() <= object.bodyBytes();
        if (!sound) throw corrupt(object, found.toString());
        return found;
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
