package dev.shm.collections;

import dev.shm.struct.FieldType;
import dev.shm.struct.LayoutBuilder;
import dev.shm.struct.Struct;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.BytesMarshallable;

/**
 * How keys or values of a {@link SharedMap} become bytes and objects again. The ready ones are here; implement it for
 * others:
 *
 * <pre>{@code
 * final class PointCodec implements Codec<Point> {
 *     public Class<Point> type() { return Point.class; }
 *     public String id() { return "point"; }
 *     public byte[] encode(Point p) { return ByteBuffer.allocate(8).putInt(p.x()).putInt(p.y()).array(); }
 *     public Point decode(byte[] b) { return new Point(ByteBuffer.wrap(b).getInt(0), ByteBuffer.wrap(b).getInt(4)); }
 * }
 * }</pre>
 *
 * <p>Two keys are the same if their bytes are, so equal keys must become equal bytes. Any thread may call any method,
 * of any process: the bytes must not depend on the process.
 *
 * @param <V> what becomes bytes; never null
 */
public interface Codec<V> {
    /** Of the objects. */
    Class<V> type();

    /**
     * What the form of the bytes is called: stored with each map, and compared when that is opened. Up to 255 letters,
     * digits, and {@code _}, {@code .} and {@code -}.
     */
    String id();

    /**
     * The bytes for an object.
     *
     * @throws IllegalArgumentException if it has none; the map is unchanged
     */
    byte[] encode(V value);

    /**
     * The object for bytes, which {@link #encode} made unless memory was written over; never null.
     *
     * @throws RuntimeException if there is none
     */
    V decode(byte[] bytes);

    /** What is stored about the form: the id, unless more is known. */
    default StructLayout layout() {
        LayoutBuilder layout = StructLayout.builder(id(), 1);
        return layout.field("bytes", FieldType.BYTE).build();
    }

    /** Text as UTF-8. A lone surrogate becomes {@code ?}, as in {@code String.getBytes}. */
    static Codec<String> utf8() {
        return ReadyCodecs.UTF8;
    }

    /** Bytes as they are. Keys of these are equal by their content. */
    static Codec<byte[]> bytes() {
        return ReadyCodecs.BYTES;
    }

    /** A {@code Boolean} in one byte. */
    static Codec<Boolean> booleans() {
        return ReadyCodecs.BOOLEANS;
    }

    /** A {@code Byte}. */
    static Codec<Byte> int8() {
        return ReadyCodecs.INT8;
    }

    /** A {@code Short} in two bytes, little-endian, as all that follow. */
    static Codec<Short> int16() {
        return ReadyCodecs.INT16;
    }

    /** A {@code Character} in two bytes. */
    static Codec<Character> char16() {
        return ReadyCodecs.CHAR16;
    }

    /** An {@code Integer} in four bytes. */
    static Codec<Integer> int32() {
        return ReadyCodecs.INT32;
    }

    /** A {@code Long} in eight bytes. */
    static Codec<Long> int64() {
        return ReadyCodecs.INT64;
    }

    /** A {@code Float} in four bytes; all NaNs are one. */
    static Codec<Float> float32() {
        return ReadyCodecs.FLOAT32;
    }

    /** A {@code Double} in eight bytes; all NaNs are one. */
    static Codec<Double> float64() {
        return ReadyCodecs.FLOAT64;
    }

    /**
     * What Chronicle can write into {@code Bytes}.
     *
     * @param maker an empty object, to read into
     */
    static <V extends BytesMarshallable> Codec<V> marshallable(Class<V> type, Supplier<V> maker) {
        return new MarshallableCodec<>(type, maker);
    }

    /** The class of a struct, as all its bytes; maps of another layout are refused field by field. */
    static <V, S extends Struct> Codec<V> struct(StructType<V, S> type) {
        return new StructCodec<>(type);
    }
}
