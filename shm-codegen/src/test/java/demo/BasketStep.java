package demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One field of a basket, or of a struct or an element in it, that goes from one value to another.
 *
 * @param byNull whether it goes by way of null, because it is longer than a word
 */
record BasketStep(
        String name,
        Object before,
        Object after,
        boolean byNull,
        BiConsumer<SharedBasket, Object> setter,
        Function<SharedBasket, Object> getter) {
    /** In the order in which {@link StructCrashTest}'s victim sets them. */
    static final List<BasketStep> ALL = List.of(
            of("first", (byte) 1, (byte) 2, (b, v) -> b.first((Byte) v), SharedBasket::first),
            of("leg.ratio", 1, 2, (b, v) -> b.leg().ratio((Integer) v), b -> b.leg()
                    .ratio()),
            byNull("leg.venue", "old", "newer", (b, v) -> b.leg().venue((String) v), b -> b.leg()
                    .venue()),
            of("leg.fills", 1L, 2L, (b, v) -> b.leg().fills((Long) v), b -> b.leg()
                    .fills()),
            byNull("legs[2].venue", "Ä", "new", (b, v) -> b.legs(2).venue((String) v), b -> b.legs(2)
                    .venue()),
            byNull("pair.legs[1].venue", "", "€€", (b, v) -> b.pair().legs(1).venue((String) v), b -> b.pair()
                    .legs(1)
                    .venue()),
            of("levels[3]", 1.5, -2.5, (b, v) -> b.levels(3, (Double) v), b -> b.levels(3)),
            of("moods[1]", Basket.Mood.CALM, Basket.Mood.WILD, (b, v) -> b.moods(1, (Basket.Mood) v), b -> b.moods(1)),
            byNull("names[1]", "12345", "1", (b, v) -> b.names(1, (String) v), b -> b.names(1)),
            byNull("blobs[0]", bytes(1, 2, 3, 4), bytes(5), (b, v) -> b.blobs(0, array(v)), b -> bytes(b.blobs(0))),
            of("counts[1]", 1, 2, (b, v) -> b.counts(1, (Integer) v), b -> b.counts(1)),
            byNull("ids[1]", new UUID(1, 2), new UUID(3, 4), (b, v) -> b.ids(1, (UUID) v), b -> b.ids(1)),
            of("counters[2]", 1L, 2L, (b, v) -> b.counters(2, (Long) v), b -> b.counters(2)),
            byNull("data", bytes(1), bytes(7, 7, 7, 7, 7, 7, 7), (b, v) -> b.data(array(v)), b -> bytes(b.data())),
            of("maybe", true, false, (b, v) -> b.maybe((Boolean) v), SharedBasket::maybe),
            of("small", (short) 1, (short) 2, (b, v) -> b.small((Short) v), SharedBasket::small),
            of("letter", 'a', 'b', (b, v) -> b.letter((Character) v), SharedBasket::letter),
            of("total", 1L, 2L, (b, v) -> b.total((Long) v), SharedBasket::total),
            of("ratio", 1f, 2f, (b, v) -> b.ratio((Float) v), SharedBasket::ratio),
            of("weight", 1.0, 2.0, (b, v) -> b.weight((Double) v), SharedBasket::weight),
            byNull("id", new UUID(5, 6), new UUID(-7, -8), (b, v) -> b.id((UUID) v), SharedBasket::id),
            byNull("at", Instant.EPOCH, Instant.MAX, (b, v) -> b.at((Instant) v), SharedBasket::at),
            byNull(
                    "took",
                    Duration.ofNanos(1),
                    Duration.ofSeconds(-9, 5),
                    (b, v) -> b.took((Duration) v),
                    SharedBasket::took),
            of("day", LocalDate.EPOCH, LocalDate.MAX, (b, v) -> b.day((LocalDate) v), SharedBasket::day),
            of(
                    "price",
                    new BigDecimal("1.00"),
                    new BigDecimal("-2.50"),
                    (b, v) -> b.price((BigDecimal) v),
                    SharedBasket::price));

    private static BasketStep of(
            String name,
            Object before,
            Object after,
            BiConsumer<SharedBasket, Object> setter,
            Function<SharedBasket, Object> getter) {
        return new BasketStep(name, before, after, false, setter, getter);
    }

    private static BasketStep byNull(
            String name,
            Object before,
            Object after,
            BiConsumer<SharedBasket, Object> setter,
            Function<SharedBasket, Object> getter) {
        return new BasketStep(name, before, after, true, setter, getter);
    }

    /** Bytes that are equal by content. */
    private static Object bytes(int... values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Object bytes(byte[] values) {
        if (values == null) return null;
        int[] wide = new int[values.length];
        for (int i = 0; i < wide.length; i++) wide[i] = values[i];
        return bytes(wide);
    }

    private static byte[] array(Object list) {
        List<?> values = (List<?>) list;
        byte[] array = new byte[values.size()];
        for (int i = 0; i < array.length; i++) array[i] = ((Integer) values.get(i)).byteValue();
        return array;
    }

    void setBefore(SharedBasket basket) {
        setter.accept(basket, before);
    }

    void setAfter(SharedBasket basket) {
        setter.accept(basket, after);
    }

    boolean isBefore(SharedBasket basket) {
        return Objects.equals(before, getter.apply(basket));
    }

    boolean isAfter(SharedBasket basket) {
        return Objects.equals(after, getter.apply(basket));
    }

    /** Whether it is what a death in its setter may leave. */
    boolean isWhole(SharedBasket basket) {
        Object found = getter.apply(basket);
        return Objects.equals(before, found) || Objects.equals(after, found) || (byNull && found == null);
    }
}
