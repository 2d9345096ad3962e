package demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import dev.shm.testkit.NothingLeftBehind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The views' functions, with values that they change in place; the rest is {@link ConcurrentMapContractTest}'s. */
@NothingLeftBehind
@Timeout(60)
class MapViewTest {
    private final String name = "view-" + UUID.randomUUID();
    private final HoldingMap map = HoldingMap.create(name);
    private final ConcurrentMap<Long, Holding> view = map.asMap();

    @AfterEach
    void deleteMap() {
        assertEquals(List.of(), map.verify());
        map.close();
        SharedRegion.delete(name);
    }

    @Test
    void functionsMayChangeTheirValueInPlace() {
        for (long id = 1; id <= 3; id++) map.put(Holding.of(id, id));
        assertEquals(11, view.compute(1L, (id, holding) -> plus(holding, 10)).quantity);
        assertEquals(11, map.get(1).quantity);
        assertEquals(22, view.computeIfPresent(2L, (id, holding) -> plus(holding, 20)).quantity);
        assertEquals(22, map.get(2).quantity);
        assertEquals(103, view.merge(3L, Holding.of(3, 100), (one, other) -> plus(one, other.quantity)).quantity);
        assertEquals(103, map.get(3).quantity);
        view.replaceAll((id, holding) -> plus(holding, id));
        assertEquals(12, map.get(1).quantity);
        assertEquals(24, map.get(2).quantity);
        assertEquals(106, map.get(3).quantity);
        assertNull(view.compute(1L, (id, holding) -> {
            holding.quantity = 0;
            return null;
        }));
        assertFalse(map.containsKey(1));
        assertEquals(2, map.size());
    }

    @Test
    void functionsOfBytesMayChangeThemInPlace() {
        String bytesName = name + "-bytes";
        try (SharedMap<String, byte[]> bytes = SharedMap.create(bytesName, Codec.utf8(), Codec.bytes())) {
            ConcurrentMap<String, byte[]> jdk = bytes.asMap();
            bytes.put("k", new byte[] {1});
            assertArrayEquals(new byte[] {2}, jdk.compute("k", (key, value) -> plusOne(value)));
            assertArrayEquals(new byte[] {3}, jdk.computeIfPresent("k", (key, value) -> plusOne(value)));
            assertArrayEquals(new byte[] {4}, jdk.merge("k", new byte[0], (value, other) -> plusOne(value)));
            assertArrayEquals(new byte[] {5}, bytes.merge("k", new byte[0], (value, other) -> plusOne(value)));
            jdk.replaceAll((key, value) -> plusOne(value));
            assertArrayEquals(new byte[] {6}, bytes.get("k"));
            assertFalse(jdk.values().removeIf(value -> ++value[0] == 8));
            assertTrue(jdk.values().removeIf(value -> ++value[0] == 7));
            bytes.put("k", new byte[] {1});
            assertNull(bytes.merge("k", new byte[0], (value, other) -> null));
            assertNull(bytes.computeIfAbsent("k", key -> null));
            assertEquals(0, bytes.size());
            assertEquals(List.of(), bytes.verify());
        } finally {
            SharedRegion.delete(bytesName);
        }
    }

    @Test
    void functionsAreCalledWhereTheJdkCallsThem() {
        assertNull(view.computeIfPresent(1L, (id, holding) -> unexpected()));
        assertNull(view.compute(1L, (id, holding) -> holding));
        assertNull(view.computeIfAbsent(1L, id -> null));
        assertEquals(0, map.size());
        assertEquals(5, view.merge(1L, Holding.of(1, 5), (one, other) -> unexpected()).quantity);
        assertEquals(5, view.computeIfAbsent(1L, id -> unexpected()).quantity);
        assertEquals(6, view.computeIfAbsent(2L, id -> Holding.of(id, 6)).quantity);
        assertNull(view.merge(2L, Holding.of(2, 1), (one, other) -> null));
        assertNull(view.computeIfPresent(1L, (id, holding) -> null));
        assertEquals(0, map.size());
    }

    @Test
    void functionThatThrowsOrMakesAnotherKeyOrChangesTheMapLeavesItAsItWas() {
        map.put(Holding.of(1, 2));
        assertThrows(
                ArithmeticException.class,
                () -> view.compute(1L, (id, holding) -> {
                    plus(holding, 5);
                    throw new ArithmeticException();
                }));
        assertThrows(IllegalArgumentException.class, () -> view.compute(1L, (id, holding) -> Holding.of(3, 4)));
        assertThrows(IllegalArgumentException.class, () -> view.merge(5L, Holding.of(6, 7), (one, other) -> one));
        assertThrows(NullPointerException.class, () -> view.replaceAll((id, holding) -> null));
        assertThrows(NullPointerException.class, () -> view.merge(1L, null, (one, other) -> one));
        assertThrows(NullPointerException.class, () -> view.compute(null, (id, holding) -> holding));
        assertThrows(
                IllegalStateException.class,
                () -> view.compute(1L, (id, holding) -> {
                    map.remove(1);
                    return holding;
                }));
        assertEquals(2, map.get(1).quantity);
        assertEquals(1, map.size());
        assertEquals(4, view.compute(1L, (id, holding) -> plus(holding, map.get(1).quantity)).quantity, "may read");
    }

    @Test
    void functionsAreOneStep() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (long i = 0; i < 5_000; i++) {
                    long id = i % 10;
                    view.compute(id, (same, holding) -> holding == null ? Holding.of(id, 1) : plus(holding, 1));
                    view.merge(id, Holding.of(id, 1), (one, other) -> plus(one, other.quantity));
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        for (long id = 0; id < 10; id++) assertEquals(4_000, map.get(id).quantity);
    }

    @Test
    void keyThatNoValueCanHaveIsNotThere() {
        String textName = name + "-text";
        try (Keyed_ByTextMap texts = Keyed_ByTextMap.create(textName)) {
            ConcurrentMap<String, Keyed.ByText> jdk = texts.asMap();
            String tooLong = "x".repeat(1000);
            assertNull(jdk.computeIfPresent(tooLong, (key, value) -> value));
            assertNull(jdk.compute(tooLong, (key, value) -> value));
            assertNull(jdk.computeIfAbsent(tooLong, key -> null));
            Keyed.ByText value = new Keyed.ByText("k", 1);
            assertThrows(IllegalArgumentException.class, () -> jdk.computeIfAbsent(tooLong, key -> value));
            assertThrows(IllegalArgumentException.class, () -> jdk.merge(tooLong, value, (one, other) -> one));
            assertEquals(0, texts.size());
            assertEquals(List.of(), texts.verify());
        } finally {
            SharedRegion.delete(textName);
        }
    }

    @Test
    void structsInAMapOfCodecsAreComparedAsTheyAreEqual() {
        String structName = name + "-structs";
        try (SharedMap<Holding, Holding> structs =
                SharedMap.create(structName, Codec.struct(SharedHolding.TYPE), Codec.struct(SharedHolding.TYPE))) {
            ConcurrentMap<Holding, Holding> jdk = structs.asMap();
            Holding one = withCost(Double.NaN);
            Holding other = withCost(Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
            assertFalse(structs.put(one, one));
            assertTrue(structs.put(other, one));
            assertTrue(structs.replace(one, other, other));
            Holding impossible = withCost(1);
            impossible.owner = "a name of more than sixteen bytes";
            assertNull(jdk.get(impossible));
            assertNull(jdk.remove(impossible));
            assertFalse(jdk.containsKey(impossible));
            assertNull(jdk.computeIfPresent(impossible, (key, value) -> value));
            assertNull(jdk.compute(impossible, (key, value) -> value));
            assertThrows(IllegalArgumentException.class, () -> jdk.computeIfAbsent(impossible, key -> one));
            assertFalse(jdk.remove(one, impossible));
            assertFalse(jdk.replace(one, impossible, other));
            assertThrows(IllegalArgumentException.class, () -> jdk.put(one, impossible));
            assertThrows(IllegalArgumentException.class, () -> structs.get(impossible));
            assertTrue(jdk.remove(other, one));
            assertEquals(List.of(), structs.verify());
        } finally {
            SharedRegion.delete(structName);
        }
    }

    /** A condition that is slow, and changes meanwhile what it was asked about. */
    @Test
    void valueThatChangedSinceTheConditionHeldStays() {
        Map<Long, Long> expected = new HashMap<>();
        for (long id = 0; id < 10; id++) map.put(Holding.of(id, 0));
        assertTrue(view.values().removeIf(holding -> {
            if (holding.accountId % 2 == 0) map.update(holding.accountId, v -> v.quantity(5));
            return true;
        }));
        for (long id = 0; id < 10; id += 2) expected.put(id, 5L);
        assertEquals(expected, quantities());
        assertTrue(view.entrySet().removeIf(entry -> {
            if (entry.getKey() == 4) map.update(4, v -> v.quantity(6));
            return true;
        }));
        assertEquals(Map.of(4L, 6L), quantities());
        assertFalse(view.values().removeIf(holding -> holding.quantity == 5));
        map.put(Holding.of(5, 1));
        assertTrue(view.values().removeIf(holding -> --holding.quantity == 0), "its own copy");
        assertEquals(Map.of(4L, 6L), quantities());
        assertTrue(view.keySet().removeIf(id -> id == 4));
        assertEquals(0, map.size());
    }

    private Map<Long, Long> quantities() {
        Map<Long, Long> quantities = new HashMap<>();
        view.forEach((id, holding) -> quantities.put(id, holding.quantity));
        return quantities;
    }

    private static Holding withCost(double cost) {
        Holding holding = Holding.of(1, 2);
        holding.cost = cost;
        return holding;
    }

    private static Holding plus(Holding holding, long more) {
        holding.quantity += more;
        return holding;
    }

    private static byte[] plusOne(byte[] value) {
        value[0]++;
        return value;
    }

    private static Holding unexpected() {
        throw new AssertionError("called");
    }
}
