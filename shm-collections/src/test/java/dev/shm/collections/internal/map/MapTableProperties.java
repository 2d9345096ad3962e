package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/** Anything that is done to a map and to a {@code HashMap} leaves the same in both. */
class MapTableProperties {
    private final String name = "map-" + UUID.randomUUID();

    @AfterTry
    void delete() {
        TestMap.delete(name);
    }

    @Property(tries = 15)
    void structsAreThoseOfAHashMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4_000) int keys) {
        Random random = new Random(seed);
        Map<Long, Long> model = new HashMap<>();
        long segmentBytes = random.nextBoolean() ? TestMap.SMALL_SEGMENT_BYTES : 64 * 1061;
        try (TestMap map = TestMap.create(name, segmentBytes)) {
            int steps = Proof.shortOrFull(5_000, 50_000);
            for (int i = 0; i < steps; i++) {
                long key = random.nextInt(keys) - keys / 2L;
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> {
                        map.put(key, i);
                        model.put(key, (long) i);
                    }
                    case 4, 5 -> assertEquals(model.remove(key) != null, map.remove(key));
                    case 6 -> assertEquals(model.computeIfPresent(key, (k, v) -> v + 5) != null, map.add(key, 5));
                    default -> assertEquals(model.get(key), map.get(key));
                }
                if (random.nextInt(2_000) == 0) map.table.compact();
                if (random.nextInt(10_000) == 0) {
                    map.table.clear();
                    model.clear();
                }
            }
            model.forEach((key, value) -> assertEquals(value, map.get(key)));
            assertEquals(model.size(), map.size());
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Property(tries = 15)
    void bytesAreThoseOfAHashMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000) int keys) {
        Random random = new Random(seed);
        Map<String, byte[]> model = new HashMap<>();
        try (ByteMap map = ByteMap.create(name, random.nextBoolean() ? 64 * 131 : 64 * 1061)) {
            int steps = Proof.shortOrFull(2_000, 20_000);
            for (int i = 0; i < steps; i++) {
                int number = random.nextInt(keys);
                String key = "k" + "x".repeat(number % 50 == 0 ? number * 40 : number % 30) + number;
                byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> {
                        byte[] value = value(random, i);
                        map.put(bytes, value);
                        model.put(key, value);
                    }
                    case 3, 4 -> assertEquals(model.remove(key) != null, map.remove(bytes));
                    default -> assertArrayEquals(model.get(key), map.get(bytes));
                }
                if (random.nextInt(1_000) == 0) map.table.compact();
                if (random.nextInt(5_000) == 0) {
                    map.table.clear();
                    model.clear();
                }
            }
            assertEquals(List.of(), map.table.verify());
            assertEquals(model.size(), map.table.size());
            Map<String, byte[]> all = map.all();
            assertEquals(model.keySet(), all.keySet());
            model.forEach((key, value) -> {
                assertArrayEquals(value, map.get(key.getBytes(StandardCharsets.UTF_8)));
                assertTrue(Arrays.equals(value, all.get(key)));
            });
        }
    }

    private static byte[] value(Random random, int number) {
        int size =
                switch (random.nextInt(20)) {
                    case 0 -> random.nextInt(100_000);
                    case 1 -> random.nextInt(3_000);
                    default -> random.nextInt(100);
                };
        byte[] value = new byte[size];
        Arrays.fill(value, (byte) number);
        if (size > 8) random.nextBytes(value);
        return value;
    }
}
