package dev.shm.collections;

import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;

/** {@link Codec#struct}. */
record StructCodec<V, S extends Struct>(StructType<V, S> structType, Nans nans) implements Codec<V> {
    StructCodec(StructType<V, S> structType) {
        this(structType, new Nans());
        nans.add(structType.layout(), 0);
    }

    @Override
    public Class<V> type() {
        return structType.valueType();
    }

    @Override
    public String id() {
        return structType.layout().name();
    }

    @Override
    public StructLayout layout() {
        return structType.layout();
    }

    @Override
    public byte[] encode(V value) {
        S flyweight = zeroed(); // so that equal values are equal bytes
        structType.write(flyweight, value);
        nans.unify(StructAccess.writeAddress(flyweight));
        byte[] bytes = new byte[layout().sizeBytes()];
        RawMemory.copyToArray(StructAccess.readAddress(flyweight), bytes, 0, bytes.length);
        Reference.reachabilityFence(flyweight);
        return bytes;
    }

    @Override
    public V decode(byte[] bytes) {
        if (bytes.length != layout().sizeBytes()) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are no " + id() + ", which has " + layout().sizeBytes());
        }
        S flyweight = zeroed();
        RawMemory.copyFromArray(bytes, 0, StructAccess.writeAddress(flyweight), bytes.length);
        return structType.read(flyweight);
    }

    private S zeroed() {
        return StructAccess.allocate(structType.newFlyweight());
    }
}
