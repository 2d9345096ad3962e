package dev.shm.collections;

import java.util.function.Supplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesMarshallable;

/** {@link Codec#marshallable}. */
record MarshallableCodec<V extends BytesMarshallable>(Class<V> type, Supplier<V> maker) implements Codec<V> {
    @Override
    public String id() {
        return "marshallable." + type.getName();
    }

    @Override
    public byte[] encode(V value) {
        Bytes<?> bytes = Bytes.allocateElasticOnHeap();
        try {
            value.writeMarshallable(bytes);
            return bytes.toByteArray();
        } finally {
            bytes.releaseLast();
        }
    }

    @Override
    public V decode(byte[] source) {
        Bytes<?> bytes = Bytes.wrapForRead(source);
        try {
            V value = maker.get();
            value.readMarshallable(bytes);
            return value;
        } finally {
            bytes.releaseLast();
        }
    }
}
