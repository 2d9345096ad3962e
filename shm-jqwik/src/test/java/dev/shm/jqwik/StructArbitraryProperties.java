package dev.shm.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.jqwik.Everything.Named;
import dev.shm.jqwik.Everything.Nullables;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.providers.TypeUsage;
import net.jqwik.api.statistics.Statistics;

@SuppressWarnings("NullAway") // of Everything's fields nothing says what may be null
class StructArbitraryProperties {
    @Property
    void everyValueComesBack(@ForAll Everything value) {
        SharedEverything stored = SharedEverything.allocate().set(value);
        Everything back = stored.get();
        assertNotSame(value, back);
        assertEquals(stored, SharedEverything.allocate().set(back));
        assertEquals(value.symbol, back.symbol);
        assertEquals(value.nullables, back.nullables);
        assertEquals(value.named, back.named);
    }

    @Property(tries = 1000) // the statistics ask for so many
    void limitsAreKept(@ForAll Everything value) {
        if (value.symbol != null) assertTrue(value.symbol.getBytes(StandardCharsets.UTF_8).length <= 7);
        if (value.data != null) assertTrue(value.data.length <= 5);
        assertEquals(3, value.levels.length);
        assertEquals(2, value.both.length);
        assertNotNull(value.nullables);
        assertTrue(value.nullables.price() == null || value.nullables.price().scale() == 3);
        Statistics.label("symbol")
                .collect(value.symbol == null ? "null" : value.symbol.getBytes(StandardCharsets.UTF_8).length)
                .coverage(check -> {
                    check.check("null").count(n -> n > 0);
                    check.check(0).count(n -> n > 0);
                    check.check(7).count(n -> n > 0);
                });
        Statistics.label("side").collect(value.side).coverage(check -> {
            for (Everything.Side side : Everything.Side.values())
                check.check(side).count(n -> n > 0);
            check.check((Object) null).count(n -> n > 0);
        });
    }

    @Property
    void recordsInterfacesAndListsOfThemAreProvided(
            @ForAll Nullables nullables, @ForAll Named named, @ForAll List<Nullables> list) {
        assertEquals(
                nullables, SharedEverything_Nullables.allocate().set(nullables).get());
        assertEquals(named, SharedEverything_Named.allocate().set(named).get());
        assertFalse(list.contains(null));
    }

    @Property
    void fieldHasTheValuesThatItIsGiven(@ForAll("small") Everything value) {
        assertTrue(value.count >= 1 && value.count <= 3);
        assertEquals(Everything.Side.SELL, value.side);
    }

    @Provide
    Arbitrary<Everything> small() {
        return StructArbitrary.of(SharedEverything.TYPE)
                .with("count", Arbitraries.integers().between(1, 3))
                .with("side", Arbitraries.just(Everything.Side.SELL));
    }

    @Example
    void edgesAreThere() {
        Set<String> counts = StructArbitrary.of(SharedEverything_Nullables.TYPE).generator(1000, true).stream(
                        new Random(42))
                .limit(2_000)
                .map(shrinkable -> String.valueOf(shrinkable.value().count()))
                .collect(Collectors.toSet());
        assertTrue(counts.containsAll(Set.of("null", "0", "-2147483648", "2147483647")), counts::toString);
        Set<Integer> lengths = new TreeSet<>();
        SizedArbitraries.text(9)
                .edgeCases(100)
                .forEach(edge -> lengths.add(edge.value().length()));
        assertTrue(lengths.containsAll(Set.of(0, 9)), lengths::toString);
    }

    @Example
    void failureShrinksFieldByField() {
        var nullables = StructArbitrary.of(SharedEverything_Nullables.TYPE).generator(1000).stream(new Random(42))
                .filter(shrinkable ->
                        shrinkable.value().count() != null && shrinkable.value().count() > 100)
                .findFirst()
                .orElseThrow();
        Nullables smallest = smallest(nullables, value -> value.count() != null && value.count() > 100);
        assertEquals(101, smallest.count());
        assertEquals(null, smallest.id());
    }

    /** Also those that fill their room, and those in between: none stays as large as it came. */
    @Example
    void textsAndBytesShrinkToNothing() {
        int[] lengths = SizedArbitraries.bytes(70_000).generator(1000, true).stream(new Random(42))
                .limit(2_000)
                .mapToInt(shrinkable -> smallest(shrinkable, bytes -> true).length)
                .toArray();
        assertEquals(0, Arrays.stream(lengths).max().orElseThrow());
        for (String text : List.of("x", "\uD83D\uDE00")) {
            String small = SizedArbitraries.text(70_000).generator(1000, true).stream(new Random(42))
                    .filter(shrinkable -> shrinkable.value().length() > 1000
                            && shrinkable.value().startsWith(text))
                    .map(shrinkable -> smallest(shrinkable, value -> value.length() > 1000))
                    .findFirst()
                    .orElseThrow();
            assertTrue(small.length() <= 1002, () -> "still " + small.length());
        }
    }

    private static <T> T smallest(Shrinkable<T> from, Predicate<T> isWanted) {
        Shrinkable<T> smaller = from;
        while (true) { // until no smaller one is wanted
            var next = smaller.shrink()
                    .filter(shrinkable -> isWanted.test(shrinkable.value()))
                    .findFirst();
            if (next.isEmpty()) return smaller.value();
            smaller = next.get();
        }
    }

    @Example
    void lengthsBetweenTheUsualAndTheMostAreThere() {
        long between = SizedArbitraries.bytes(70_000).generator(1000, true).stream(new Random(42))
                .limit(1_000)
                .filter(shrinkable -> shrinkable.value().length > 1000 && shrinkable.value().length < 69_000)
                .count();
        assertTrue(between > 10, () -> "only " + between);
    }

    @Example
    void otherClassesAreLeftAlone() {
        StructArbitraryProvider provider = new StructArbitraryProvider();
        assertTrue(provider.canProvideFor(TypeUsage.of(Everything.class)));
        for (Class<?> other : List.of(String.class, int.class, Everything[].class, Everything.Side.class)) {
            assertFalse(provider.canProvideFor(TypeUsage.of(other)), other.getName());
        }
    }

    @Example
    void fieldThatIsNotThereIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> StructArbitrary.of(SharedEverything.TYPE)
                        .with("cuont", Arbitraries.integers()));
        assertTrue(refused.getMessage().contains("count"), refused::getMessage);
    }
}
