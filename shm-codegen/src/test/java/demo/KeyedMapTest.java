package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.StructMap;
import dev.shm.struct.Struct;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A generated map for each type of key, through the methods of that type and as a {@code ConcurrentMap}. */
class KeyedMapTest {
    private final String name = "keyed-" + UUID.randomUUID();

    @AfterEach
    void deleteMap() {
        SharedRegion.delete(name);
    }

    /** Keys that are all different; each is found, and only it. */
    private <K, T, S extends Struct> void check(
            Function<String, ? extends StructMap<K, T, S>> create,
            BiFunction<K, Integer, T> make,
            Function<T, Integer> valueOf,
            List<K> keys) {
        SharedRegion.delete(name);
        try (StructMap<K, T, S> map = create.apply(name)) {
            ConcurrentMap<K, T> jdk = map.asMap();
            for (int i = 0; i < keys.size(); i++) assertFalse(map.put(make.apply(keys.get(i), i)), "key " + i);
            assertEquals(keys.size(), map.size());
            for (int i = 0; i < keys.size(); i++) {
                assertEquals(i, valueOf.apply(jdk.get(keys.get(i))), "key " + i);
                assertTrue(map.put(make.apply(keys.get(i), i + 1_000)), "key " + i);
            }
            List<K> found = new ArrayList<>(jdk.keySet());
            for (K key : keys) assertTrue(found.removeIf(other -> Objects.deepEquals(other, key)));
            assertEquals(List.of(), found);
            for (int i = 0; i < keys.size(); i += 2) assertEquals(i + 1_000, valueOf.apply(jdk.remove(keys.get(i))));
            for (int i = 0; i < keys.size(); i++) assertEquals(i % 2 == 1, jdk.containsKey(keys.get(i)), "key " + i);
            assertEquals(List.of(), map.verify());
        }
    }

    @Test
    void primitivesAreKeys() {
        check(Keyed_ByBooleanMap::create, Keyed.ByBoolean::new, Keyed.ByBoolean::value, List.of(true, false));
        check(Keyed_ByByteMap::create, Keyed.ByByte::new, Keyed.ByByte::value, List.of((byte) -128, (byte) -1, (byte)
                0));
        check(
                Keyed_ByShortMap::create,
                Keyed.ByShort::new,
                Keyed.ByShort::value,
                List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE));
        check(Keyed_ByCharMap::create, Keyed.ByChar::new, Keyed.ByChar::value, List.of('\0', 'a', '\u8000', '\uffff'));
        check(
                Keyed_ByIntMap::create,
                (key, value) -> new Keyed.ByInt(value, key),
                Keyed.ByInt::value,
                List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE));
        check(
                Keyed_ByLongMap::create,
                (key, value) -> new Keyed.ByLong(value, key),
                Keyed.ByLong::value,
                List.of(Long.MIN_VALUE, -1L, 0L, 1L, 1L << 32, Long.MAX_VALUE));
        check(
                Keyed_ByFloatMap::create,
                Keyed.ByFloat::new,
                Keyed.ByFloat::value,
                List.of(-0f, 0f, 1f, Float.NaN, Float.NEGATIVE_INFINITY));
        check(
                Keyed_ByDoubleMap::create,
                Keyed.ByDouble::new,
                Keyed.ByDouble::value,
                List.of(-0d, 0d, 1d, Double.NaN, Double.NEGATIVE_INFINITY));
    }

    @Test
    void primitiveMethodsFindWhatWasPut() {
        try (Keyed_ByCharMap map = Keyed_ByCharMap.create(name)) {
            map.put(new Keyed.ByChar('\uffff', 3));
            assertEquals(3, map.get('\uffff').value());
            SharedKeyed_ByChar view = SharedKeyed_ByChar.allocate();
            assertTrue(map.get('\uffff', view));
            assertTrue(map.update('\uffff', v -> v.value(4)));
            assertEquals(1, map.getAll(new char[] {'\uffff'}, new SharedKeyed_ByChar[] {view}, new boolean[1]));
            assertEquals(4, view.value());
        }
        SharedRegion.delete(name);
        try (Keyed_ByBooleanMap map = Keyed_ByBooleanMap.create(name)) {
            map.computeIfAbsent(true, v -> v.value(1));
            assertEquals(new Keyed.ByBoolean(true, 1), map.get(true));
            assertNull(map.get(false));
        }
    }

    @Test
    void allNaNsAreOneKey() {
        double other = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
        assertNotEquals(Double.doubleToRawLongBits(Double.NaN), Double.doubleToRawLongBits(other));
        try (Keyed_ByDoubleMap map = Keyed_ByDoubleMap.create(name)) {
            assertFalse(map.put(new Keyed.ByDouble(other, 1)));
            assertTrue(map.put(new Keyed.ByDouble(Double.NaN, 2)));
            assertEquals(2, map.get(other).value());
            assertTrue(map.update(other, v -> v.value(3)));
            assertEquals(1, map.size());
        }
    }

    @Test
    void enumsAndBoxesAreKeys() {
        check(
                Keyed_ByEnumMap::create,
                Keyed.ByEnum::new,
                Keyed.ByEnum::value,
                List.of(Keyed.Side.BUY, Keyed.Side.SELL));
        check(Keyed_ByBoxMap::create, Keyed.ByBox::new, Keyed.ByBox::value, List.of(0L, -1L, Long.MIN_VALUE));
    }

    @Test
    void textsAndBytesAreKeysUpToTheirLength() {
        List<String> texts = List.of("", "a", "ab", "ä", "\u20ac", "\ud83d\ude00", "a\0", "12345678901234567890");
        check(Keyed_ByTextMap::create, Keyed.ByText::new, Keyed.ByText::value, texts);
        List<String> longTexts = new ArrayList<>(texts);
        longTexts.add("x".repeat(69_999));
        longTexts.add("x".repeat(70_000));
        check(Keyed_ByLongTextMap::create, Keyed.ByLongText::new, Keyed.ByLongText::value, longTexts);
        check(
                Keyed_ByBytesMap::create,
                Keyed.ByBytes::new,
                Keyed.ByBytes::value,
                List.of(new byte[0], new byte[1], new byte[9], new byte[] {0, 1}, new byte[] {1, 0}));
    }

    @Test
    void whatIsBehindTheEndOfATextIsNoPartOfTheKey() {
        try (Keyed_ByTextMap map = Keyed_ByTextMap.create(name)) {
            map.put(new Keyed.ByText("a longer key", 1));
            map.put(new Keyed.ByText("a", 2)); // over the longer one, in this thread's private structs
            assertEquals(1, map.get("a longer key").value());
            assertEquals(2, map.get(CharBuffer.wrap("a")).value());
            assertTrue(map.remove("a longer key"));
            assertTrue(map.update("a", v -> v.key("a").value(3)));
            assertEquals(3, map.get("a").value());
        }
    }

    @Test
    void jdkValuesAreKeys() {
        check(
                Keyed_ByUuidMap::create,
                Keyed.ByUuid::new,
                Keyed.ByUuid::value,
                List.of(new UUID(0, 0), new UUID(0, 1), new UUID(1, 0), UUID.randomUUID()));
        check(
                Keyed_ByInstantMap::create,
                Keyed.ByInstant::new,
                Keyed.ByInstant::value,
                List.of(Instant.EPOCH, Instant.EPOCH.plusNanos(1), Instant.MIN, Instant.MAX));
        check(
                Keyed_ByDurationMap::create,
                Keyed.ByDuration::new,
                Keyed.ByDuration::value,
                List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)));
        check(
                Keyed_ByDateMap::create,
                Keyed.ByDate::new,
                Keyed.ByDate::value,
                List.of(LocalDate.EPOCH, LocalDate.MIN, LocalDate.MAX));
        check(
                Keyed_ByDecimalMap::create,
                Keyed.ByDecimal::new,
                Keyed.ByDecimal::value,
                List.of(new BigDecimal("0.00"), new BigDecimal("-0.01"), new BigDecimal("92233720368547758.07")));
    }

    @Test
    void structsAreKeysWithoutTheirPadding() {
        try (Keyed_ByStructMap map = Keyed_ByStructMap.create(name)) {
            Keyed.Leg full = new Keyed.Leg(1, "XETRA", 7, new double[] {1, 2});
            Keyed.Leg nulls = new Keyed.Leg(1, null, null, new double[2]);
            assertFalse(map.put(new Keyed.ByStruct(full, 1)));
            assertFalse(map.put(new Keyed.ByStruct(nulls, 2)));
            assertTrue(map.put(new Keyed.ByStruct(nulls, 3)));
            assertEquals(1, map.get(full).value());
            assertEquals(3, map.get(nulls).value()); // after a key whose bytes are under the nulls of this one
            assertTrue(map.containsKey(full));
            assertTrue(map.update(nulls, v -> v.value(4)));
            assertTrue(map.remove(full));
            assertFalse(map.remove(full));
            assertEquals(1, map.size());
        }
    }

    /** A flyweight's setter of null leaves the bytes of the value before. */
    @Test
    void whatIsBehindANullInAStructIsNoPartOfTheKey() {
        try (Keyed_ByStructMap map = Keyed_ByStructMap.create(name)) {
            Keyed.Leg nulls = new Keyed.Leg(1, null, null, new double[2]);
            SharedKeyed_ByStruct view = SharedKeyed_ByStruct.allocate();
            view.value(1).key().ratio(1).venue("XETRA").count(7);
            view.key().venue(null).count(null);
            assertFalse(map.put(view));
            assertTrue(map.put(new Keyed.ByStruct(nulls, 2)));
            assertEquals(2, map.get(view.key().get()).value());
            assertTrue(map.update(nulls, v -> {
                v.key().count(5);
                v.key().count(null);
                v.value(3);
            }));
            assertEquals(3, map.get(nulls).value());
            assertTrue(map.remove(nulls));
            assertEquals(0, map.size());
        }
    }

    @Test
    void whatCannotBeAKeyIsNotThereForTheJdk() {
        try (Keyed_ByManyMap map = Keyed_ByManyMap.create(name)) {
            byte[] bytes = {1};
            Keyed.ByMany value = new Keyed.ByMany("a", 1, bytes, 10);
            map.put(value);
            ConcurrentMap<Keyed_ByManyKey, Keyed.ByMany> jdk = map.asMap();
            List<Keyed_ByManyKey> strangers = List.of(
                    new Keyed_ByManyKey("much too long", 1, bytes),
                    new Keyed_ByManyKey("a", 1, new byte[5]),
                    new Keyed_ByManyKey(null, 1, bytes),
                    new Keyed_ByManyKey("a", 1, null));
            for (Keyed_ByManyKey stranger : strangers) {
                assertNull(jdk.get(stranger));
                assertFalse(jdk.containsKey(stranger));
                assertNull(jdk.remove(stranger));
                assertFalse(jdk.remove(stranger, value));
                assertFalse(jdk.replace(stranger, value, value));
                assertThrows(RuntimeException.class, () -> jdk.put(stranger, value));
            }
            Keyed_ByManyKey key = new Keyed_ByManyKey("a", 1, bytes);
            assertFalse(jdk.remove(key, new Keyed.ByMany("much too long", 1, bytes, 10)));
            assertFalse(jdk.remove(key, new Keyed.ByMany(null, 1, bytes, 10)));
            assertFalse(jdk.remove(key, new Keyed.ByMany("b", 1, bytes, 10)));
            assertTrue(jdk.replace(key, value, new Keyed.ByMany("a", 1, bytes, 11)));
            assertTrue(jdk.remove(key, new Keyed.ByMany("a", 1, bytes, 11)));
            assertEquals(0, map.size());
        }
    }

    /** As an object 1.5 is another key than 1.50, and as bytes it is the same. */
    @Test
    void keysAreComparedAsTheyAreStored() {
        try (Keyed_ByDecimalMap map = Keyed_ByDecimalMap.create(name)) {
            BigDecimal key = new BigDecimal("1.5");
            ConcurrentMap<BigDecimal, Keyed.ByDecimal> jdk = map.asMap();
            assertNull(jdk.put(key, new Keyed.ByDecimal(new BigDecimal("1.50"), 1)));
            assertEquals(1, jdk.get(key).value());
            assertThrows(IllegalArgumentException.class, () -> jdk.put(key, new Keyed.ByDecimal(BigDecimal.ONE, 2)));
            assertTrue(jdk.replace(key, new Keyed.ByDecimal(key, 1), new Keyed.ByDecimal(key, 2)));
            assertTrue(jdk.remove(key, new Keyed.ByDecimal(new BigDecimal("1.50"), 2)));
        }
    }

    @Test
    void severalFieldsAreAKeyAndHaveARecord() {
        try (Keyed_ByManyMap map = Keyed_ByManyMap.create(name)) {
            byte[] bytes = {1, 2};
            map.put(new Keyed.ByMany("a", 1, bytes, 10));
            map.put(new Keyed.ByMany("a", 2, bytes, 20));
            map.put(new Keyed.ByMany("b", 1, bytes, 30));
            map.put(new Keyed.ByMany("a", 1, new byte[1], 40));
            assertEquals(10, map.get("a", 1, bytes).value());
            assertEquals(
                    20, map.get(new Keyed_ByManyKey("a", 2, new byte[] {1, 2})).value());
            assertTrue(map.update(new Keyed_ByManyKey("b", 1, bytes), v -> v.value(31)));
            assertTrue(map.removeIf("a", 1, new byte[1], v -> v.value() == 40));
            SharedKeyed_ByMany[] views = {SharedKeyed_ByMany.allocate(), SharedKeyed_ByMany.allocate()};
            boolean[] found = new boolean[2];
            Keyed_ByManyKey[] keys = {new Keyed_ByManyKey("b", 1, bytes), new Keyed_ByManyKey("c", 1, bytes)};
            assertEquals(1, map.getAll(keys, views, found));
            assertEquals(31, views[0].value());
            assertTrue(Arrays.equals(new boolean[] {true, false}, found));
            Map<Keyed_ByManyKey, Integer> all = new HashMap<>();
            map.asMap().forEach((key, value) -> all.put(key, value.value()));
            assertEquals(
                    Map.of(
                            new Keyed_ByManyKey("a", 1, bytes), 10,
                            new Keyed_ByManyKey("a", 2, bytes), 20,
                            new Keyed_ByManyKey("b", 1, bytes), 31),
                    all);
        }
    }

    @Test
    void nullKeysAreRefused() {
        try (Keyed_ByTextMap map = Keyed_ByTextMap.create(name)) {
            NullPointerException refused =
                    assertThrows(NullPointerException.class, () -> map.put(new Keyed.ByText(null, 1)));
            assertTrue(refused.getMessage().contains("'key'"), refused.getMessage());
            assertThrows(NullPointerException.class, () -> map.get((String) null));
            assertThrows(NullPointerException.class, () -> map.update(null, v -> {}));
            assertEquals(0, map.size());
            map.put(new Keyed.ByText("fine", 1));
        }
        SharedRegion.delete(name);
        try (Keyed_ByUuidMap map = Keyed_ByUuidMap.create(name)) {
            assertThrows(NullPointerException.class, () -> map.put(new Keyed.ByUuid(null, 1)));
            assertThrows(NullPointerException.class, () -> map.containsKey(null));
        }
        SharedRegion.delete(name);
        try (Keyed_ByEnumMap map = Keyed_ByEnumMap.create(name)) {
            assertThrows(NullPointerException.class, () -> map.computeIfAbsent(null, v -> {}));
        }
    }
}
