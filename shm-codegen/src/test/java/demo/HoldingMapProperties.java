package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The methods that a generated map has and a {@code ConcurrentMap} has not, beside a {@link HashMap} of quantities. */
@NothingLeftBehind
class HoldingMapProperties {
    private static final int KEYS = 3_000;

    private enum Call {
        PUT,
        PUT_FLYWEIGHT,
        PUT_IF_ABSENT,
        REPLACE,
        REPLACE_EXPECTED,
        REMOVE,
        REMOVE_EXPECTED,
        REMOVE_IF,
        UPDATE,
        UPDATE_THAT_THROWS,
        COMPUTE,
        COMPUTE_IF_ABSENT,
        GET,
        GET_ALL,
        COMPACT
    }

    /** One call at each of some keys. */
    private record Step(Call call, int key, int count, int quantity) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Call.values()),
                        Arbitraries.integers().between(0, KEYS - 1),
                        Arbitraries.integers().between(1, 1_500),
                        Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 20)
    void behavesAsAHashMap(@ForAll("steps") List<Step> steps) {
        String name = "holdings-" + UUID.randomUUID();
        try (HoldingMap map = HoldingMap.create(name)) {
            Map<Long, Long> model = new HashMap<>();
            for (Step step : steps) {
                if (step.call() == Call.COMPACT) map.compact();
                else if (step.call() == Call.GET_ALL) getAll(map, model, step);
                else for (int i = 0; i < step.count(); i++) run(map, model, step, (step.key() + i) % KEYS);
            }
            Map<Long, Long> all = new HashMap<>();
            map.forEach(v -> assertNull(all.put(v.accountId(), v.quantity())));
            assertEquals(model, all);
            assertEquals(model.size(), map.size());
            assertEquals(List.of(), map.verify());
        } finally {
            SharedRegion.delete(name);
        }
    }

    private static void run(HoldingMap map, Map<Long, Long> model, Step step, long key) {
        long quantity = step.quantity() + key;
        @Nullable Long before = model.get(key);
        boolean was = before != null;
        switch (step.call()) {
            case PUT -> {
                assertEquals(was, map.put(Holding.of(key, quantity)));
                model.put(key, quantity);
            }
            case PUT_FLYWEIGHT -> {
                SharedHolding flyweight = SharedHolding.allocate();
                flyweight.set(Holding.of(key, quantity));
                assertEquals(was, map.put(flyweight));
                model.put(key, quantity);
            }
            case PUT_IF_ABSENT -> {
                assertEquals(!was, map.putIfAbsent(Holding.of(key, quantity)));
                model.putIfAbsent(key, quantity);
            }
            case REPLACE -> {
                assertEquals(was, map.replace(Holding.of(key, quantity)));
                model.replace(key, quantity);
            }
            case REPLACE_EXPECTED ->
                assertEquals(
                        model.replace(key, quantity, quantity + 1),
                        map.replace(Holding.of(key, quantity), Holding.of(key, quantity + 1)));
            case REMOVE -> {
                assertEquals(was, map.remove(key));
                model.remove(key);
            }
            case REMOVE_EXPECTED -> assertEquals(model.remove(key, quantity), map.remove(Holding.of(key, quantity)));
            case REMOVE_IF -> {
                assertEquals(was && before % 2 == 0, map.removeIf(key, v -> v.quantity() % 2 == 0));
                if (was && before % 2 == 0) model.remove(key);
            }
            case UPDATE -> {
                assertEquals(was, map.update(key, v -> v.set(Holding.of(key, v.quantity() + 1))));
                model.computeIfPresent(key, (k, v) -> v + 1);
            }
            case UPDATE_THAT_THROWS -> updateThatThrows(map, key);
            case COMPUTE -> {
                map.compute(key, v -> v.set(Holding.of(key, v.quantity() + step.quantity())));
                model.merge(key, (long) step.quantity(), Long::sum);
            }
            case COMPUTE_IF_ABSENT -> {
                map.computeIfAbsent(key, v -> v.set(Holding.of(key, quantity)));
                model.putIfAbsent(key, quantity);
            }
            default -> {
                Holding found = map.get(key);
                assertEquals(before, found == null ? null : found.quantity);
                if (found != null) assertEquals(Holding.of(key, found.quantity).owner, found.owner);
            }
        }
    }

    private static void updateThatThrows(HoldingMap map, long key) {
        try {
            map.update(key, v -> {
                v.quantity(-1).owner("nobody");
                throw new ArithmeticException("on purpose");
            });
        } catch (ArithmeticException expected) {
            assertEquals("on purpose", expected.getMessage());
        }
    }

    private static void getAll(HoldingMap map, Map<Long, Long> model, Step step) {
        int count = 1 + step.count() % 40;
        long[] keys = new long[count];
        SharedHolding[] views = new SharedHolding[count];
        boolean[] found = new boolean[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (step.key() + i * 7L) % KEYS;
            views[i] = SharedHolding.allocate();
        }
        int there = 0;
        int hits = map.getAll(keys, views, found);
        for (int i = 0; i < count; i++) {
            Long expected = model.get(keys[i]);
            assertEquals(expected, found[i] ? (Long) views[i].quantity() : null);
            if (found[i]) there++;
        }
        assertEquals(there, hits);
    }
}
