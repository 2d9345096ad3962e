package dev.shm.collections.internal.queue;

import dev.shm.collections.internal.ObjectProbe;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;
import java.time.Duration;

/** Looks at the raw words of a queue, and scribbles over them. */
public final class RingProbe extends ObjectProbe {
    private RingProbe(RegionObject object, String layoutText) {
        super(object, layoutText);
    }

    public static RingProbe open(String name, StructLayout layout) {
        return new RingProbe(RegionObject.open(name, RingLayout.KIND, RingLayout.VERSION, layout), layout.text());
    }

    public static RingProbe ofBytes(String name) {
        return new RingProbe(RegionObject.open(name, ArenaLayout.KIND, ArenaLayout.VERSION, null), "");
    }

    /** Makes an empty queue that has seen so many messages; nobody may have it open. */
    public void moveTo(long position) {
        long capacity = RawMemory.getLong(body + RingLayout.CAPACITY);
        RingWords words = new RingWords(body + RingLayout.CONTROL_WORDS, capacity);
        for (long next = position; next - position < capacity; next++) words.release(next, words.before(next));
        RawMemory.putLongRelease(body + RingLayout.TAIL, position);
        RawMemory.putLongRelease(body + RingLayout.HEAD, position);
    }

    /** As {@link #moveTo(long)}, of a queue of bytes that has seen so many bytes; a multiple of 64. */
    public void moveTo(long position, long arenaPosition) {
        moveTo(position);
        long capacity = RawMemory.getLong(body + RingLayout.CAPACITY);
        long slots = body + RingLayout.slots(capacity, RawMemory.getInt(body + RingLayout.MODES));
        for (long last = position - capacity; last != position; last++) {
            long extent = slots + (last & capacity - 1) * ArenaLayout.EXTENT_BYTES;
            RawMemory.putLong(extent + ArenaLayout.START, arenaPosition);
            RawMemory.putLong(extent + ArenaLayout.RESERVED, 0);
            RawMemory.putLong(extent + ArenaLayout.STAMP, ArenaLayout.stamp(last, arenaPosition, 0));
        }
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

    /** Bytes of the body before the messages: with extents, if there are any. */
    public int controlBytes() {
        long capacity = RawMemory.getLong(body + RingLayout.CAPACITY);
        int modes = RawMemory.getInt(body + RingLayout.MODES);
        boolean ofBytes = RawMemory.getLong(body + RingLayout.ARENA) > 0;
        return (int)
                (ofBytes
                        ? RingLayout.slotsEnd(capacity, modes, ArenaLayout.EXTENT_BYTES)
                        : RingLayout.slots(capacity, modes));
    }
}
