package dev.shm.collections.internal;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;
import java.time.Duration;

/** An attachment that looks at the raw words of a queue, and scribbles over them. Takes no seat. */
public final class RingProbe implements AutoCloseable {
    private static final int SLEEPERS = 1;

    /** As RegionObjectLayout of shm-core says. */
    private static final int HEADER_BYTES = 64;

    private static final int BODY_ALIGNMENT = 128;

    private final RegionObject object;
    private final long body;
    private final int headerBytes;

    private RingProbe(RegionObject object, StructLayout layout) {
        this.object = object;
        this.headerBytes =
                HEADER_BYTES + object.name().length() + layout.text().length() + BODY_ALIGNMENT - 1 & -BODY_ALIGNMENT;
        this.body = object.memory().addressOf(object.bodyOffset(), object.bodyBytes());
    }

    public static RingProbe open(String name, StructLayout layout) {
        return new RingProbe(RegionObject.open(name, RingLayout.KIND, RingLayout.VERSION, layout), layout);
    }

    /** Makes an empty queue that has seen so many messages; nobody may have it open. */
    public void moveTo(long position) {
        long capacity = RawMemory.getLong(body + RingLayout.CAPACITY);
        RingWords words = new RingWords(body + RingLayout.CONTROL_WORDS, capacity);
        for (long next = position; next - position < capacity; next++) words.release(next, words.before(next));
        RawMemory.putLongRelease(body + RingLayout.TAIL, position);
        RawMemory.putLongRelease(body + RingLayout.HEAD, position);
    }

    public long head() {
        return RawMemory.getLongVolatile(body + RingLayout.HEAD);
    }

    public void head(long position) {
        RawMemory.putLongVolatile(body + RingLayout.HEAD, position);
    }

    public long tail() {
        return RawMemory.getLongVolatile(body + RingLayout.TAIL);
    }

    public void tail(long position) {
        RawMemory.putLongVolatile(body + RingLayout.TAIL, position);
    }

    /** Waits until a consumer has announced that it sleeps. */
    public void awaitSleepingConsumer(Duration deadline) {
        awaitSleeper(RingLayout.NOT_EMPTY, deadline);
    }

    /** Waits until a producer has announced that it sleeps. */
    public void awaitSleepingProducer(Duration deadline) {
        awaitSleeper(RingLayout.NOT_FULL, deadline);
    }

    private void awaitSleeper(int events, Duration deadline) {
        long start = System.nanoTime();
        while ((RawMemory.getIntVolatile(body + events) & SLEEPERS) == 0) {
            if (System.nanoTime() - start > deadline.toNanos())
                throw new AssertionError("nobody sleeps within " + deadline);
            Thread.onSpinWait(); // for another thread or process to fall asleep, at most the deadline
        }
    }

    /** Bytes from the start of the object's header to the end of its slots. */
    public int sizeBytes() {
        return headerBytes + (int) object.bodyBytes();
    }

    /** Bytes before the body. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Bytes of the body before the slots. */
    public int controlBytes(long capacity) {
        return (int) RingLayout.slots(capacity, RawMemory.getInt(body + RingLayout.MODES));
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
