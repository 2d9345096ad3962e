package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Maps that are told no size: how large they get, and what that costs. */
@NothingLeftBehind
@Timeout(600)
class MapGrowthTest {
    private static final long MAX_BYTES = 8L << 30;
    private static final int SIZES = 16;

    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    /** Of 72 bytes each, from one size to twice that; all that is reserved is counted. */
    @Test
    void entriesTakeLittleMoreThanTheyAre() {
        int first = Proof.shortOrFull(100_000, 1_000_000);
        double sum = 0;
        double worst = 0;
        try (TestMap map = TestMap.create(name, 64 * 1061, MAX_BYTES)) {
            long key = 0;
            for (int i = 0; i < SIZES; i++) {
                long size = first + (long) first * i / SIZES;
                for (; key < size; key++) map.put(key * 0x9E37_79B9_7F4A_7C15L, key);
                double bytes = (double) map.table.figures().reservedBytes() / size;
                sum += bytes;
                worst = Math.max(worst, bytes);
            }
        }
        System.out.printf("bytes an entry, %d to %d: mean %.1f, worst %.1f%n", first, 2 * first, sum / SIZES, worst);
        // A small map has a larger share of what is made in advance.
        assertTrue(sum / SIZES <= Proof.shortOrFull(125, 115), "mean " + sum / SIZES);
        assertTrue(worst <= 155, "worst " + worst);
    }

    @Test
    void millionsOfEntriesAreThere() {
        long count = Proof.shortOrFull(300_000L, 20_000_000L);
        try (TestMap map = TestMap.create(name, 64 * 1061, MAX_BYTES)) {
            for (long key = 0; key < count; key++) map.put(key, -key);
            assertEquals(count, map.size());
            for (long key = 0; key < count; key++) assertEquals(-key, map.get(key));
            assertEquals(List.of(), map.table.verify());
            System.out.println("millions: " + map.table.figures());
        }
    }
}
