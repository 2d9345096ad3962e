package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Producers and consumers at full speed, two at each end that is for many, killed again and again at moments that
 * nobody chose. Every id that was received is then counted.
 */
@NothingLeftBehind
@Timeout(400)
class SharedQueueStormTest {
    private static final long SEED = Long.getLong("dev.shm.storm.seed", System.nanoTime());

    private final String name = "queue-" + UUID.randomUUID();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> started = new HashMap<>();
    private int killedCopiers;
    private int killedHandlers;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static List<Arguments> queues() {
        List<Arguments> all = new ArrayList<>();
        for (QueueMode mode : QueueMode.values()) {
            all.add(Arguments.of(TickQueue.Kind.STRUCTS, mode));
            boolean isMixed = mode.hasOneProducer != mode.hasOneConsumer;
            if (Proof.isFull() || !isMixed) all.add(Arguments.of(TickQueue.Kind.VARIED_BYTES, mode));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("queues")
    void noCommittedMessageIsLostTornOrOutOfOrder(TickQueue.Kind kind, QueueMode mode) throws Exception {
        Duration length = Proof.shortOrFull(Duration.ofMillis(1500), Duration.ofSeconds(60));
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < (mode.hasOneProducer ? 1 : 2); i++) roles.add(new Role(kind, "produce"));
        for (int i = 0; i < (mode.hasOneConsumer ? 1 : 2); i++) roles.add(new Role(kind, "consume"));
        try (TickQueue queue = kind.create(name, 64, mode.options())) {
            int kills = 0;
            try {
                for (Role role : roles) role.start();
                for (Role role : roles) role.child.awaitLine("ready");
                long end = System.nanoTime() + length.toNanos();
                for (; System.nanoTime() < end; kills++) {
                    letRun(roles);
                    roles.get(random.nextInt(roles.size())).killAndStart();
                }
                for (Role role : roles) if (role.isProducer()) role.stop();
                for (Role role : roles) if (!role.isProducer()) role.stop();
            } finally {
                for (Role role : roles) role.close();
            }
            assertTrue(queue.isEmpty());
            System.out.println("storm " + kind + " " + mode + ": seed " + SEED + ", " + kills + " killed of " + started
                    + ", " + countDeliveries(mode) + ", " + queue.counters());
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** Nothing twice, nothing missing, but for what the dead were in the middle of. */
    private String countDeliveries(QueueMode mode) {
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        Map<Integer, BitSet> receivedByProducer = new HashMap<>();
        int[] counts = new int[3]; // deliveries, twice, lost
        for (int consumer = 1; consumer <= started.getOrDefault("consume", 0); consumer++) {
            Path log = directory.resolve("consumer" + consumer);
            if (!Files.exists(log)) continue; // killed before it came so far
            Map<Integer, Long> newest = new HashMap<>();
            boolean attemptsAreKnown = consumer % 2 == 1 || mode.hasOneConsumer;
            DeliveryLog.open(log)
                    .forEach(
                            id -> {
                                Long before = newest.put((int) (id >>> 32), id);
                                if (attemptsAreKnown && before != null)
                                    assertTrue(before < id, () -> StormChild.text(id) + " after " + before);
                                receive(receivedByProducer, id, counts);
                            },
                            id -> receive(receivedByProducer, id, counts));
        }
        for (int producer = 1; producer <= started.getOrDefault("produce", 0); producer++) {
            long committed = ledger.get(StormChild.COMMITTED + producer);
            BitSet received = receivedByProducer.getOrDefault(producer, new BitSet());
            assertTrue(received.length() <= committed + 2, "producer " + producer + " committed " + committed);
            for (int next = received.nextClearBit(1); next <= committed; next = received.nextClearBit(next + 1)) {
                counts[2]++;
            }
        }
        String found = counts[0] + " deliveries, " + counts[1] + " twice, " + counts[2] + " gone with a dead poll()";
        assertTrue(counts[1] <= killedHandlers, found + ", killed handlers " + killedHandlers);
        assertTrue(counts[2] <= killedCopiers, found + ", killed copiers " + killedCopiers);
        return found;
    }

    private static void receive(Map<Integer, BitSet> receivedByProducer, long id, int[] counts) {
        BitSet received = receivedByProducer.computeIfAbsent((int) (id >>> 32), absent -> new BitSet());
        int message = (int) id;
        counts[0]++;
        if (received.get(message)) counts[1]++;
        received.set(message);
    }

    /** 50 to 200 ms, in which nobody may end. */
    private void letRun(List<Role> roles) {
        long end = System.nanoTime() + (50 + random.nextInt(151)) * 1_000_000L;
        while (System.nanoTime() < end) {
            for (Role role : roles)
                assertTrue(
                        role.child.isAlive(), () -> "seed " + SEED + ", ended by itself:\n" + role.child.transcript());
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** One of those who work; the process in it is replaced. */
    private final class Role {
        private final TickQueue.Kind kind;
        private final String work;
        private int number;

        @SuppressWarnings("NullAway.Init")
        private ChildJvm child;

        private Role(TickQueue.Kind kind, String work) {
            this.kind = kind;
            this.work = work;
        }

        private boolean isProducer() {
            return work.equals("produce");
        }

        private void start() {
            number = started.merge(work, 1, Integer::sum);
            child = ChildJvm.of(StormChild.class)
                    .args(work, name, directory.toString(), Integer.toString(number), kind.name())
                    .mapAt(isProducer() ? ForcedAddress.FIRST : ForcedAddress.SECOND)
                    .start();
        }

        private void killAndStart() {
            child.kill();
            if (!isProducer() && number % 2 == 0) killedCopiers++;
            if (!isProducer() && number % 2 == 1) killedHandlers++;
            start();
            child.awaitLine("ready");
        }

        private void stop() {
            child.send("stop");
            child.awaitLine("stopped");
            child.awaitSuccess();
        }

        private void close() {
            if (child != null) child.close();
        }
    }
}
