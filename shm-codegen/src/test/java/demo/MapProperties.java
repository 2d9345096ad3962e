package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedSet;
import dev.shm.testkit.NothingLeftBehind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of calls does what it does to a {@link HashMap}, with splits and merges in between. */
@NothingLeftBehind
class MapProperties {
    private enum Call {
        PUT,
        PUT_MANY,
        PUT_IF_ABSENT,
        REPLACE,
        REPLACE_IF_SAME,
        GET,
        REMOVE,
        REMOVE_MANY,
        REMOVE_IF_SAME,
        MERGE,
        COMPACT,
        CLEAR,
        REOPEN,
        WALK
    }

    /** One call, at keys from {@code key} on. */
    private record Step(Call call, int key, int count, int value) {}

    @Provide
    Arbitrary<MapKind<?, ?>> kinds() {
        return Arbitraries.of(MapKind.ALL);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.of(Call.values())),
                                net.jqwik.api.Tuple.of(3, Arbitraries.of(Call.PUT_MANY, Call.REMOVE_MANY))),
                        Arbitraries.integers().between(0, 19_999),
                        Arbitraries.integers().between(1, 4_000),
                        Arbitraries.integers().between(0, 9_999))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 50)
    void behavesAsAHashMap(@ForAll("kinds") MapKind<?, ?> kind, @ForAll("steps") List<Step> steps) {
        String name = "map-" + UUID.randomUUID();
        try {
            new Subject<>(kind, name).run(steps);
        } finally {
            SharedRegion.delete(name);
        }
    }

    @Property(tries = 10)
    void setBehavesAsAHashSet(@ForAll("steps") List<Step> steps) {
        String name = "set-" + UUID.randomUUID();
        Set<String> model = new HashSet<>();
        try (SharedSet<String> set = SharedSet.create(name, Codec.utf8())) {
            for (Step step : steps) {
                for (int key = step.key(); key < step.key() + step.count(); key++) {
                    String text = "k".repeat(key % 90) + key;
                    switch (step.call()) {
                        case PUT, PUT_MANY, MERGE -> assertEquals(model.add(text), set.add(text));
                        case REMOVE, REMOVE_MANY -> assertEquals(model.remove(text), set.remove(text));
                        default -> assertEquals(model.contains(text), set.contains(text));
                    }
                }
                if (step.call() == Call.COMPACT) set.compact();
                if (step.call() == Call.CLEAR) {
                    model.clear();
                    set.clear();
                }
                assertEquals(model.size(), set.size());
            }
            Set<String> all = new HashSet<>();
            set.forEach(key -> assertTrue(all.add(key)));
            assertEquals(model, all);
            assertEquals(List.of(), set.verify());
        } finally {
            SharedRegion.delete(name);
        }
    }

    private static final class Subject<K, V> {
        private final MapKind<K, V> kind;
        private final String name;
        private final Map<K, V> model = new HashMap<>();
        private MapKind.Opened<K, V> map;

        Subject(MapKind<K, V> kind, String name) {
            this.kind = kind;
            this.name = name;
            this.map = kind.opener().apply(name);
        }

        void run(List<Step> steps) {
            try {
                for (Step step : steps) run(step);
                walk();
                assertEquals(List.of(), map.table().verify());
            } finally {
                map.table().close();
            }
        }

        private void run(Step step) {
            K key = key(step.key());
            V value = kind.value().apply(key, step.value());
            V other = kind.value().apply(key, step.value() + 1);
            switch (step.call()) {
                case PUT -> assertEquals(model.put(key, value), map.view().put(key, value));
                case PUT_MANY -> putMany(step);
                case PUT_IF_ABSENT ->
                    assertEquals(model.putIfAbsent(key, value), map.view().putIfAbsent(key, value));
                case REPLACE ->
                    assertEquals(model.replace(key, value), map.view().replace(key, value));
                case REPLACE_IF_SAME -> {
                    V expected = model.getOrDefault(key, other);
                    assertEquals(model.replace(key, expected, value), map.view().replace(key, expected, value));
                    assertEquals(model.replace(key, other, value), map.view().replace(key, other, value));
                }
                case GET -> assertEquals(model.get(key), map.view().get(key));
                case REMOVE -> assertEquals(model.remove(key), map.view().remove(key));
                case REMOVE_MANY -> {
                    for (int i = 0; i < step.count(); i++) {
                        K one = key(step.key() + i);
                        assertEquals(model.remove(one), map.view().remove(one));
                    }
                }
                case REMOVE_IF_SAME ->
                    assertEquals(model.remove(key, other), map.view().remove(key, other));
                case MERGE ->
                    assertEquals(
                            model.merge(key, value, (one, two) -> other),
                            map.view().merge(key, value, (one, two) -> other));
                case COMPACT -> map.table().compact();
                case CLEAR -> {
                    model.clear();
                    map.view().clear();
                }
                case REOPEN -> {
                    map.table().close();
                    map = kind.opener().apply(name);
                }
                case WALK -> walk();
            }
        }

        private void putMany(Step step) {
            for (int i = 0; i < step.count(); i++) {
                K one = key(step.key() + i);
                V value = kind.value().apply(one, step.value() + i);
                assertEquals(model.put(one, value), map.view().put(one, value));
            }
        }

        private K key(int index) {
            return kind.key().apply(index % kind.keys());
        }

        private void walk() {
            assertEquals(model.size(), map.table().size());
            Map<K, V> all = new HashMap<>();
            map.view().forEach((key, value) -> assertNull(all.put(key, value)));
            assertEquals(model, all);
        }
    }
}
