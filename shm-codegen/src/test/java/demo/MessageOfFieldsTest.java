package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demo.Deal.Leg;
import demo.Deal.Side;
import dev.shm.SharedRegion;
import dev.shm.memory.RawMemory;
import dev.shm.struct.StructAccess;
import dev.shm.testkit.NothingLeftBehind;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages given as all their fields, arrays and structs among them. */
@NothingLeftBehind
@Timeout(60)
class MessageOfFieldsTest {
    private static final double[] LEVELS = {1, 2, 3, 4};
    private static final Leg[] LEGS = {new Leg(1, "A"), new Leg(2, null)};

    private final String name = "fields-" + UUID.randomUUID();

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    @ParameterizedTest
    @EnumSource
    void queueTakesWhatTheWholeValueHas(QueueMode mode) {
        try (DealQueue queue = DealQueue.create(name, 2, mode.options())) {
            assertTrue(offer(queue, LEVELS, new String[] {"x", null}, new Leg(9, "L"), LEGS, new int[] {5, 6}));
            assertTrue(queue.poll(deal -> assertEquals(SharedDeal.allocate().set(expected()), deal)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nullArraysAndStructsOverwriteAMessageBeforeWithZeros(QueueMode mode) throws InterruptedException {
        try (DealQueue queue = DealQueue.create(name, 2, mode.options())) {
            for (int i = 0; i < 4; i++) {
                queue.put(expected());
                queue.poll();
            }
            assertTrue(queue.offer(0, 0, null, null, null, null, null, null, null, 0, null));
            assertTrue(queue.poll(deal -> {
                assertEquals(SharedDeal.allocate(), deal);
                long tags = StructAccess.readAddress(deal) + offset("tags");
                for (int i = 0; i < 2 * 6; i++) assertEquals(0, RawMemory.getByte(tags + i));
            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsRefusedAndNothingOffered(QueueMode mode) {
        String[] tags = {"x", null};
        Leg leg = new Leg(9, "L");
        int[] turn = {5, 6};
        try (DealQueue queue = DealQueue.create(name, 2, mode.options())) {
            for (int i = 0; i < 3; i++) { // claims left open would fill the queue
                refused("'levels' of demo.Deal is an array of 4", queue, new double[3], tags, leg, LEGS, turn);
                refused(
                        "'tags' of demo.Deal takes at most 4",
                        queue,
                        LEVELS,
                        new String[] {"", "12345"},
                        leg,
                        LEGS,
                        turn);
                refused("'tags' of demo.Deal is an array of 2", queue, LEVELS, new String[3], leg, LEGS, turn);
                refused("'venue' of demo.Deal.Leg takes", queue, LEVELS, tags, new Leg(1, "12345"), LEGS, turn);
                refused("'legs' of demo.Deal is an array of 2", queue, LEVELS, tags, leg, new Leg[1], turn);
                Leg[] legs = {null, new Leg(1, "12345")};
                refused("'venue' of demo.Deal.Leg takes", queue, LEVELS, tags, leg, legs, turn);
                refused("'turn' of demo.Deal is an array of 2", queue, LEVELS, tags, leg, LEGS, new int[0]);
            }
            assertTrue(queue.isEmpty());
            assertNotNull(queue.claim());
            queue.abort();
            assertTrue(offer(queue, LEVELS, tags, leg, LEGS, turn));
            assertTrue(queue.poll(deal -> assertEquals(SharedDeal.allocate().set(expected()), deal)));
        }
    }

    @Test
    void topicTakesWhatTheWholeValueHasAndRefusesWhatDoesNotFit() {
        try (DealTopic topic = DealTopic.create(name, 2);
                DealTopic.Subscription s = topic.subscribe()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> topic.publish(1, 2, null, null, LEVELS, null, null, null, new Leg[3], 0, null));
            assertNull(s.poll());
            String[] tags = {"x", null};
            Leg leg = new Leg(9, "L");
            Side[] sides = {Side.SELL, null};
            topic.publish(7, 1.5, Side.BUY, "MSFT", LEVELS, tags, sides, leg, LEGS, 3, new int[] {5, 6});
            assertTrue(s.poll(deal -> assertEquals(SharedDeal.allocate().set(expected()), deal)));
            topic.publish(0, 0, null, null, null, null, null, null, null, 0, null);
            assertTrue(s.poll(deal -> assertEquals(SharedDeal.allocate(), deal)));
            assertEquals(0, s.lost());
        }
    }

    private static void refused(
            String message,
            DealQueue queue,
            double[] levels,
            String[] tags,
            Leg leg,
            @Nullable Leg[] legs,
            int[] turn) {
        String found = assertThrows(IllegalArgumentException.class, () -> offer(queue, levels, tags, leg, legs, turn))
                .getMessage();
        assertTrue(found.contains(message), found);
        assertNull(queue.poll());
    }

    private static boolean offer(
            DealQueue queue, double[] levels, @Nullable String[] tags, Leg leg, @Nullable Leg[] legs, int[] turn) {
        Side[] sides = {Side.SELL, null};
        return queue.offer(7, 1.5, Side.BUY, "MSFT", levels, tags, sides, leg, legs, 3, turn);
    }

    private static Deal expected() {
        Deal deal = new Deal();
        deal.id = 7;
        deal.price = 1.5;
        deal.side = Side.BUY;
        deal.symbol = "MSFT";
        deal.levels = LEVELS;
        deal.tags = new String[] {"x", null};
        deal.sides = new Side[] {Side.SELL, null};
        deal.leg = new Leg(9, "L");
        deal.legs = LEGS;
        deal.version = 3;
        deal.turn = new int[] {5, 6};
        return deal;
    }

    private static int offset(String field) {
        return Objects.requireNonNull(SharedDeal.LAYOUT.field(field)).offset();
    }
}
