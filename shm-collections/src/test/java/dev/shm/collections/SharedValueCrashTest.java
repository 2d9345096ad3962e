package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation, killed at each of its points: everybody sees the value before or the new one, and sets the next. */
@NothingLeftBehind
@Timeout(300)
class SharedValueCrashTest {
    private static final long SET_BEFORE = 5;

    /** What the next to set waits at most beyond the death; what the machine takes is noise on top. */
    private static final long BOUND_NANOS = 1_000_000_000;

    private static final FrozenChild CHILD = FrozenChild.of(ValueChild.class);

    private final String name = "value-" + UUID.randomUUID();
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    /** A sweep that fails leaves what its other children were to work on. */
    @AfterEach
    void deleteValues() {
        made.forEach(SharedRegion::delete);
    }

    /** Every point, seen by a new process. */
    @ParameterizedTest
    @ValueSource(strings = {"die setting", "die setting a flyweight", "die updating"})
    void newProcessFindsOldOrNew(String operation) {
        Ledger ledger = prepare(name, "ledger");
        long points = FrozenSweep.of(operation)
                .files(Path.of("/dev/shm"), name)
                .run(CHILD, words(operation, name, "ledger"), n -> {
                    try (SharedValue<Tick> survivor = SharedValue.open(name, SharedTick.TYPE)) {
                        check(survivor, ledger, true);
                    }
                });
        assertTrue(points > 9, "the copy alone is 7 words");
    }

    /** Real deaths, seen by a process that had the value open. */
    @ParameterizedTest
    @ValueSource(strings = {"die setting", "die updating"})
    void attachedProcessFindsOldOrNew(String operation) {
        Map<Long, SharedValue<Tick>> survivors = new ConcurrentHashMap<>();
        KillSweep.of(operation + ", survivor attached")
                .limit(6)
                .run(
                        n -> {
                            prepare(name + n, "ledger" + n);
                            survivors.put(n, SharedValue.open(name + n, SharedTick.TYPE));
                            return victim(operation, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            try (SharedValue<Tick> survivor = Objects.requireNonNull(survivors.get(n))) {
                                check(survivor, Ledger.open(directory.resolve("ledger" + n)), died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    @Test
    void creationIsWholeOrStartsOver() {
        KillSweep.of("creation of a value").limit(2).run(n -> victim("create", name + n, "none"), (n, died) -> {
            try (SharedValue<Tick> survivor = SharedValue.openOrCreate(name + n, SharedTick.TYPE)) {
                assertNull(survivor.get());
                survivor.set(Tick.of(1));
                assertEquals(Tick.of(1), survivor.get());
            } finally {
                SharedRegion.delete(name + n);
            }
        });
    }

    private static void check(SharedValue<Tick> survivor, Ledger ledger, boolean died) {
        long committed = ledger.get(ValueChild.COMMITTED);
        long found = Tick.idOf(survivor.get());
        assertTrue(found == committed || (died && found == committed + 1), found + ", committed " + committed);
        assertEquals(found, survivor.timesSet());
        long start = System.nanoTime();
        for (long id = found + 1; id < found + 4; id++) {
            survivor.set(Tick.of(id));
            assertEquals(id, Tick.idOf(survivor.get()));
        }
        long nanos = System.nanoTime() - start;
        assertTrue(nanos < BOUND_NANOS, "waited " + nanos / 1_000_000 + " ms for a dead writer");
    }

    private Ledger prepare(String valueName, String ledgerName) {
        made.add(valueName);
        Ledger ledger = Ledger.open(directory.resolve(ledgerName));
        try (SharedValue<Tick> value = SharedValue.create(valueName, SharedTick.TYPE)) {
            for (long id = 1; id <= SET_BEFORE; id++) value.set(Tick.of(id));
        }
        ledger.set(ValueChild.COMMITTED, SET_BEFORE);
        return ledger;
    }

    private ChildCommand victim(String operation, String valueName, String ledgerName) {
        made.add(valueName);
        return ChildJvm.of(ValueChild.class)
                .args(words(operation, valueName, ledgerName).toArray(String[]::new));
    }

    private List<String> words(String operation, String valueName, String ledgerName) {
        return List.of(operation, valueName, directory.resolve(ledgerName).toString());
    }
}
