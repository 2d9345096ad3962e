package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;

/**
 * The numbers of one topic, read once from its body, checked, and kept: what is scribbled over them later moves
 * nothing.
 *
 * @param capacity in messages, a power of two
 * @param strideBytes from slot to slot
 * @param payloadOffset of the message in its slot
 * @param messageBytes of one message; not stored, the layout says it
 */
record TopicGeometry(long capacity, long strideBytes, int payloadOffset, int messageBytes, int modes) {
    /** The geometry of a topic to be made; the capacity is rounded up to a power of two. */
    static TopicGeometry of(long capacity, StructLayout layout, int modes) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + ": a topic keeps 1 to " + MAX_CAPACITY + " messages");
        }
        long rounded = Long.highestOneBit(capacity);
        if (rounded < capacity) rounded *= 2;
        return ofRounded(rounded, layout, modes);
    }

    private static TopicGeometry ofRounded(long capacity, StructLayout layout, int modes) {
        int messageBytes = layout.sizeBytes();
        int alignment = layout.alignment();
        long stride = TopicLayout.strideBytes(messageBytes, alignment);
        return new TopicGeometry(capacity, stride, TopicLayout.payloadOffset(alignment), messageBytes, modes);
    }

    long bodyBytes() {
        return TopicLayout.bodyBytes(capacity, strideBytes);
    }

    boolean isReliable() {
        return (modes & RELIABLE) != 0;
    }

    boolean isSinglePublisher() {
        return (modes & SINGLE_PUBLISHER) != 0;
    }

    /** In words, for messages. */
    String describe() {
        return "room for " + capacity + " messages, " + (isReliable() ? "reliable" : "lossy") + ", of "
                + (isSinglePublisher() ? "one publisher" : "many publishers");
    }

    void write(RegionObject object) {
        long body = object.memory().addressOf(object.bodyOffset(), bodyBytes());
        RawMemory.putLong(body + CAPACITY, capacity);
        RawMemory.putLong(body + STRIDE, strideBytes);
        RawMemory.putInt(body + PAYLOAD_OFFSET, payloadOffset);
        RawMemory.putInt(body + MODES, modes);
        RawMemory.putInt(body + SUBSCRIBERS, ENTRY_COUNT);
    }

    /**
     * Reads and checks.
     *
     * @param layout of the messages, as stored with the object
     */
    static TopicGeometry read(RegionObject object, StructLayout layout) {
        if (object.bodyBytes() < SLOTS) throw corrupt(object, object.bodyBytes() + " bytes of body");
        long body = object.memory().addressOf(object.bodyOffset(), SLOTS);
        long capacity = RawMemory.getLong(body + CAPACITY);
        long stride = RawMemory.getLong(body + STRIDE);
        int payload = RawMemory.getInt(body + PAYLOAD_OFFSET);
        int modes = RawMemory.getInt(body + MODES);
        int entries = RawMemory.getInt(body + SUBSCRIBERS);
        TopicGeometry expected = ofRounded(capacity, layout, modes);
        boolean sound = capacity >= 1
                && capacity <= MAX_CAPACITY
                && Long.bitCount(capacity) == 1
                && stride == expected.strideBytes
                && payload == expected.payloadOffset
                && (modes & ~(RELIABLE | SINGLE_PUBLISHER)) == 0
                && entries == ENTRY_COUNT
                && capacity <= object.bodyBytes() / stride
                && expected.bodyBytes() <= object.bodyBytes();
        if (!sound) {
            throw corrupt(
                    object,
                    capacity + " slots of " + stride + " bytes, modes " + modes + ", " + entries
                            + " entries, messages at " + payload);
        }
        return expected;
    }

    private static CorruptRegionException corrupt(RegionObject object, String found) {
        return new CorruptRegionException("topic '" + object.name() + "': its geometry is damaged: " + found
                + ". Delete the region if its content is not needed");
    }
}
