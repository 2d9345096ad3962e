package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.collections.TopicOptions;
import dev.shm.collections.WaitStrategy;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The topic that the processor writes. */
@NothingLeftBehind
@Timeout(60)
class OrderTopicTest {
    private final String name = "topic-" + UUID.randomUUID();

    @AfterEach
    void deleteTopic() {
        SharedRegion.delete(name);
    }

    @Test
    void everyWayToPublishAndReceive() throws InterruptedException {
        try (OrderTopic topic = OrderTopic.openOrCreate(name, 16);
                OrderTopic.Subscription s = topic.subscribe()) {
            topic.publish(Order.of(1));
            topic.publish(draft -> draft.id(2).quantity(7).symbol("S2"));
            topic.publish(3, 10, Order.Side.SELL, CharBuffer.wrap("S3"));
            assertTrue(topic.tryPublish(Order.of(4)));
            assertTrue(topic.tryPublish(draft -> draft.id(5)));
            assertTrue(topic.publish(Order.of(6), Duration.ofSeconds(1)));
            assertEquals(Order.of(1).toString(), String.valueOf(s.poll()));
            assertEquals("Order[2, 7, null, S2]", s.take().toString());
            assertEquals("Order[3, 10, SELL, S3]", String.valueOf(s.poll(Duration.ofSeconds(1))));
            assertTrue(s.poll(message -> assertEquals(4, message.id())));
            List<String> drained = new ArrayList<>();
            assertEquals(2, s.drain(message -> drained.add(message.get().toString()), 9));
            assertEquals(List.of("Order[5, 0, null, null]", Order.of(6).toString()), drained);
            assertNull(s.poll());
            assertFalse(s.poll(message -> drained.clear()));
            assertEquals(0, s.lost());
        }
    }

    @Test
    void textThatDoesNotFitPublishesNothing() {
        try (OrderTopic topic = OrderTopic.create(name, 16);
                OrderTopic.Subscription s = topic.subscribe()) {
            assertThrows(IllegalArgumentException.class, () -> topic.publish(1, 1, null, "much too long"));
            assertNull(s.poll());
            topic.publish(1, 1, null, null);
            assertEquals("Order[1, 1, null, null]", String.valueOf(s.poll()));
        }
    }

    @Test
    void lateJoinersAndReplay() {
        try (OrderTopic topic = OrderTopic.create(name, 4)) {
            for (long id = 0; id < 6; id++) topic.publish(Order.of(id));
            try (OrderTopic.Subscription oldest = topic.subscribe(OrderTopic.Start.OLDEST);
                    OrderTopic.Subscription at = topic.subscribeAt(4)) {
                assertTrue(oldest.poll(message -> assertEquals(2, message.id())));
                assertTrue(at.poll(message -> assertEquals(4, message.id())));
            }
        }
    }

    @Test
    void opensInEveryWay() {
        TopicOptions reliable = TopicOptions.defaults().reliable();
        try (OrderTopic topic = OrderTopic.create(name, 4, reliable);
                OrderTopic again = OrderTopic.open(name);
                OrderTopic spinning = OrderTopic.open(name, WaitStrategy.SPIN);
                OrderTopic.Subscription s = spinning.subscribe()) {
            assertTrue(again.isReliable());
            for (long id = 0; id < 4; id++) assertTrue(topic.tryPublish(Order.of(id)));
            assertFalse(topic.tryPublish(Order.of(4)));
            assertTrue(s.poll(message -> assertEquals(0, message.id())));
            OrderTopic.openOrCreate(name, 4, reliable).close();
            assertThrows(LayoutMismatchException.class, () -> OrderTopic.openOrCreate(name, 4));
        }
    }

    @Test
    void liesInANamedPlaceOfARegion() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                OrderTopic topic = OrderTopic.in(region, "orders", 4);
                OrderTopic.Subscription s = topic.subscribe();
                OrderTopic again = OrderTopic.in(region, "orders", 4, TopicOptions.defaults())) {
            again.publish(Order.of(1));
            assertEquals(Order.of(1).toString(), String.valueOf(s.poll()));
        }
    }
}
