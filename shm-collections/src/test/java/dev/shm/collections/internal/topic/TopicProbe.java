package dev.shm.collections.internal.topic;

import dev.shm.collections.internal.ObjectProbe;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;
import java.time.Duration;

/** Looks at the raw words of a topic, and scribbles over them. */
public final class TopicProbe extends ObjectProbe {
    public static final int WRITING = SlotWord.WRITING;

    private final TopicGeometry geometry;

    private TopicProbe(RegionObject object, StructLayout layout) {
        super(object, layout.text());
        this.geometry = TopicGeometry.read(object, layout);
    }

    public static TopicProbe open(String name, StructLayout layout) {
        return new TopicProbe(RegionObject.open(name, TopicLayout.KIND, TopicLayout.VERSION, layout), layout);
    }

    /** Makes a topic that has seen so many positions, all without message; nobody may use it yet. */
    public void moveTo(long position) {
        TopicRing ring = new TopicRing(object, geometry);
        for (long i = position - geometry.capacity(); i != position; i++) {
            word(i, SlotWord.of(ring.lapOf(i), SlotWord.SKIPPED, 0));
        }
        RawMemory.putLongVolatile(body + TopicLayout.TAIL_HINT, position);
        RawMemory.putLongVolatile(body + TopicLayout.LIMIT, position << 16);
    }

    /** Leaves the claim of a publisher, as one that died or stands still. */
    public long claim(int owner) {
        TopicRing ring = new TopicRing(object, geometry);
        long tail = ring.tail();
        word(tail, SlotWord.of(ring.lapOf(tail), SlotWord.WRITING, owner));
        return tail;
    }

    /** Publishes a claim as its owner would; false if it was revoked. */
    public boolean publishClaim(long position, int owner) {
        TopicRing ring = new TopicRing(object, geometry);
        int lap = ring.lapOf(position);
        return ring.compareAndSetWord(
                position, SlotWord.of(lap, SlotWord.WRITING, owner), SlotWord.of(lap, SlotWord.PUBLISHED, owner));
    }

    /** Settles a revoked claim as its owner would. */
    public void settle(long position) {
        TopicRing ring = new TopicRing(object, geometry);
        long word = ring.wordAcquire(position);
        word(position, SlotWord.of(SlotWord.lap(word), SlotWord.SKIPPED, SlotWord.owner(word)));
    }

    /** This attachment, which is alive. */
    public int owner() {
        return object.owner();
    }

    public int state(long position) {
        return SlotWord.state(word(position));
    }

    public long hint() {
        return RawMemory.getLongVolatile(body + TopicLayout.TAIL_HINT);
    }

    public void hint(long position) {
        RawMemory.putLongVolatile(body + TopicLayout.TAIL_HINT, position);
    }

    /** Waits until a subscriber has announced that it sleeps. */
    public void awaitSleepingSubscriber(Duration deadline) {
        awaitSleeper(TopicLayout.MESSAGE, deadline);
    }

    /** Waits until a publisher has announced that it sleeps. */
    public void awaitSleepingPublisher(Duration deadline) {
        awaitSleeper(TopicLayout.ROOM, deadline);
    }

    private long word(long position) {
        return RawMemory.getLongVolatile(slot(position));
    }

    private void word(long position, long word) {
        RawMemory.putLongVolatile(slot(position), word);
    }

    private long slot(long position) {
        return body + TopicLayout.SLOTS + (position & geometry.capacity() - 1) * geometry.strideBytes();
    }

    /** Where the slots start, from the start of the object's header, and how far they are apart. */
    public int slotsOffset() {
        return headerBytes() + TopicLayout.SLOTS;
    }

    public int strideBytes() {
        return (int) geometry.strideBytes();
    }
}
