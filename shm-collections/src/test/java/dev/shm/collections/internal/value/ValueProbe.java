package dev.shm.collections.internal.value;

import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.struct.StructLayout;

/** An attachment that looks at the raw words of a value, and scribbles over them. */
public final class ValueProbe implements AutoCloseable {
    private final RegionObject object;
    private final long body;

    private ValueProbe(RegionObject object) {
        this.object = object;
        this.body = object.memory().addressOf(object.bodyOffset(), object.bodyBytes());
    }

    public static ValueProbe open(String name, StructLayout layout) {
        return new ValueProbe(RegionObject.open(name, ValueLayout.KIND, ValueLayout.VERSION, layout));
    }

    /** All of the body. */
    public byte[] read() {
        byte[] bytes = new byte[(int) object.bodyBytes()];
        RawMemory.copyToArray(body, bytes, 0, bytes.length);
        return bytes;
    }

    /** Overwrites a part of the body. */
    public void write(int offset, byte[] bytes) {
        RawMemory.copyFromArray(bytes, 0, body + offset, bytes.length);
    }

    /** The writer's word, 0 when nobody sets a value. */
    public long writer() {
        return RawMemory.getLongVolatile(body + ValueLayout.WRITER);
    }

    @Override
    public void close() {
        object.close();
    }
}
