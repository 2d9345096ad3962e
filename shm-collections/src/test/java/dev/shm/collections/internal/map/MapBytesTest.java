package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
class MapBytesTest {
    private final String name = "map-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    @Test
    void valuesOfOneByteToOneMebibyteComeBack() {
        Random random = new Random(5);
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            for (int round = 0; round < 3; round++) {
                for (int size = 1; size <= 1 << 20; size *= 2) {
                    byte[] value = new byte[size];
                    random.nextBytes(value);
                    map.put(key(size), value);
                    assertArrayEquals(value, map.get(key(size)));
                }
            }
            assertEquals(21, map.table.size());
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void spaceOfReplacedAndRemovedValuesIsUsedAgain() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            for (int i = 0; i < 3; i++) map.put(key(i), new byte[200_000]);
            long before = map.table.figures().reservedBytes();
            for (int i = 0; i < 200; i++) {
                map.put(key(i % 3), new byte[200_000 - i]);
                if (i % 5 == 0) assertTrue(map.remove(key(i % 3)));
            }
            map.table.clear();
            assertNull(map.get(key(1)));
            for (int i = 0; i < 3; i++) map.put(key(i), new byte[200_000]);
            assertTrue(map.table.figures().reservedBytes() <= before * 2, "space was not used again");
            assertEquals(List.of(), map.table.verify());
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndNothingChanges() {
        try (ByteMap map = ByteMap.create(name, 64 * 1061)) {
            map.put(key(1), new byte[] {1});
            byte[] tooLarge = new byte[(int) map.table.mostBytes()];
            assertThrows(IllegalArgumentException.class, () -> map.put(key(1), tooLarge));
            assertArrayEquals(new byte[] {1}, map.get(key(1)));
            assertEquals(List.of(), map.table.verify());
        }
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(StandardCharsets.UTF_8);
    }
}
