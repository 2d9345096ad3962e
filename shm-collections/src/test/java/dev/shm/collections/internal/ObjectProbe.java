package dev.shm.collections.internal;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import java.time.Duration;

/** An attachment that looks at the raw words of an object, and scribbles over them. It holds nothing. */
public abstract class ObjectProbe implements AutoCloseable {
    private static final int SLEEPERS = 1;

    /** As RegionObjectLayout of shm-core says. */
    private static final int HEADER_BYTES = 64;

    private static final int BODY_ALIGNMENT = 128;

    protected final RegionObject object;

    /** Absolute address of the body. */
    protected final long body;

    private final int headerBytes;

    protected ObjectProbe(RegionObject object, String layoutText) {
        this.object = object;
        this.headerBytes =
                HEADER_BYTES + object.name().length() + layoutText.length() + BODY_ALIGNMENT - 1 & -BODY_ALIGNMENT;
        this.body = object.memory().addressOf(object.bodyOffset(), object.bodyBytes());
    }

    /** Waits until somebody has announced that he sleeps on an event count of the body. */
    protected final void awaitSleeper(int events, Duration deadline) {
        long start = System.nanoTime();
        while ((RawMemory.getIntVolatile(body + events) & SLEEPERS) == 0) {
            if (System.nanoTime() - start > deadline.toNanos())
                throw new AssertionError("nobody sleeps within " + deadline);
            Thread.onSpinWait(); // for another thread or process to fall asleep, at most the deadline
        }
    }

    /** Bytes before the body. */
    public final int headerBytes() {
        return headerBytes;
    }

    /** All of it, from the start of the object's header. */
    public final byte[] read() {
        byte[] bytes = new byte[headerBytes + (int) object.bodyBytes()];
        RawMemory.copyToArray(body - headerBytes, bytes, 0, bytes.length);
        return bytes;
    }

    /** Overwrites a part; {@code offset} from the start of the object's header. */
    public final void write(int offset, byte[] bytes) {
        RawMemory.copyFromArray(bytes, 0, body - headerBytes + offset, bytes.length);
    }

    @Override
    public final void close() {
        object.close();
    }
}
