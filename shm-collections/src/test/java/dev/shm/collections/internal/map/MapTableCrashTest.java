package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, killed at each of its points; then others find every entry old or new, and all else right. */
@NothingLeftBehind
@Timeout(900)
class MapTableCrashTest {
    private static final long MAX_KEYS = 3_000;

    private static final FrozenChild CHILD = FrozenChild.of(MapVictim.class);

    private final String name = "map-" + UUID.randomUUID();
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    @AfterEach
    void deleteMaps() {
        made.forEach(TestMap::delete);
    }

    /** An operation, and how many keys are there before: so many that one more does what it is about. */
    @SuppressWarnings("ImmutableEnumChecker") // the predicates have no state
    enum Operation {
        PUT_NEW("put", (before, after) -> before.entries() == 9),
        PUT_SAME_SIZE("put", (before, after) -> before.entries() == 9),
        ADD("add", (before, after) -> before.entries() == 9),
        REMOVE("remove", (before, after) -> before.entries() == 9),
        READ_STILL("still", (before, after) -> before.entries() == 9),
        SPLIT_AND_GROW("put", (before, after) -> after.splits() > before.splits() && before.freeSegments() == 0),
        SPLIT("put", (before, after) -> after.splits() > before.splits() && before.freeSegments() > 0),
        SPLIT_AND_DEEPEN("put", (before, after) -> after.depth() > before.depth()),
        CLEAR("clear", (before, after) -> before.entries() == 30),
        COMPACT("compact", (before, after) -> before.entries() == 60);

        private final String operation;
        private final BiPredicate<MapFigures, MapFigures> when;

        Operation(String operation, BiPredicate<MapFigures, MapFigures> when) {
            this.operation = operation;
            this.when = when;
        }

        private boolean isOnPresentKey() {
            return this == PUT_SAME_SIZE || this == ADD || this == REMOVE || this == READ_STILL;
        }
    }

    /** In the short form, what the others consist of. */
    static Operation[] alone() {
        return Proof.shortOrFull(
                new Operation[] {
                    Operation.PUT_NEW,
                    Operation.PUT_SAME_SIZE,
                    Operation.REMOVE,
                    Operation.READ_STILL,
                    Operation.SPLIT_AND_GROW,
                    Operation.CLEAR
                },
                Operation.values());
    }

    static Operation[] inCompany() {
        return Proof.shortOrFull(new Operation[] {Operation.PUT_SAME_SIZE, Operation.SPLIT}, Operation.values());
    }

    /** Every point, seen by a new process. */
    @ParameterizedTest
    @MethodSource("alone")
    void newProcessFindsEveryEntry(Operation operation) {
        Prepared prepared = prepare(operation, name);
        FrozenSweep.of("map: " + operation)
                .files(Path.of("/dev/shm"), name)
                .run(CHILD, words(operation, name, prepared), n -> {
                    try (TestMap survivor = TestMap.open(name)) {
                        check(operation, survivor, prepared, false);
                    }
                });
    }

    /** Real deaths, seen by readers and writers that were at work before. */
    @ParameterizedTest
    @MethodSource("inCompany")
    void liveReaderAndWriterGoOn(Operation operation) {
        Map<Long, MapCompany<TestMap>> companies = new ConcurrentHashMap<>();
        Map<Long, Prepared> prepared = new ConcurrentHashMap<>();
        KillSweep.of("map: " + operation + ", others at work")
                .limit(3)
                .run(
                        n -> {
                            Prepared made = prepare(operation, name + n);
                            prepared.put(n, made);
                            companies.put(n, company(operation, TestMap.open(name + n), made));
                            return victim(operation, name + n, made);
                        },
                        (n, died) -> {
                            try (MapCompany<TestMap> company = Objects.requireNonNull(companies.get(n))) {
                                company.goOnAndStop();
                                check(operation, company.map(), Objects.requireNonNull(prepared.get(n)), !died);
                            } finally {
                                TestMap.delete(name + n);
                            }
                        });
    }

    /**
     * A reader of all keys, and a writer that puts what is there: so it changes no entry, nor when a segment is full.
     */
    private static MapCompany<TestMap> company(Operation operation, TestMap map, Prepared prepared) {
        long keys = Math.max(1, prepared.keys);
        return new MapCompany<>(
                map,
                map::close,
                n -> checkOne(operation, prepared, n % keys, map.get(n % keys), false),
                n -> map.add(n % keys, 0));
    }

    @Test
    void creationIsWholeOrStartsOver() {
        KillSweep.of("map: creation")
                .limit(3)
                .run(
                        n -> {
                            made.add(name + n);
                            return ChildJvm.of(MapVictim.class).args("create", name + n, "0");
                        },
                        (n, died) -> {
                            try (TestMap map = died ? TestMap.openOrCreate(name + n) : TestMap.open(name + n)) {
                                assertEquals(0, map.size());
                                map.put(1, 1);
                                assertEquals(1, map.get(1));
                                assertEquals(List.of(), map.table.verify());
                            } finally {
                                TestMap.delete(name + n);
                            }
                        });
    }

    /** A map with the keys from 0 up to one below {@code keys}, each with itself; and the key to work on. */
    private record Prepared(long keys, long key) {}

    private Prepared prepare(Operation operation, String mapName) {
        made.add(mapName);
        long keys = keysBefore(operation);
        try (TestMap map = TestMap.create(mapName, TestMap.SMALL_SEGMENT_BYTES)) {
            for (long key = 0; key < keys; key++) map.put(key, key);
            if (operation == Operation.COMPACT) for (long key = 0; key < keys; key++) if (key % 4 != 0) map.remove(key);
        }
        return new Prepared(keys, operation.isOnPresentKey() ? keys / 2 : keys);
    }

    private long keysBefore(Operation operation) {
        String trial = name + "-trial" + operation + made.size();
        try (TestMap map = TestMap.create(trial, TestMap.SMALL_SEGMENT_BYTES)) {
            for (long key = 0; key < MAX_KEYS; key++) {
                MapFigures before = map.table.figures();
                map.put(key, key);
                if (operation.when.test(before, map.table.figures())) return key;
            }
            throw new AssertionError(operation + " does not come about in " + MAX_KEYS + " puts");
        } finally {
            TestMap.delete(trial);
        }
    }

    private ChildCommand victim(Operation operation, String mapName, Prepared prepared) {
        return ChildJvm.of(MapVictim.class)
                .args(words(operation, mapName, prepared).toArray(String[]::new));
    }

    private static List<String> words(Operation operation, String mapName, Prepared prepared) {
        return List.of(operation.operation, mapName, Long.toString(prepared.key));
    }

    private static void check(Operation operation, TestMap map, Prepared prepared, boolean completed) {
        long start = System.nanoTime();
        long present = 0;
        for (long key = 0; key < prepared.keys; key++) {
            Long found = map.get(key);
            checkOne(operation, prepared, key, found, completed);
            if (found != null) present++;
        }
        Long found = map.get(prepared.keys);
        boolean mayBeNew = operation.operation.equals("put") && prepared.key == prepared.keys;
        assertTrue(found == null ? !mayBeNew || !completed : mayBeNew && found == MapVictim.newValue(prepared.keys));
        if (found != null) present++;
        assertEquals(List.of(), map.table.verify());
        assertEquals(present, map.size());
        long nanos = System.nanoTime() - start;
        assertTrue(nanos < MapCompany.BOUND_NANOS, "took " + nanos + " ns");
        for (long key = 0; key < prepared.keys + 40; key++) {
            map.put(key, -key);
            assertEquals(-key, map.get(key));
        }
        for (long key = 0; key < prepared.keys; key += 2) assertTrue(map.remove(key));
        assertEquals(List.of(), map.table.verify());
    }

    private static void checkOne(
            Operation operation, Prepared prepared, long key, @Nullable Long found, boolean completed) {
        boolean isWorkedOn = key == prepared.key;
        String what = "key " + key + " has " + found;
        switch (operation.operation) {
            case "clear" -> assertTrue(found == null || (!completed && found == key), what);
            case "still" -> assertEquals(key, found, what);
            case "compact" -> assertEquals(key % 4 == 0 ? key : null, found, what);
            case "remove" -> assertTrue(found == null ? isWorkedOn : found == key && !(isWorkedOn && completed), what);
            default -> {
                long expected = isWorkedOn && completed ? MapVictim.newValue(key) : key;
                assertTrue(
                        found != null && (found == expected || (isWorkedOn && found == MapVictim.newValue(key))), what);
            }
        }
    }
}
