package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shm.CorruptRegionException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.topic.TopicProbe;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process scribbles over header, geometry, lines, entries and words: an answer or an exception, and soon. */
@NothingLeftBehind
@Timeout(300)
class SharedTopicCorruptionTest {
    private static final long SEED = Long.getLong("dev.shm.corruption.seed", System.nanoTime());

    private final String name = "topic-" + UUID.randomUUID();

    @AfterEach
    void deleteTopic() {
        SharedRegion.delete(name);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scribblingMakesNoCrashHangOrStrangeException(boolean onePublisher) {
        String tries = Integer.toString(Proof.shortOrFull(2_000, 100_000));
        String millis = Long.toString(Proof.shortOrFull(500L, 30_000L));
        try (ChildJvm vandal = ChildJvm.of(TopicVandal.class)
                .args(name, Long.toString(SEED), tries, millis, Boolean.toString(onePublisher))
                .start()) {
            Duration deadline = Duration.ofSeconds(250);
            System.out.println("corruption of a topic, " + (onePublisher ? "one publisher" : "many") + ": seed " + SEED
                    + ", " + tries + " tries");
            System.out.println("corruption between calls: " + vandal.awaitLine("between calls: ", deadline));
            System.out.println("corruption during calls: " + vandal.awaitLine("during calls: ", deadline));
            vandal.awaitSuccess();
        }
    }

    /** Refused each time, nothing lost or moved, and all well once it is back. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 123_456_789_012L})
    void hintThatIsNoPositionIsRefused(long wrong) {
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                TopicProbe probe = TopicProbe.open(name, SharedTick.LAYOUT)) {
            for (long id = 0; id < 4; id++) topic.publish(Tick.of(id));
            long hint = probe.hint();
            probe.hint(wrong);
            for (int i = 0; i < 3; i++) assertThrows(CorruptRegionException.class, s::poll);
            assertThrows(CorruptRegionException.class, () -> s.poll(Duration.ofSeconds(100)));
            assertThrows(CorruptRegionException.class, topic::subscribe);
            assertThrows(CorruptRegionException.class, topic::position);
            probe.hint(hint);
            for (long id = 0; id < 4; id++) assertEquals(id, Tick.idOf(s.poll()));
            assertNull(s.poll());
            topic.publish(Tick.of(4));
            assertEquals(4, Tick.idOf(s.poll()));
            assertEquals(0, s.lost());
        }
    }
}
