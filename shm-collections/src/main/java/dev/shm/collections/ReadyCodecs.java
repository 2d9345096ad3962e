package dev.shm.collections;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The codecs that need no argument. */
final class ReadyCodecs {
    static final Codec<String> UTF8 = new Simple<>(
            String.class,
            "utf8",
            text -> text.getBytes(StandardCharsets.UTF_8),
            bytes -> new String(bytes, StandardCharsets.UTF_8));
    static final Codec<byte[]> BYTES = new Simple<>(byte[].class, "bytes", byte[]::clone, bytes -> bytes);
    static final Codec<Boolean> BOOLEANS =
            fixed(Boolean.class, "bool8", 1, (to, value) -> to.put((byte) (value ? 1 : 0)), from -> from.get() != 0);
    static final Codec<Byte> INT8 = fixed(Byte.class, "int8", Byte.BYTES, ByteBuffer::put, ByteBuffer::get);
    static final Codec<Short> INT16 =
            fixed(Short.class, "int16", Short.BYTES, ByteBuffer::putShort, ByteBuffer::getShort);
    static final Codec<Character> CHAR16 =
            fixed(Character.class, "char16", Character.BYTES, ByteBuffer::putChar, ByteBuffer::getChar);
    static final Codec<Integer> INT32 =
            fixed(Integer.class, "int32", Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);
    static final Codec<Long> INT64 = fixed(Long.class, "int64", Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);
    static final Codec<Float> FLOAT32 = fixed(
            Float.class,
            "float32",
            Float.BYTES,
            (to, value) -> to.putInt(Float.floatToIntBits(value)),
            ByteBuffer::getFloat);
    static final Codec<Double> FLOAT64 = fixed(
            Double.class,
            "float64",
            Double.BYTES,
            (to, value) -> to.putLong(Double.doubleToLongBits(value)),
            ByteBuffer::getDouble);

    private ReadyCodecs() {}

    private static <V> Codec<V> fixed(
            Class<V> type, String id, int sizeBytes, BiConsumer<ByteBuffer, V> writer, Function<ByteBuffer, V> reader) {
        return new Simple<>(
                type,
                id,
                value -> {
                    ByteBuffer buffer = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
                    writer.accept(buffer, value);
                    return buffer.array();
                },
                bytes -> reader.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
    }

    private record Simple<V>(Class<V> type, String id, Function<V, byte[]> encoder, Function<byte[], V> decoder)
            implements Codec<V> {
        @Override
        public byte[] encode(V value) {
            return encoder.apply(value);
        }

        @Override
        public V decode(byte[] bytes) {
            return decoder.apply(bytes);
        }
    }
}
