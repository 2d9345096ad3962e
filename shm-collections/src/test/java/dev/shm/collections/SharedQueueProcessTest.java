package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SeatTakenException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes at one queue. */
@NothingLeftBehind
@Timeout(120)
class SharedQueueProcessTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(10);
    private static final long MESSAGES = 200_000;
    private static final String WITHOUT_BARRIER = "dev.shm.withoutBarrier";

    /** A sleeper that nobody wakes looks for itself after 50 ms; half of that is no matter of a busy machine. */
    private static final long UNWOKEN_NANOS = 25_000_000;

    private final String name = "queue-" + UUID.randomUUID();

    @AfterEach
    void deleteQueues() {
        SharedRegion.delete(name);
        SharedRegion.delete(name + "-pong");
    }

    @ParameterizedTest
    @CsvSource({
        "STRUCTS, ONE_TO_ONE, put, take, 1024",
        "STRUCTS, ONE_TO_ONE, offer, poll, 16",
        "STRUCTS, ONE_TO_ONE, put, take, 2",
        "STRUCTS, MANY_TO_ONE, offer, take, 16",
        "STRUCTS, ONE_TO_MANY, put, poll, 16",
        "STRUCTS, MANY_TO_MANY, offer, poll, 1024",
        "STRUCTS, MANY_TO_MANY, put, take, 1",
        "VARIED_BYTES, ONE_TO_ONE, offer, poll, 1024",
        "VARIED_BYTES, MANY_TO_ONE, put, poll, 32",
        "VARIED_BYTES, ONE_TO_MANY, offer, take, 32",
        "VARIED_BYTES, MANY_TO_MANY, put, take, 32"
    })
    void everyMessageArrivesOnceInOrder(
            TickQueue.Kind kind, QueueMode mode, String producing, String consuming, long capacity) {
        boolean isSlow = capacity < 16 || kind != TickQueue.Kind.STRUCTS;
        String count = Long.toString(isSlow ? MESSAGES / 10 : MESSAGES);
        try (TickQueue queue = kind.create(name, capacity, mode.options());
                ChildJvm consumer = child(consuming, name, "0", count)
                        .property(QueueChild.KIND, kind.name())
                        .mapAt(ForcedAddress.FIRST)
                        .start();
                ChildJvm producer = child(producing, name, "0", count)
                        .property(QueueChild.KIND, kind.name())
                        .mapAt(ForcedAddress.SECOND)
                        .start()) {
            producer.awaitLine("done");
            producer.awaitSuccess();
            consumer.awaitLine("took all");
            consumer.awaitSuccess();
            assertTrue(queue.isEmpty());
        }
    }

    /**
     * At full speed, one with a barrier for all and one that fences for itself: a wake-up lost each time would take
     * minutes.
     */
    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void processesNeedNoBarrier(boolean producerWithout, boolean consumerWithout) {
        String count = Long.toString(MESSAGES / 20);
        try (TickQueue queue = TickQueue.Kind.STRUCTS.create(name, 2, QueueMode.ONE_TO_ONE.options());
                ChildJvm consumer = child("take", name, "0", count)
                        .property(WITHOUT_BARRIER, Boolean.toString(consumerWithout))
                        .start();
                ChildJvm producer = child("put", name, "0", count)
                        .property(WITHOUT_BARRIER, Boolean.toString(producerWithout))
                        .start()) {
            producer.awaitSuccess();
            consumer.awaitLine("took all");
            consumer.awaitSuccess();
            assertTrue(queue.isEmpty());
        }
    }

    /** Each process handles what comes to it while the others do the same. */
    @Test
    void manyProcessesWorkAtOneQueue() {
        long each = MESSAGES / 20;
        try (SharedQueue<Tick, SharedTick> queue = create(QueueMode.MANY_TO_MANY, 64);
                ChildJvm first = child("put", name, "0", Long.toString(each)).start();
                ChildJvm second = child("offer", name, Long.toString(each), Long.toString(each))
                        .start();
                ChildJvm echo = child("echo", name, name).start()) {
            BitSet received = new BitSet();
            while (received.cardinality() < 2 * each) {
                Tick tick = await(queue::poll);
                int id = (int) tick.checkedId();
                assertFalse(received.get(id), () -> "message " + id + " twice");
                received.set(id);
            }
            first.awaitSuccess();
            second.awaitSuccess();
            queue.offer(Tick.of(-1));
            echo.awaitSuccess();
            assertTrue(queue.isEmpty());
        }
    }

    @Test
    void deadProducersClaimIsSkippedAndDeadConsumersMessageReturns() throws InterruptedException {
        try (SharedQueue<Tick, SharedTick> queue = create(QueueMode.MANY_TO_MANY, 4);
                ChildJvm producer = child("claim", name).start()) {
            producer.awaitLine("claimed");
            assertTrue(queue.offer(Tick.of(1)));
            producer.stop();
            assertNull(queue.poll(Duration.ofMillis(100)), "a stopped process is alive");
            producer.resume();
            producer.kill();
            assertEquals(1, Tick.idOf(queue.poll(PROMPTLY)));
            assertEquals(1, queue.counters().skipped());
            try (ChildJvm consumer = child("handle", name).start()) {
                queue.put(Tick.of(2));
                consumer.awaitLine("handling");
                assertNull(queue.poll(Duration.ofMillis(100)));
                consumer.kill();
                int[] attempts = {0};
                await(() -> queue.poll(message -> attempts[0] = queue.attempts()) ? true : null);
                assertEquals(2, attempts[0]);
                assertEquals(1, queue.counters().redelivered());
            }
        }
    }

    @Test
    void oneQueueOpenedTwiceHasOneSeatAtEachEnd() {
        try (SharedQueue<Tick, SharedTick> first = create(4);
                SharedQueue<Tick, SharedTick> second = open()) {
            assertTrue(first.offer(Tick.of(1)));
            assertEquals(1, Tick.idOf(second.poll()));
            String us = " " + ProcessHandle.current().pid() + ",";
            assertNames(us, assertThrows(SeatTakenException.class, () -> second.offer(Tick.of(2))));
            assertNames(us, assertThrows(SeatTakenException.class, first::poll));
            assertThrows(SeatTakenException.class, second::claim);
            assertThrows(SeatTakenException.class, () -> first.drain(message -> {}, 1));
            assertThrows(SeatTakenException.class, first::take);
            assertThrows(SeatTakenException.class, () -> second.put(Tick.of(2)));
            assertEquals(0, first.size());
        }
    }

    /** The region stays open, so nobody would find the seat held by the dead. */
    @Test
    @SuppressWarnings("try") // closed in the middle
    void seatsAreFreeAfterAQueueThatItsOwnFillerOrHandlerCloses() {
        try (SharedRegion region = SharedRegion.create(name, 64);
                SharedRegion again = SharedRegion.open(name);
                SharedQueue<Tick, SharedTick> filled = in(region);
                SharedQueue<Tick, SharedTick> other = in(again)) {
            assertTrue(filled.offer(draft -> {
                Tick.fill(draft, 1);
                filled.close();
                assertThrows(SeatTakenException.class, () -> other.offer(Tick.of(9)));
            }));
            assertTrue(other.offer(Tick.of(2)));
            try (SharedQueue<Tick, SharedTick> handled = in(region)) {
                assertTrue(handled.poll(message -> {
                    assertEquals(Tick.of(1), message.get());
                    handled.close();
                    assertThrows(SeatTakenException.class, other::poll);
                }));
            }
            assertEquals(2, Tick.idOf(other.poll()));
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle
    void seatIsFreeAfterClose() {
        try (SharedQueue<Tick, SharedTick> first = create(4);
                SharedQueue<Tick, SharedTick> second = open()) {
            first.offer(Tick.of(1));
            assertThrows(SeatTakenException.class, () -> second.offer(Tick.of(2)));
            first.close();
            assertTrue(second.offer(Tick.of(2)));
            assertEquals(1, Tick.idOf(second.poll()));
            assertEquals(2, Tick.idOf(second.poll()));
        }
    }

    @Test
    void seatsOfALiveProcessAreTakenAndThoseOfADeadOneFree() {
        try (SharedQueue<Tick, SharedTick> queue = create(4);
                ChildJvm holder = child("hold", name).start()) {
            holder.awaitLine("seated");
            String pid = " " + holder.pid() + ",";
            assertNames(pid, assertThrows(SeatTakenException.class, () -> queue.offer(Tick.of(1))));
            assertNames(pid, assertThrows(SeatTakenException.class, queue::poll));
            holder.stop();
            assertThrows(SeatTakenException.class, () -> queue.offer(Tick.of(1)), "a stopped process is alive");
            holder.resume();
            holder.kill();
            assertTrue(queue.offer(Tick.of(1)));
            assertEquals(1, Tick.idOf(queue.poll()));
        }
    }

    @Test
    void seatsOfAClosedQueueAreFreeWhileItsProcessLives() {
        try (SharedQueue<Tick, SharedTick> queue = create(4);
                ChildJvm holder = child("hold", name).start()) {
            holder.awaitLine("seated");
            assertThrows(SeatTakenException.class, () -> queue.offer(Tick.of(1)));
            holder.send("close");
            holder.awaitLine("closed");
            assertTrue(queue.offer(Tick.of(1)));
            assertEquals(1, Tick.idOf(queue.poll()));
            holder.send("end");
            holder.awaitSuccess();
        }
    }

    /** Also one that runs on a kernel without a barrier for all: then whoever wakes it has to fence. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sleepingConsumerIsWoken(boolean withoutBarrier) throws InterruptedException {
        long[] nanos = new long[40];
        try (SharedQueue<Tick, SharedTick> ping = create(4);
                SharedQueue<Tick, SharedTick> pong =
                        SharedQueue.create(name + "-pong", 4, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
                RingProbe probe = probe();
                ChildJvm echo = child("echo", name, name + "-pong")
                        .property(WITHOUT_BARRIER, Boolean.toString(withoutBarrier))
                        .start()) {
            echo.awaitLine("ready");
            for (int i = 0; i < nanos.length; i++) {
                probe.awaitSleepingConsumer(PROMPTLY);
                long start = System.nanoTime();
                ping.put(Tick.of(i));
                assertEquals(i, await(pong::poll).checkedId());
                nanos[i] = System.nanoTime() - start;
            }
            ping.put(Tick.of(-1));
            echo.awaitSuccess();
        }
        assertWoken("consumer", nanos);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sleepingProducerIsWoken(boolean withoutBarrier) {
        long[] nanos = new long[40];
        try (SharedQueue<Tick, SharedTick> queue = create(1);
                RingProbe probe = probe();
                ChildJvm producer = child("put", name, "0", Integer.toString(nanos.length + 1))
                        .property(WITHOUT_BARRIER, Boolean.toString(withoutBarrier))
                        .start()) {
            for (int i = 0; i < nanos.length; i++) {
                probe.awaitSleepingProducer(PROMPTLY);
                long start = System.nanoTime();
                assertEquals(i, Tick.idOf(queue.poll()));
                while (queue.isEmpty()) Thread.onSpinWait(); // for the producer, within the test's timeout
                nanos[i] = System.nanoTime() - start;
            }
            assertEquals(nanos.length, await(queue::poll).checkedId());
            producer.awaitSuccess();
        }
        assertWoken("producer", nanos);
    }

    @Test
    void sleepingConsumerOutlivesItsProducer() throws InterruptedException {
        try (SharedQueue<Tick, SharedTick> queue = create(4);
                RingProbe probe = probe();
                ChildJvm consumer = child("take", name, "0", "6").start()) {
            try (ChildJvm producer = child("put-and-stay", name, "0", "3").start()) {
                producer.awaitLine("stays");
                await(() -> probe.head() == 3 ? true : null);
                probe.awaitSleepingConsumer(PROMPTLY);
                assertThrows(SeatTakenException.class, () -> queue.offer(Tick.of(3)));
                producer.kill();
            }
            for (long id = 3; id < 6; id++) queue.put(Tick.of(id));
            consumer.awaitLine("took all");
            consumer.awaitSuccess();
            assertTrue(queue.isEmpty());
        }
    }

    @Test
    void sleepingProducerOutlivesItsConsumer() {
        try (SharedQueue<Tick, SharedTick> queue = create(2);
                RingProbe probe = probe();
                ChildJvm producer = child("put", name, "0", "10").start()) {
            try (ChildJvm consumer = child("take-and-stay", name, "0", "3").start()) {
                consumer.awaitLine("stays");
                probe.awaitSleepingProducer(PROMPTLY);
                consumer.kill();
            }
            for (long id = 3; id < 10; id++) assertEquals(id, await(queue::poll).checkedId());
            producer.awaitSuccess();
            assertNull(queue.poll());
        }
    }

    private SharedQueue<Tick, SharedTick> create(QueueMode mode, long capacity) {
        return SharedQueue.create(name, capacity, SharedTick.TYPE, mode.options());
    }

    private SharedQueue<Tick, SharedTick> create(long capacity) {
        return SharedQueue.create(name, capacity, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
    }

    private static SharedQueue<Tick, SharedTick> in(SharedRegion region) {
        return SharedQueue.in(region, "q", 4, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
    }

    private SharedQueue<Tick, SharedTick> open() {
        return SharedQueue.open(name, SharedTick.TYPE);
    }

    private RingProbe probe() {
        return RingProbe.open(name, SharedTick.LAYOUT);
    }

    private static ChildCommand child(String... args) {
        return ChildJvm.of(QueueChild.class).args(args);
    }

    /** Asks until there is an answer; at most {@link #PROMPTLY}. */
    private static <V> V await(Supplier<@Nullable V> question) {
        long start = System.nanoTime();
        while (true) {
            V answer = question.get();
            if (answer != null) return answer;
            assertTrue(System.nanoTime() - start < PROMPTLY.toNanos(), "nothing within " + PROMPTLY);
            Thread.onSpinWait();
        }
    }

    private static void assertNames(String wanted, Exception e) {
        assertTrue(e.toString().contains(wanted), e::toString);
    }

    private static void assertWoken(String who, long[] nanos) {
        Arrays.sort(nanos);
        long median = nanos[nanos.length / 2];
        System.out.println("woken " + who + ": median " + median / 1_000 + " us, worst "
                + nanos[nanos.length - 1] / 1_000 + " us");
        // Each round begins when the sleeper has just fallen asleep, so unwoken each would take the whole 50 ms.
        assertTrue(nanos[nanos.length / 4] < UNWOKEN_NANOS, who + " sleeps on for " + median / 1_000 + " us");
    }
}
