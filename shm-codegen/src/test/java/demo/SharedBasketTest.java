package demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.PrivateMemory;
import dev.shm.struct.StructAccess;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Structs in structs, arrays, and what may be null. */
class SharedBasketTest {
    private final SharedBasket shared = SharedBasket.allocate();

    static Basket example() {
        Basket basket = new Basket();
        basket.first = 1;
        basket.leg = leg(2, "XETR", 3);
        basket.legs = new Basket.Leg[] {leg(4, null, 5), null, leg(6, "", 7)};
        basket.pair = new Basket.Pair(new Basket.Leg[] {leg(8, "A", 9), leg(10, "B", 11)}, 0.5);
        basket.levels = new double[] {1.5, -0.0, Double.NaN, Double.MAX_VALUE};
        basket.flags = new boolean[] {true, false};
        basket.key = new byte[] {1, -2, 3};
        basket.moods = new Basket.Mood[] {Basket.Mood.WILD, null};
        basket.names = new String[] {"héé", null, ""};
        basket.blobs = new byte[][] {{1, 2, 3, 4}, null};
        basket.counts = new Integer[] {null, -1};
        basket.ids = new UUID[] {new UUID(0, 0), null};
        basket.counters = new long[] {1, 2, 3};
        basket.data = new byte[] {9, 8};
        basket.maybe = false;
        basket.tiny = Byte.MIN_VALUE;
        basket.small = Short.MAX_VALUE;
        basket.letter = 'ß';
        basket.count = Integer.MIN_VALUE;
        basket.total = 0L;
        basket.ratio = 0.25f;
        basket.weight = -1e300;
        basket.id = UUID.fromString("394d15e1-2481-11d2-ba24-e3e9c2c82a0f");
        basket.at = Instant.MAX;
        basket.took = Duration.ofSeconds(-1, 1);
        basket.day = LocalDate.of(-4, 2, 29);
        basket.price = new BigDecimal("-92233720368547758.08");
        basket.setHidden(new int[] {5, 6});
        return basket;
    }

    private static Basket.Leg leg(int ratio, String venue, long fills) {
        Basket.Leg leg = new Basket.Leg();
        leg.ratio = ratio;
        leg.venue = venue;
        leg.fills = fills;
        return leg;
    }

    @Test
    void zeroedMemoryIsNullWhereNullCanBe() {
        Basket basket = shared.get();
        assertEquals(0, basket.leg.ratio);
        assertEquals(3, basket.legs.length);
        assertNull(basket.legs[2].venue);
        assertEquals(0, basket.pair.legs()[1].fills);
        assertArrayEquals(new double[4], basket.levels);
        assertArrayEquals(new String[3], basket.names);
        assertArrayEquals(new byte[2][], basket.blobs);
        assertArrayEquals(new Integer[2], basket.counts);
        assertArrayEquals(new UUID[2], basket.ids);
        assertNull(basket.data);
        assertNull(basket.maybe);
        assertNull(basket.tiny);
        assertNull(basket.small);
        assertNull(basket.letter);
        assertNull(basket.count);
        assertNull(basket.total);
        assertNull(basket.ratio);
        assertNull(basket.weight);
        assertNull(basket.id);
        assertNull(basket.at);
        assertNull(basket.took);
        assertNull(basket.day);
        assertNull(basket.price);
    }

    @Test
    void getReturnsWhatSetWrote() {
        Basket before = example();
        Basket after = shared.set(before).get();
        assertNotSame(before.leg, after.leg);
        assertEquals("XETR", after.leg.venue);
        assertEquals(3, after.leg.fills);
        assertEquals(6, after.legs[2].ratio);
        assertEquals(0, after.legs[1].ratio);
        assertEquals("B", after.pair.legs()[1].venue);
        assertEquals(0.5, after.pair.spread());
        assertArrayEquals(before.levels, after.levels);
        assertArrayEquals(before.flags, after.flags);
        assertArrayEquals(before.key, after.key);
        assertArrayEquals(before.moods, after.moods);
        assertArrayEquals(before.names, after.names);
        assertArrayEquals(before.blobs, after.blobs);
        assertArrayEquals(before.counts, after.counts);
        assertArrayEquals(before.ids, after.ids);
        assertArrayEquals(before.counters, after.counters);
        assertArrayEquals(before.data, after.data);
        assertEquals(before.maybe, after.maybe);
        assertEquals(before.tiny, after.tiny);
        assertEquals(before.small, after.small);
        assertEquals(before.letter, after.letter);
        assertEquals(before.count, after.count);
        assertEquals(before.total, after.total);
        assertEquals(before.ratio, after.ratio);
        assertEquals(before.weight, after.weight);
        assertEquals(before.id, after.id);
        assertEquals(before.at, after.at);
        assertEquals(before.took, after.took);
        assertEquals(before.day, after.day);
        assertEquals(before.price, after.price);
        assertArrayEquals(before.getHidden(), after.getHidden());
        assertEquals(shared, SharedBasket.allocate().set(after));
    }

    @Test
    void nullAndEmptyOverwriteWhatWasThere() {
        shared.set(example()).set(new Basket());
        assertEquals(SharedBasket.allocate(), shared);
        shared.set(example());
        shared.data(new byte[0])
                .maybe(null)
                .id(null)
                .at(null)
                .took(null)
                .day(null)
                .price(null);
        assertArrayEquals(new byte[0], shared.data());
        assertNull(shared.maybe());
        assertNull(shared.id());
        assertNull(shared.at());
        assertNull(shared.took());
        assertNull(shared.day());
        assertNull(shared.price());
        assertNull(shared.data(null).data());
    }

    @Test
    void elementsAreReadAndWrittenByIndex() {
        shared.levels(2, 99.5)
                .flags(1, true)
                .key(0, (byte) 7)
                .moods(1, Basket.Mood.CALM)
                .names(2, "abc");
        shared.blobs(1, new byte[] {5}).counts(0, 12).ids(1, new UUID(1, 2));
        assertEquals(99.5, shared.levels(2));
        assertEquals(0, shared.levels(1));
        assertTrue(shared.flags(1));
        assertEquals(7, shared.key(0));
        assertEquals(Basket.Mood.CALM, shared.moods(1));
        assertEquals("abc", shared.names(2));
        assertTrue(shared.namesEquals(2, "abc"));
        assertEquals("<abc", shared.appendNamesTo(2, new StringBuilder("<")).toString());
        byte[] target = new byte[3];
        assertEquals(1, shared.copyBlobsTo(1, target, 2));
        assertArrayEquals(new byte[] {0, 0, 5}, target);
        assertEquals(12, shared.counts(0));
        assertEquals(new UUID(1, 2), shared.ids(1));
        assertEquals(5, shared.countersRelease(1, 5).countersAcquire(1));
        assertTrue(shared.compareAndSetCounters(1, 5, 6));
        assertEquals(6, shared.getAndAddCounters(1, 4));
        assertEquals(10, shared.countersOpaque(1));
    }

    @Test
    void elementThatIsNotThereIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> shared.levels(4));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.levels(-1, 1.0));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.levels(Integer.MIN_VALUE));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.names(3, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.moods(2));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.legs(3));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.legs(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.getAndAddCounters(3, 1));
        assertEquals(SharedBasket.allocate(), shared);
    }

    @Test
    void structsInsideAreViews() {
        assertNotSame(shared.legs(0), shared.legs(1));
        assertSame(shared.legs(0), shared.legs(0));
        shared.legs(0).ratio(3).venue("X");
        shared.legs(1).ratio(4);
        shared.pair().legs(1).getAndAddFills(5);
        assertEquals(3, shared.legs(0).ratio());
        assertEquals(4, shared.get().legs[1].ratio);
        assertEquals(5, shared.get().pair.legs()[1].fills);
    }

    @Test
    void structsInsideFollowTheOuterOne() {
        int size = SharedBasket.LAYOUT.sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(2L * size);
        SharedBasket view = new SharedBasket();
        assertThrows(IllegalStateException.class, view::leg);
        view.bind(memory, 0);
        SharedBasket_Leg leg = view.pair().legs(1);
        leg.ratio(1);
        view.bind(memory, size);
        assertFalse(leg.isBound());
        assertThrows(IllegalStateException.class, leg::ratio);
        assertEquals(0, view.pair().legs(1).ratio());
        assertSame(leg, view.pair().legs(1));
        StructAccess.unbind(view);
        assertThrows(IllegalStateException.class, leg::ratio);
        assertThrows(IllegalStateException.class, view::leg);
        view.bind(memory, 0);
        assertEquals(1, view.pair().legs(1).ratio());
    }

    @Test
    void valueThatDoesNotFitIsRefusedBeforeAByteIsWritten() {
        String before = shared.set(example()).toString();
        refused(basket -> basket.leg.venue = "1234567", "field 'venue' of leg takes at most 6 bytes");
        refused(basket -> basket.legs[2].venue = "1234567", "field 'venue' of leg takes at most 6 bytes");
        refused(basket -> basket.pair.legs()[1].venue = "1234567", "field 'venue' of leg takes at most 6 bytes");
        refused(
                basket -> basket.legs = new Basket.Leg[2],
                "field 'legs' of basket is an array of 3 elements, and this");
        refused(basket -> basket.pair = new Basket.Pair(new Basket.Leg[1], 0), "field 'legs' of pair is an array of 2");
        refused(basket -> basket.levels = new double[5], "field 'levels' of basket is an array of 4 elements");
        refused(basket -> basket.names[1] = "123456", "field 'names' of basket takes at most 5 bytes");
        refused(basket -> basket.names = new String[0], "field 'names' of basket is an array of 3 elements");
        refused(basket -> basket.blobs[1] = new byte[5], "field 'blobs' of basket takes at most 4 bytes");
        refused(
                basket -> basket.data = new byte[8],
                "field 'data' of basket takes at most 7 bytes, and this array has 8");
        refused(basket -> basket.price = new BigDecimal("0.001"), "field 'price' of basket is a long with 2 digits");
        refused(basket -> basket.price = new BigDecimal("1E+999999999"), "precision 1 and scale -999999999");
        refused(basket -> basket.price = new BigDecimal("1E-999999999"), "precision 1 and scale 999999999");
        refused(basket -> basket.price = new BigDecimal("92233720368547758.08"), "field 'price' of basket");
        refused(basket -> basket.setHidden(new int[3]), "field 'hidden' of basket is an array of 2 elements");
        assertThrows(IllegalArgumentException.class, () -> shared.price(new BigDecimal("0.001")));
        assertThrows(IllegalArgumentException.class, () -> shared.data(new byte[8]));
        assertThrows(IllegalArgumentException.class, () -> shared.blobs(0, new byte[5]));
        assertEquals(before, shared.toString());
    }

    private void refused(Consumer<Basket> damage, String message) {
        Basket basket = new Basket();
        Basket example = example();
        basket.leg = example.leg;
        basket.legs = example.legs;
        basket.pair = example.pair;
        basket.names = example.names;
        basket.blobs = example.blobs;
        damage.accept(basket);
        String found = String.valueOf(assertThrows(IllegalArgumentException.class, () -> shared.set(basket))
                .getMessage());
        assertTrue(found.contains(message), found);
    }

    @Test
    void numbersKeepTheirScale() {
        assertEquals(new BigDecimal("2.50"), shared.price(new BigDecimal("2.5")).price());
        assertEquals(new BigDecimal("0.00"), shared.price(BigDecimal.ZERO).price());
        assertEquals(
                new BigDecimal("0.00"),
                shared.price(new BigDecimal("0E-999999999")).price());
        assertEquals(
                new BigDecimal("300.00"), shared.price(new BigDecimal("3E+2")).price());
        assertEquals(
                new BigDecimal("2.50"), shared.price(new BigDecimal("2.5000")).price());
    }

    @Test
    void bytesAreCopiedWhereThereIsRoom() {
        byte[] target = {1, 1, 1, 1};
        assertEquals(-1, shared.copyDataTo(target, 0));
        assertEquals(2, shared.data(new byte[] {5, 6}).copyDataTo(target, 2));
        assertArrayEquals(new byte[] {1, 1, 5, 6}, target);
        assertThrows(IndexOutOfBoundsException.class, () -> shared.copyDataTo(target, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.copyDataTo(target, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> shared.copyDataTo(target, Integer.MAX_VALUE));
    }

    @Test
    void equalsAndHashCodeGoByContent() {
        SharedBasket other = SharedBasket.allocate();
        assertEquals(shared, other);
        assertEquals(shared.hashCode(), other.hashCode());
        shared.set(example());
        assertNotEquals(shared, other);
        other.set(example());
        assertEquals(shared, other);
        assertEquals(shared.hashCode(), other.hashCode());
        // What lies behind a shorter text is no content.
        shared.names(0, "12345").names(0, "1");
        other.names(0, "1");
        assertEquals(shared, other);
        other.pair().legs(1).fills(12);
        assertNotEquals(shared, other);
        assertNotEquals(shared, new SharedBasket());
        assertEquals(new SharedBasket(), new SharedBasket());
        assertNotEquals(shared, "text");
    }

    @Test
    void toStringShowsAllThatIsInside() {
        String text = shared.set(example()).toString();
        assertTrue(
                text.startsWith("SharedBasket[first=1, leg=SharedBasket_Leg[ratio=2, venue=XETR, fills=3], legs=["),
                text);
        assertTrue(text.contains("names=[héé, null, ], blobs=[[1, 2, 3, 4], null], counts=[null, -1]"), text);
        assertTrue(text.endsWith("day=-0004-02-29, price=-92233720368547758.08, hidden=[5, 6]]"), text);
    }
}
