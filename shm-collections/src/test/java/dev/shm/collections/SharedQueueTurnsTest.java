package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopicContract.Started;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads of one process at an end that is for one process: who would wait waits no longer than it said. */
@NothingLeftBehind
@Timeout(60)
class SharedQueueTurnsTest extends TurnFixture {
    private static final Duration SHORT = Duration.ofMillis(30);

    private final String name = "turns-" + UUID.randomUUID();

    @AfterEach
    void delete() {
        SharedRegion.delete(name);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRUCTS", "BYTES"}) // all messages of a size
    void timedOfferEndsWhileAnotherThreadHasAClaim(TickQueue.Kind kind) throws Exception {
        try (TickQueue queue = kind.create(name, 4, QueueMode.ONE_TO_ONE.options())) {
            Started<?> holder = holding(() -> {
                queue.claim(1);
                comeIn();
                queue.commit();
            });
            assertFalse(queue.offer(Tick.of(2), Duration.ZERO));
            long start = System.nanoTime();
            assertFalse(queue.offer(Tick.of(2), SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "not before its time");
            assertEndsByInterrupt(() -> queue.offer(Tick.of(2), Duration.ofSeconds(100)));
            assertEndsByInterrupt(() -> {
                queue.put(Tick.of(2));
                return true;
            });
            goOn(holder);
            assertTrue(queue.offer(Tick.of(2), SHORT));
            queue.put(Tick.of(3));
            for (long id = 1; id <= 3; id++) assertEquals(id, Tick.idOf(queue.poll()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRUCTS", "BYTES"}) // all messages of a size
    void timedPollEndsWhileAnotherThreadIsInAHandler(TickQueue.Kind kind) throws Exception {
        try (TickQueue queue = kind.create(name, 4, QueueMode.ONE_TO_ONE.options())) {
            for (long id = 1; id <= 3; id++) queue.put(Tick.of(id));
            Started<?> holder = holding(() -> queue.poll(message -> comeIn()));
            assertNull(queue.poll(Duration.ZERO));
            long start = System.nanoTime();
            assertNull(queue.poll(SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "not before its time");
            assertEndsByInterrupt(() -> queue.poll(Duration.ofSeconds(100)));
            assertEndsByInterrupt(queue::take);
            goOn(holder);
            assertEquals(2, Tick.idOf(queue.poll(SHORT)));
            assertEquals(3, Tick.idOf(queue.take()));
        }
    }

    /** Those have no deadline, so an interrupt is not theirs to answer. */
    @Test
    void untimedOfferWaitsAndKeepsTheInterrupt() throws Exception {
        try (TickQueue queue = TickQueue.Kind.STRUCTS.create(name, 4, QueueMode.ONE_TO_ONE.options())) {
            Started<?> holder = holding(() -> {
                queue.claim(1);
                comeIn();
                queue.commit();
            });
            Started<Boolean> offerer =
                    SharedTopicContract.started(() -> queue.offer(Tick.of(2)) && Thread.interrupted());
            offerer.thread.interrupt();
            assertThrows(
                    java.util.concurrent.TimeoutException.class,
                    () -> offerer.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
            goOn(holder);
            assertTrue(offerer.get(PROMPTLY_SECONDS, TimeUnit.SECONDS));
        }
    }

    /** With one consumer no word tells that a message came again. */
    @ParameterizedTest
    @EnumSource
    void messagesThatAHandlerGetsAgainAreCounted(QueueMode mode) {
        try (TickQueue queue = TickQueue.Kind.STRUCTS.create(name, 4, mode.options())) {
            for (long id = 0; id < 2; id++) assertTrue(queue.offer(Tick.of(id)));
            for (int i = 0; i < 2; i++) {
                assertThrows(AssertionError.class, () -> queue.poll((Tick message) -> fail()));
            }
            while (queue.poll(message -> {})) {}
            assertEquals(2, queue.counters().redelivered());
        }
    }
}
