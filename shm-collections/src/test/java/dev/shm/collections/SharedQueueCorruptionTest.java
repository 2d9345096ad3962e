package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.CorruptRegionException;
import dev.shm.SharedRegion;
import dev.shm.collections.internal.queue.RingProbe;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process scribbles over header, geometry, lines and seats: an answer or an exception of ours, and soon. */
@NothingLeftBehind
@Timeout(300)
class SharedQueueCorruptionTest {
    private static final long SEED = Long.getLong("dev.shm.corruption.seed", System.nanoTime());

    static List<Arguments> queues() {
        List<Arguments> all = new ArrayList<>();
        for (TickQueue.Kind kind : List.of(TickQueue.Kind.STRUCTS, TickQueue.Kind.BYTES)) {
            for (QueueMode mode : QueueMode.values()) all.add(Arguments.of(kind, mode));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("queues")
    void scribblingMakesNoCrashHangOrStrangeException(TickQueue.Kind kind, QueueMode mode) {
        String name = "queue-" + UUID.randomUUID();
        String tries = Integer.toString(Proof.shortOrFull(1_000, 100_000));
        String millis = Long.toString(Proof.shortOrFull(500L, 20_000L));
        try (ChildJvm vandal = ChildJvm.of(QueueVandal.class)
                .args(name, Long.toString(SEED), tries, millis, kind.name(), mode.name())
                .start()) {
            Duration deadline = Duration.ofSeconds(200);
            System.out.println("corruption, " + kind + " " + mode + ": seed " + SEED + ", " + tries + " tries");
            System.out.println("corruption between calls: " + vandal.awaitLine("between calls: ", deadline));
            System.out.println("corruption during calls: " + vandal.awaitLine("during calls: ", deadline));
            vandal.awaitSuccess();
        } finally {
            SharedRegion.delete(name);
        }
    }

    /**
     * The index of the other end: refused each time, nothing delivered or overwritten, and all well once it is back.
     */
    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 9, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusedIndexIsNotTakenForSeen(long wrong) {
        withQueue((queue, probe) -> {
            fillUp(queue);
            long head = probe.head();
            long tail = probe.tail();
            assertEquals(1, Tick.idOf(queue.poll()));
            for (long id = 2; id <= 4; id++) assertEquals(id, Tick.idOf(queue.poll()));
            probe.tail(wrong);
            for (int i = 0; i < 3; i++) assertThrows(CorruptRegionException.class, queue::poll);
            assertThrows(CorruptRegionException.class, () -> queue.poll(Duration.ofMillis(50)));
            probe.tail(tail);
            assertNull(queue.poll());
            fillUp(queue);
            probe.head(head + 1 + wrong);
            for (int i = 0; i < 3; i++) assertThrows(CorruptRegionException.class, () -> queue.offer(Tick.of(9)));
            assertThrows(CorruptRegionException.class, () -> queue.offer(Tick.of(9), Duration.ofMillis(50)));
            probe.head(tail);
            for (long id = 1; id <= 4; id++) assertEquals(id, Tick.idOf(queue.poll()));
        });
    }

    @Test
    void refusedIndexIsReadAgainByTheNextToTakeTheSeat() {
        withQueue((queue, probe) -> {
            fillUp(queue);
            queue.close();
            try (SharedQueue<Tick, SharedTick> next = SharedQueue.open(queue.name(), SharedTick.TYPE)) {
                long tail = probe.tail();
                probe.tail(77);
                assertThrows(CorruptRegionException.class, next::poll);
                assertThrows(CorruptRegionException.class, next::poll);
                assertThrows(CorruptRegionException.class, () -> next.offer(Tick.of(9)));
                assertThrows(CorruptRegionException.class, () -> next.offer(Tick.of(9)));
                probe.tail(tail);
                assertFalse(next.offer(Tick.of(9)));
                for (long id = 1; id <= 4; id++) assertEquals(id, Tick.idOf(next.poll()));
                assertNull(next.poll());
            }
        });
    }

    /** An end's own index, by which its waiters go: it says that there is something, and there is nothing. */
    @Test
    void ownIndexThatWasChangedEndsTheWaiting() {
        withQueue((queue, probe) -> {
            fillUp(queue);
            assertFalse(queue.offer(Tick.of(9)));
            long tail = probe.tail();
            probe.tail(tail - 1);
            assertThrows(CorruptRegionException.class, () -> queue.put(Tick.of(9)));
            assertThrows(CorruptRegionException.class, () -> queue.offer(Tick.of(9), Duration.ofMillis(50)));
            probe.tail(tail);
            for (long id = 1; id <= 4; id++) assertEquals(id, Tick.idOf(queue.poll()));
            probe.head(tail - 1);
            assertThrows(CorruptRegionException.class, queue::take);
            assertThrows(CorruptRegionException.class, () -> queue.poll(Duration.ofMillis(50)));
        });
    }

    private static void fillUp(SharedQueue<Tick, SharedTick> queue) {
        for (long id = 1; id <= 4; id++) assertTrue(queue.offer(Tick.of(id)));
    }

    private static void withQueue(BiConsumer<SharedQueue<Tick, SharedTick>, RingProbe> test) {
        String name = "queue-" + UUID.randomUUID();
        try (SharedQueue<Tick, SharedTick> queue =
                        SharedQueue.create(name, 4, SharedTick.TYPE, QueueMode.ONE_TO_ONE.options());
                RingProbe probe = RingProbe.open(name, SharedTick.LAYOUT)) {
            test.accept(queue, probe);
        } finally {
            SharedRegion.delete(name);
        }
    }
}
