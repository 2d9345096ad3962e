package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.memory.KillPoints;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillAt;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of any length, killed at each point of putting and removing them: the old or the new one is there, and no
 * chunk is lost.
 */
@NothingLeftBehind
@Timeout(600)
class MapBytesCrashTest {
    /** A quarter of it is 656 bytes; what is larger is in chunks. */
    private static final long SEGMENT_BYTES = 64 * 41;

    private static final Set<String> IN_SHORT = Set.of("inline to chunks", "remove chunks", "larger inline");

    private static final FrozenChild CHILD = FrozenChild.of(Victim.class);

    private final String name = "map-" + UUID.randomUUID();

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    @AfterEach
    void delete() {
        TestMap.delete(name);
    }

    /** The operation on the key, what it had, and how many others are there: 40 bytes each. */
    @ParameterizedTest
    @CsvSource({
        "new in chunks, 700, -1, 4",
        "inline to chunks, 700, 40, 4",
        "chunks to inline, 40, 700, 4",
        "chunks to others, 800, 700, 4",
        "remove chunks, -1, 700, 4",
        "larger inline, 300, 40, 4",
        "split with chunks, 560, -1, 40"
    })
    void valueIsOldOrNewAndNoChunkIsLost(String operation, int newSize, int oldSize, int others) {
        assumeTrue(Proof.isFull() || IN_SHORT.contains(operation), "with -Pproof");
        prepare(name, oldSize, others);
        FrozenSweep.of("map of bytes: " + operation)
                .files(Path.of("/dev/shm"), name)
                .run(CHILD, List.of(name, Integer.toString(newSize)), n -> {
                    try (ByteMap map = ByteMap.open(name)) {
                        check(map, newSize, oldSize, others, false);
                    }
                });
    }

    /** Real deaths, seen by a reader and a writer that were at work before. */
    @ParameterizedTest
    @CsvSource({
        "inline to chunks, 700, 40, 4",
        "chunks to others, 800, 700, 4",
        "remove chunks, -1, 700, 4",
        "split with chunks, 560, -1, 40"
    })
    void liveReaderAndWriterGoOn(String operation, int newSize, int oldSize, int others) {
        assumeTrue(Proof.isFull() || operation.equals("chunks to others"), "with -Pproof");
        Map<Long, MapCompany<ByteMap>> companies = new ConcurrentHashMap<>();
        KillSweep.of("map of bytes: " + operation + ", others at work")
                .limit(3)
                .run(
                        n -> {
                            prepare(name + n, oldSize, others);
                            companies.put(n, company(ByteMap.open(name + n), newSize, oldSize, others));
                            return ChildJvm.of(Victim.class).args(name + n, Integer.toString(newSize));
                        },
                        (n, died) -> {
                            try (MapCompany<ByteMap> company = Objects.requireNonNull(companies.get(n))) {
                                company.goOnAndStop();
                                check(company.map(), newSize, oldSize, others, !died);
                            } finally {
                                TestMap.delete(name + n);
                            }
                        });
    }

    /** The writer puts what is there: so it changes no entry, nor when a segment is full. */
    private static MapCompany<ByteMap> company(ByteMap map, int newSize, int oldSize, int others) {
        return new MapCompany<>(
                map,
                map::close,
                n -> {
                    checkOldOrNew(map, newSize, oldSize);
                    checkOther(map, (int) (n % others));
                },
                n -> map.put(key((int) (n % others)), valueOfOther((int) (n % others))));
    }

    private static void prepare(String mapName, int oldSize, int others) {
        try (ByteMap map = ByteMap.create(mapName, SEGMENT_BYTES)) {
            for (int i = 0; i < others; i++) map.put(key(i), valueOfOther(i));
            if (oldSize >= 0) map.put(key(-1), value(oldSize, -1));
        }
    }

    private static void check(ByteMap map, int newSize, int oldSize, int others, boolean completed) {
        checkOldOrNew(map, newSize, completed ? newSize : oldSize);
        for (int i = 0; i < others; i++) checkOther(map, i);
        assertEquals(List.of(), map.table.verify());
        map.put(key(-1), value(900, -3));
        assertArrayEquals(value(900, -3), map.get(key(-1)));
        assertTrue(map.remove(key(-1)));
        assertNull(map.get(key(-1)));
        assertEquals(List.of(), map.table.verify());
        assertEquals(others, map.table.size());
    }

    private static void checkOldOrNew(ByteMap map, int newSize, int oldSize) {
        byte[] found = map.get(key(-1));
        boolean changed = newSize < 0 ? found == null : Arrays.equals(value(newSize, -2), found);
        boolean old = oldSize < 0 ? found == null : Arrays.equals(value(oldSize, -1), found);
        assertTrue(changed || (old && oldSize != newSize), () -> "found " + Arrays.toString(found));
    }

    private static void checkOther(ByteMap map, int number) {
        assertArrayEquals(valueOfOther(number), map.get(key(number)));
    }

    private static byte[] valueOfOther(int number) {
        return value(number % 7 == 3 ? 750 : 40, number);
    }

    private static byte[] key(int number) {
        return ("key " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(int size, int seed) {
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++) value[i] = (byte) (seed * 31 + i);
        return value;
    }

    /** The process that dies. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            int newSize = Integer.parseInt(args[1]);
            try (ByteMap map = ByteMap.open(args[0])) {
                map.get(key(0));
                KillAt.during(KillPoints::arm, KillPoints::disarm, () -> {
                    if (newSize < 0) map.remove(key(-1));
                    else map.put(key(-1), value(newSize, -2));
                });
            }
        }
    }
}
