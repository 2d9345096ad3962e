package dev.shm.collections.internal.queue;

/** Shows a queue of bytes as {@link RingInspector} shows one of structs. */
public final class ByteRingInspector extends RingInspector {
    @Override
    public String kind() {
        return ArenaLayout.KIND;
    }

    @Override
    public String title() {
        return "byte queue";
    }

    @Override
    public int version() {
        return ArenaLayout.VERSION;
    }
}
