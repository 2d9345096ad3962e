package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SeatTakenException;
import dev.shm.SharedRegion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A lossy topic of one publisher. */
class SharedTopicSinglePublisherTest extends SharedTopicContract {
    private static final long MESSAGES = 10_000;

    @Override
    TopicOptions options() {
        return TopicOptions.defaults().singlePublisher();
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void secondPublisherIsRefusedUntilTheFirstCloses() {
        try (SharedTopic<Tick, SharedTick> first = create();
                SharedTopic<Tick, SharedTick> second = SharedTopic.open(name, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = second.subscribe()) {
            first.publish(Tick.of(0));
            Exception e = assertThrows(SeatTakenException.class, () -> second.publish(Tick.of(9)));
            assertTrue(e.toString().contains("use a topic for each publisher"), e::toString);
            first.close();
            second.publish(Tick.of(1));
            assertEquals(0, Tick.idOf(s.poll()));
            assertEquals(1, Tick.idOf(s.poll()));
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void seatIsFreeOnceTheLastHandleOfAnAttachmentCloses() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion again = SharedRegion.open(name);
                SharedTopic<Tick, SharedTick> first = in(region);
                SharedTopic<Tick, SharedTick> second = in(region);
                SharedTopic<Tick, SharedTick> other = in(again);
                TopicSubscription<Tick, SharedTick> s = other.subscribe()) {
            first.publish(Tick.of(0));
            first.close();
            first.close();
            assertThrows(SeatTakenException.class, () -> other.publish(Tick.of(9)));
            second.publish(Tick.of(1));
            second.close();
            other.publish(Tick.of(2));
            for (long id = 0; id < 3; id++) assertEquals(id, Tick.idOf(s.poll()));
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void seatIsFreeAfterATopicThatItsOwnFillerCloses() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion again = SharedRegion.open(name);
                SharedTopic<Tick, SharedTick> first = in(region);
                SharedTopic<Tick, SharedTick> other = in(again)) {
            first.publish(draft -> {
                Tick.fill(draft, 0);
                first.close();
            });
            other.publish(Tick.of(1));
            assertEquals(2, other.position());
        }
    }

    @Test
    void handlesOfOneAttachmentShareTheSeatAndTearNothing() throws Exception {
        TopicOptions options = options().reliable();
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedTopic<Tick, SharedTick> first = SharedTopic.in(region, "t", 8, SharedTick.TYPE, options);
                SharedTopic<Tick, SharedTick> second = SharedTopic.in(region, "t", 8, SharedTick.TYPE, options);
                TopicSubscription<Tick, SharedTick> s = first.subscribe()) {
            Started<Long> one = started(() -> publish(first));
            Started<Long> other = started(() -> publish(second));
            long sum = 0;
            for (int i = 0; i < 2 * MESSAGES; i++) sum += Tick.idOf(s.poll(Duration.ofSeconds(10)));
            assertEquals(MESSAGES * (MESSAGES - 1), sum);
            assertEquals(MESSAGES, one.get(10, TimeUnit.SECONDS));
            assertEquals(MESSAGES, other.get(10, TimeUnit.SECONDS));
            assertNull(s.poll());
            assertEquals(0, s.lost());
        }
    }

    private SharedTopic<Tick, SharedTick> in(SharedRegion region) {
        return SharedTopic.in(region, "t", 8, SharedTick.TYPE, options());
    }

    private static long publish(SharedTopic<Tick, SharedTick> topic) {
        for (long id = 0; id < MESSAGES; id++) topic.publish(Tick.of(id));
        return MESSAGES;
    }
}
