package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SeatTakenException;
import org.junit.jupiter.api.Test;

/** A lossy topic of one publisher. */
class SharedTopicSinglePublisherTest extends SharedTopicContract {
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
}
