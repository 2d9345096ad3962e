package demo;

import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import dev.shm.collections.SharedTable;
import dev.shm.collections.StructMap;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A kind of map for {@link MapProperties}: how to open one, and what the n-th key and a value for it are.
 *
 * @param keys how many keys are different
 */
record MapKind<K, V>(
        String name,
        int keys,
        Function<String, Opened<K, V>> opener,
        IntFunction<K> key,
        BiFunction<K, Integer, V> value) {
    private static final int MANY = 20_000;

    /** A map by its own methods, and as the JDK has maps. */
    record Opened<K, V>(SharedTable table, ConcurrentMap<K, V> view) {}

    @Override
    public String toString() {
        return name;
    }

    static final List<MapKind<?, ?>> ALL = List.of(
            generated("long", MANY, Keyed_ByLongMap::openOrCreate, i -> i * 7L - 9, (k, n) -> new Keyed.ByLong(n, k)),
            generated("int", MANY, Keyed_ByIntMap::openOrCreate, i -> i - 100, (k, n) -> new Keyed.ByInt(n, k)),
            generated("short", MANY, Keyed_ByShortMap::openOrCreate, i -> (short) i, Keyed.ByShort::new),
            generated("char", MANY, Keyed_ByCharMap::openOrCreate, i -> (char) (65_535 - i), Keyed.ByChar::new),
            generated("byte", 256, Keyed_ByByteMap::openOrCreate, i -> (byte) i, Keyed.ByByte::new),
            generated("boolean", 2, Keyed_ByBooleanMap::openOrCreate, i -> i == 1, Keyed.ByBoolean::new),
            generated("float", MANY, Keyed_ByFloatMap::openOrCreate, i -> i * 0.5f, Keyed.ByFloat::new),
            generated("double", MANY, Keyed_ByDoubleMap::openOrCreate, i -> -i * 0.25, Keyed.ByDouble::new),
            generated("enum", 2, Keyed_ByEnumMap::openOrCreate, MapKind::side, Keyed.ByEnum::new),
            generated("text", MANY, Keyed_ByTextMap::openOrCreate, i -> "key \u20ac " + i, Keyed.ByText::new),
            generated("box", MANY, Keyed_ByBoxMap::openOrCreate, i -> (long) i, Keyed.ByBox::new),
            generated("uuid", MANY, Keyed_ByUuidMap::openOrCreate, i -> new UUID(i, -i), Keyed.ByUuid::new),
            generated("instant", MANY, Keyed_ByInstantMap::openOrCreate, Instant::ofEpochSecond, Keyed.ByInstant::new),
            generated("duration", MANY, Keyed_ByDurationMap::openOrCreate, Duration::ofNanos, Keyed.ByDuration::new),
            generated("date", MANY, Keyed_ByDateMap::openOrCreate, LocalDate::ofEpochDay, Keyed.ByDate::new),
            generated(
                    "decimal",
                    MANY,
                    Keyed_ByDecimalMap::openOrCreate,
                    i -> BigDecimal.valueOf(i, 2),
                    Keyed.ByDecimal::new),
            generated("struct", MANY, Keyed_ByPlaceMap::openOrCreate, MapKind::place, Keyed.ByPlace::new),
            generated(
                    "two fields",
                    MANY,
                    Keyed_ByTwoMap::openOrCreate,
                    i -> new Keyed_ByTwoKey("name " + i % 200, Instant.ofEpochSecond(i / 200)),
                    (k, n) -> new Keyed.ByTwo(k.name(), n, k.at())),
            coded("byte to boolean", Codec.int8(), Codec.booleans(), i -> (byte) i, (k, n) -> n % 2 == 0),
            coded("char to float", Codec.char16(), Codec.float32(), i -> (char) i, (k, n) -> n * 0.5f),
            coded("text to long", Codec.utf8(), Codec.int64(), i -> "k" + i, (k, n) -> (long) n),
            coded("int to text", Codec.int32(), Codec.utf8(), i -> i, (k, n) -> "v".repeat(n % 97) + n),
            coded("double to short", Codec.float64(), Codec.int16(), i -> i * 0.5, (k, n) -> (short) (int) n),
            coded("uuid to large", new UuidCodec(), Codec.utf8(), i -> new UUID(i, i), MapKind::large),
            coded(
                    "struct to struct",
                    Codec.struct(SharedScore.TYPE),
                    Codec.struct(SharedKeyed_ByLong.TYPE),
                    i -> new Score("s" + i, i),
                    (k, n) -> new Keyed.ByLong(n, n)));

    private static Keyed.Side side(int index) {
        return index == 0 ? Keyed.Side.BUY : Keyed.Side.SELL;
    }

    private static Keyed.Place place(int index) {
        UUID owner = index % 3 == 0 ? null : new UUID(index, index);
        return new Keyed.Place(
                index / 4, owner, index % 2 == 0 ? null : (short) index, index % 5 == 0 ? null : "door" + index % 7);
    }

    /** Seldom, so that not all memory goes into chunks. */
    private static String large(UUID key, int n) {
        return (key.getMostSignificantBits() % 500 == 0 ? "large ".repeat(10_000) : "small ") + n;
    }

    private static <K, V, M extends StructMap<K, V, ?>> MapKind<K, V> generated(
            String name, int keys, Function<String, M> opener, IntFunction<K> key, BiFunction<K, Integer, V> value) {
        return new MapKind<>(
                name,
                keys,
                mapName -> {
                    M map = opener.apply(mapName);
                    return new Opened<>(map, map.asMap());
                },
                key,
                value);
    }

    private static <K, V> MapKind<K, V> coded(
            String name, Codec<K> keys, Codec<V> values, IntFunction<K> key, BiFunction<K, Integer, V> value) {
        return new MapKind<>(
                name,
                MANY,
                mapName -> {
                    SharedMap<K, V> map = SharedMap.openOrCreate(mapName, keys, values);
                    return new Opened<>(map, map.asMap());
                },
                key,
                value);
    }

    /** A codec of a program's own. */
    private static final class UuidCodec implements Codec<UUID> {
        @Override
        public Class<UUID> type() {
            return UUID.class;
        }

        @Override
        public String id() {
            return "uuid";
        }

        @Override
        public byte[] encode(UUID value) {
            return ByteBuffer.allocate(16)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits())
                    .array();
        }

        @Override
        public UUID decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(bytes, 16));
            return new UUID(buffer.getLong(), buffer.getLong());
        }
    }
}
