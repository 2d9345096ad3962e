package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SeatTakenException;
import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic between processes that map it at different addresses. */
@NothingLeftBehind
@Timeout(120)
class SharedTopicProcessTest {
    private static final long MESSAGES = 50_000;
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final String name = "topic-" + UUID.randomUUID();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterEach
    void deleteTopic() {
        SharedRegion.delete(name);
    }

    @Test
    void everyProcessReceivesEveryMessageInOrder() {
        TopicOptions options = TopicOptions.defaults().reliable();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 256, SharedTick.TYPE, options);
                ChildJvm first = child("receive", ForcedAddress.FIRST);
                ChildJvm second = child("receive", ForcedAddress.SECOND)) {
            first.awaitLine("ready");
            second.awaitLine("ready");
            assertEquals(2, topic.subscribers().size());
            for (long id = 0; id < MESSAGES; id++) topic.publish(Tick.of(id));
            first.awaitLine("received all");
            second.awaitLine("received all");
            first.awaitSuccess();
            second.awaitSuccess();
            assertTrue(topic.subscribers().isEmpty());
        }
    }

    @Test
    void slowSubscriberHoldsBackWhileItLivesAlsoIfStopped() throws InterruptedException {
        TopicOptions options = TopicOptions.defaults().reliable();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE, options);
                ChildJvm idle = child("idle", ForcedAddress.FIRST)) {
            idle.awaitLine("ready");
            assertEquals(idle.pid(), topic.subscribers().get(0).pid());
            for (long id = 0; id < 4; id++) topic.publish(Tick.of(id));
            assertFalse(topic.publish(Tick.of(4), Duration.ofMillis(250)));
            idle.stop();
            assertFalse(topic.publish(Tick.of(4), Duration.ofMillis(250)), "a stopped process is alive");
            idle.resume();
            assertEquals(4, topic.subscribers().get(0).lag());
            idle.kill();
            assertTrue(topic.publish(Tick.of(4), BOUND), "the dead hold nobody back");
            assertTrue(topic.subscribers().isEmpty());
        }
    }

    @Test
    void seatOfADeadPublisherIsFree() throws InterruptedException {
        TopicOptions options = TopicOptions.defaults().singlePublisher();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 64, SharedTick.TYPE, options);
                ChildJvm publisher = ChildJvm.of(TopicStormChild.class)
                        .args("publish", name, directory.resolve("ledger").toString(), "1")
                        .start()) {
            publisher.awaitLine("ready");
            assertThrows(SeatTakenException.class, () -> topic.publish(Tick.of(1)));
            publisher.kill();
            try (TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
                topic.publish(Tick.of(1));
                assertEquals(1, Tick.idOf(s.poll(BOUND)));
            }
        }
    }

    /**
     * At each step of publishing: others publish and receive on meanwhile, and its message comes once, in its order.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void publisherThatStandsStillHoldsNobodyUp(boolean reliable) throws InterruptedException {
        TopicOptions options = reliable ? TopicOptions.defaults().reliable() : TopicOptions.defaults();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 4, SharedTick.TYPE, options);
                TopicSubscription<Tick, SharedTick> s = topic.subscribe();
                ChildJvm straggler = ChildJvm.of(TopicChild.class)
                        .args("stand still", name)
                        .property("dev.shm.killPoints", "true")
                        .start()) {
            long id = 0;
            long step = 1;
            int behind = 0;
            while (straggler.awaitLine("stands still").isEmpty()) {
                boolean hasCome = false;
                for (int i = 0; i < 10; i++) {
                    assertTrue(topic.publish(Tick.of(id), BOUND), "no room at step " + step);
                    long received = Tick.idOf(s.poll(BOUND));
                    if (!hasCome && received == TopicChild.idOfStraggler(step)) { // it was published
                        hasCome = true;
                        received = Tick.idOf(s.poll(BOUND));
                    }
                    assertEquals(id++, received);
                }
                straggler.send("go on");
                straggler.awaitLine("published");
                if (!hasCome) assertEquals(TopicChild.idOfStraggler(step), Tick.idOf(s.poll(BOUND)));
                behind += hasCome ? 1 : 0;
                straggler.send("next");
                step++;
            }
            assertEquals(TopicChild.idOfStraggler(step), Tick.idOf(s.poll(BOUND)));
            System.out.println("topic: a publisher stood still at " + (step - 1) + " steps, " + behind
                    + " of them behind its message");
            assertTrue(behind > 0, "it never stood behind its message");
            assertEquals(id + step, s.position() - s.skipped(), "each once");
            assertEquals(0, s.lost());
            assertTrue(s.skipped() > 0, "some claims were revoked");
            straggler.send("end");
            straggler.awaitSuccess();
        }
    }

    private ChildJvm child(String role, long address) {
        return ChildJvm.of(TopicChild.class)
                .args(role, name, Long.toString(MESSAGES))
                .mapAt(address)
                .start();
    }
}
