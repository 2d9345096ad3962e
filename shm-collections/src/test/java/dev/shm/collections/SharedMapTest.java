package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.ReadOnlyRegionException;
import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maps and sets of any keys and values. */
@NothingLeftBehind
class SharedMapTest {
    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void deleteMap() {
        SharedRegion.delete(name);
    }

    private SharedMap<String, byte[]> cache() {
        return SharedMap.openOrCreate(name, Codec.utf8(), Codec.bytes());
    }

    @Test
    void whatWasPutIsThereUntilItIsRemoved() {
        try (SharedMap<String, byte[]> cache = cache()) {
            assertFalse(cache.put("k", new byte[] {1, 2}));
            assertTrue(cache.put("k", new byte[] {3}));
            assertArrayEquals(new byte[] {3}, cache.get("k"));
            assertNull(cache.get("K"));
            assertTrue(cache.containsKey("k"));
            assertTrue(cache.remove("k"));
            assertFalse(cache.remove("k"));
            assertTrue(cache.isEmpty());
        }
    }

    @Test
    void valuesOfOneByteToAMegabyteComeBack() {
        try (SharedMap<String, byte[]> cache = cache()) {
            for (int size = 1; size <= 1 << 20; size *= 2) {
                byte[] value = new byte[size];
                for (int i = 0; i < size; i++) value[i] = (byte) (i * 31 + size);
                cache.put("of " + size, value);
                assertArrayEquals(value, cache.get("of " + size));
            }
            assertEquals(21, cache.size());
            for (int size = 1; size <= 1 << 20; size *= 2) assertEquals(size, there(cache.get("of " + size)).length);
            assertEquals(List.of(), cache.verify());
            long reserved = cache.statistics().reservedBytes();
            for (int i = 0; i < 50; i++) cache.put("of 1048576", new byte[(1 << 20) - i]);
            assertTrue(
                    cache.statistics().reservedBytes() <= reserved + (4 << 20),
                    "the pieces of old values are used again");
            assertEquals(List.of(), cache.verify());
        }
    }

    @Test
    void emptyKeysAndValuesAreSome() {
        try (SharedMap<String, byte[]> cache = cache()) {
            cache.put("", new byte[0]);
            assertArrayEquals(new byte[0], cache.get(""));
        }
    }

    private static <V> V there(@Nullable V value) {
        return Objects.requireNonNull(value);
    }

    @Test
    @SuppressWarnings("NullAway") // the point of it
    void nullIsRefused() {
        try (SharedMap<String, byte[]> cache = cache()) {
            assertThrows(NullPointerException.class, () -> cache.put(null, new byte[0]));
            assertThrows(NullPointerException.class, () -> cache.put("k", null));
            assertThrows(NullPointerException.class, () -> cache.get(null));
            assertEquals(0, cache.size());
        }
    }

    @Test
    void conditionalChangesCompareBytes() {
        try (SharedMap<String, byte[]> cache = cache()) {
            assertFalse(cache.replace("k", new byte[1]));
            assertTrue(cache.putIfAbsent("k", new byte[] {1}));
            assertFalse(cache.putIfAbsent("k", new byte[] {2}));
            assertFalse(cache.replace("k", new byte[] {2}, new byte[] {3}));
            assertTrue(cache.replace("k", new byte[] {1}, new byte[] {3}));
            assertFalse(cache.remove("k", new byte[] {1}));
            assertTrue(cache.remove("k", new byte[] {3}));
        }
    }

    @Test
    void mergeAndComputeIfAbsentAreOneStep() throws InterruptedException {
        try (SharedMap<String, Long> counts = SharedMap.create(name, Codec.utf8(), Codec.int64())) {
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.length; t++) {
                threads[t] = new Thread(() -> {
                    for (int i = 0; i < 5_000; i++) counts.merge("w" + i % 100, 1L, Long::sum);
                });
                threads[t].start();
            }
            for (Thread thread : threads) thread.join();
            for (int i = 0; i < 100; i++) assertEquals(200L, counts.get("w" + i));
            assertEquals(7L, counts.computeIfAbsent("new", key -> 7L));
            assertEquals(7L, counts.computeIfAbsent("new", key -> 8L));
        }
    }

    @Test
    void functionThatThrowsOrChangesTheMapLeavesItAsItWas() {
        try (SharedMap<String, Long> counts = SharedMap.create(name, Codec.utf8(), Codec.int64())) {
            counts.put("k", 1L);
            assertThrows(
                    ArithmeticException.class,
                    () -> counts.merge("k", 1L, (one, two) -> {
                        throw new ArithmeticException();
                    }));
            assertThrows(
                    IllegalStateException.class,
                    () -> counts.merge("k", 1L, (one, two) -> {
                        counts.put("other", 1L);
                        return 2L;
                    }));
            assertThrows(
                    IllegalStateException.class,
                    () -> counts.computeIfAbsent("new", key -> {
                        counts.remove("k");
                        return 2L;
                    }));
            try (SharedMap<String, Long> second = SharedMap.open(name, Codec.utf8(), Codec.int64())) {
                assertThrows(
                        IllegalStateException.class,
                        () -> counts.merge("k", 1L, (one, two) -> {
                            second.put("other", 1L);
                            return 2L;
                        }),
                        "a second attachment would wait for the first for ever");
            }
            assertEquals(2L, counts.merge("k", 1L, (one, two) -> there(counts.get("k")) + two));
            assertEquals(1, counts.size());
            assertEquals(List.of(), counts.verify());
        }
    }

    @Test
    void forEachShowsAllOnceAlsoLargeOnes() {
        try (SharedMap<Integer, String> map = SharedMap.create(name, Codec.int32(), Codec.utf8())) {
            Map<Integer, String> model = new HashMap<>();
            for (int i = 0; i < 3_000; i++) {
                String value = i % 500 == 0 ? "large".repeat(20_000) : "small " + i;
                model.put(i, value);
                map.put(i, value);
            }
            Map<Integer, String> seen = new HashMap<>();
            map.forEach((key, value) -> assertNull(seen.put(key, value)));
            assertEquals(model, seen);
        }
    }

    @Test
    void everyCodecGivesBackWhatItTook() {
        roundTrip(Codec.booleans(), true, false);
        roundTrip(Codec.int8(), (byte) -128, (byte) 127);
        roundTrip(Codec.int16(), Short.MIN_VALUE, (short) 1);
        roundTrip(Codec.char16(), '\uffff', 'a');
        roundTrip(Codec.int32(), Integer.MIN_VALUE, 1);
        roundTrip(Codec.int64(), Long.MIN_VALUE, 1L);
        roundTrip(Codec.float32(), Float.NaN, -0f, 1.5f);
        roundTrip(Codec.float64(), Double.NaN, -0d, 1.5);
        roundTrip(Codec.utf8(), "", "\ud83d\ude00 \u20ac");
        roundTrip(Codec.marshallable(Point.class, Point::new), new Point(1, 2), new Point(-1, 0));
        assertEquals(5, Codec.int32().encode(0x0500_0000)[3]);
    }

    @SafeVarargs
    private <V> void roundTrip(Codec<V> codec, V... values) {
        SharedRegion.delete(name);
        try (SharedMap<V, V> map = SharedMap.create(name, codec, codec)) {
            for (V value : values) map.put(value, value);
            assertEquals(values.length, map.size());
            for (V value : values) assertEquals(value, map.get(value));
        }
    }

    @Test
    void structsAreValues() {
        Codec<Tick> codec = Codec.struct(SharedTick.TYPE);
        try (SharedMap<Long, Tick> map = SharedMap.create(name, Codec.int64(), codec)) {
            map.put(1L, Tick.of(77));
            assertEquals(Tick.of(77).toString(), there(map.get(1L)).toString());
            assertTrue(map.replace(1L, Tick.of(77), Tick.of(78)));
        }
        assertThrows(IllegalArgumentException.class, () -> codec.decode(new byte[3]));
    }

    @Test
    void otherCodecsAreRefused() {
        cache().close();
        assertThrows(LayoutMismatchException.class, () -> SharedMap.open(name, Codec.utf8(), Codec.utf8()));
        assertThrows(LayoutMismatchException.class, () -> SharedMap.open(name, Codec.bytes(), Codec.bytes()));
        assertThrows(LayoutMismatchException.class, () -> SharedSet.open(name, Codec.utf8()));
    }

    @Test
    void readerReadsOnly() {
        try (SharedMap<String, byte[]> cache = cache()) {
            cache.put("k", new byte[] {1});
            try (SharedMap<String, byte[]> reader = SharedMap.openReadOnly(name, Codec.utf8(), Codec.bytes())) {
                assertArrayEquals(new byte[] {1}, reader.get("k"));
                assertThrows(ReadOnlyRegionException.class, () -> reader.put("k", new byte[0]));
            }
        }
    }

    @Test
    void closedMapRefuses() {
        SharedMap<String, byte[]> cache = cache();
        cache.close();
        cache.close();
        assertThrows(RegionClosedException.class, () -> cache.get("k"));
        assertThrows(RegionClosedException.class, () -> cache.put("k", new byte[0]));
    }

    @Test
    void setHasEachKeyOnce() {
        try (SharedSet<String> set = SharedSet.create(name, Codec.utf8())) {
            assertTrue(set.add("a"));
            assertFalse(set.add("a"));
            for (int i = 0; i < 20_000; i++) assertTrue(set.add("k" + i));
            assertTrue(set.contains("k19999"));
            assertFalse(set.contains("k20000"));
            assertTrue(set.remove("a"));
            assertFalse(set.remove("a"));
            Set<String> seen = new HashSet<>();
            set.forEach(key -> assertTrue(seen.add(key)));
            assertEquals(20_000, seen.size());
            assertEquals(20_000, set.size());
            assertTrue(set.statistics().splits() > 0);
            set.clear();
            assertTrue(set.isEmpty());
            assertEquals(List.of(), set.verify());
        }
    }

    /** Something of Chronicle's. */
    private static final class Point implements BytesMarshallable {
        private int x;
        private int y;

        Point() {}

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void writeMarshallable(BytesOut<?> bytes) {
            bytes.writeInt(x).writeInt(y);
        }

        @Override
        public void readMarshallable(BytesIn<?> bytes) {
            x = bytes.readInt();
            y = bytes.readInt();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Point that && x == that.x && y == that.y;
        }

        @Override
        public int hashCode() {
            return 31 * x + y;
        }
    }
}
