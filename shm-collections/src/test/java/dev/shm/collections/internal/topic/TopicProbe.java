package dev.shm.collections.internal.topic;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;
import java.time.Duration;

/** An attachment that looks at the raw words of a topic, and scribbles over them. */
public final class TopicProbe implements AutoCloseable {
    public static final int WRITING = SlotWord.WRITING;

    private static final int SLEEPERS = 1;

    /** As RegionObjectLayout of shm-core says. */
    private static final int HEADER_BYTES = 64;

    private static final int BODY_ALIGNMENT = 128;

    private final RegionObject object;
    private final TopicGeometry geometry;
    private final long body;
    private final int headerBytes;

    private TopicProbe(RegionObject object, StructLayout layout) {
        this.object = object;
        this.geometry = TopicGeometry.read(object, layout);
        this.headerBytes =
                HEADER_BYTES + object.name().length() + layout.text().length() + BODY_ALIGNMENT - 1 & -BODY_ALIGNMENT;
        this.body = object.memory().addressOf(object.bodyOffset(), object.bodyBytes());
    }

    public static TopicProbe open(String name, StructLayout layout) {
        return new TopicProbe(RegionObject.open(name, TopicLayout.KIND, TopicLayout.VERSION, layout), layout);
    }

    /** Makes a topic that has seen so many positions, all without message; nobody may use it yet. */
    public void moveTo(long position) {
        TopicRing ring = new TopicRing(object, geometry);
        for (long i = position - geometry.capacity(); i < position; i++) {
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

    private void awaitSleeper(int events, Duration deadline) {
        long start = System.nanoTime();
        while ((RawMemory.getIntVolatile(body + events) & SLEEPERS) == 0) {
            if (System.nanoTime() - start > deadline.toNanos())
                throw new AssertionError("nobody sleeps within " + deadline);
            Thread.onSpinWait(); // for another thread or process to fall asleep, at most the deadline
        }
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

    /** Bytes from the start of the object's header to the end of its slots. */
    public int sizeBytes() {
        return headerBytes + (int) object.bodyBytes();
    }

    /** Bytes before the body. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Where the slots start, from the start of the object's header, and how far they are apart. */
    public int slotsOffset() {
        return headerBytes + TopicLayout.SLOTS;
    }

    public int strideBytes() {
        return (int) geometry.strideBytes();
    }

    /** All of it. */
    public byte[] read() {
        byte[] bytes = new byte[sizeBytes()];
        RawMemory.copyToArray(body - headerBytes, bytes, 0, bytes.length);
        return bytes;
    }

    /** Overwrites a part; {@code offset} from the start of the object's header. */
    public void write(int offset, byte[] bytes) {
        RawMemory.copyFromArray(bytes, 0, body - headerBytes + offset, bytes.length);
    }

    @Override
    public void close() {
        object.close();
    }
}
