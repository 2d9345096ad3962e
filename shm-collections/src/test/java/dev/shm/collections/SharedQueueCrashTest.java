package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, killed at each of its points; then others find every message whole, in order and once. */
@NothingLeftBehind
@Timeout(600)
class SharedQueueCrashTest {
    /** What the survivors' part takes at most: the API promises delivery within a second of a death. */
    private static final long BOUND_MILLIS = 1_000;

    private static final long RECEIVED_BEFORE = 1;

    private static final Set<String> MIXED = Set.of("offer", "offer all", "abort", "handle");

    private static final FrozenChild CHILD = FrozenChild.of(QueueVictim.class);

    private final String name = "queue-" + UUID.randomUUID();

    private final Set<String> made = ConcurrentHashMap.newKeySet();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterAll
    static void closeChild() {
        CHILD.close();
    }

    /** A sweep that fails leaves what its other children were to work on. */
    @AfterEach
    void deleteQueues() {
        made.forEach(SharedRegion::delete);
    }

    /**
     * Each operation in each mode, with the messages that are there before. The short form leaves out what the two
     * modes with one of each end share with the others, and what messages of bytes share with structs.
     */
    static List<Arguments> operations() {
        Map<String, Integer> messagesBefore = new LinkedHashMap<>();
        for (String operation : List.of("offer", "fill", "commit", "abort", "poll", "handle")) {
            messagesBefore.put(operation, 3);
        }
        messagesBefore.put("offer all", 1);
        messagesBefore.put("put", 0);
        messagesBefore.put("offer in vain", 4);
        messagesBefore.put("take", 1);
        messagesBefore.put("poll in vain", 0);
        messagesBefore.put("throw", 3);
        messagesBefore.put("drain", 4);
        messagesBefore.put("close", 2);
        List<Arguments> all = new ArrayList<>();
        for (TickQueue.Kind kind : List.of(TickQueue.Kind.STRUCTS, TickQueue.Kind.BYTES)) {
            for (QueueMode mode : QueueMode.values()) {
                boolean mixed = mode.hasOneProducer != mode.hasOneConsumer;
                boolean bytes = kind == TickQueue.Kind.BYTES;
                if (mixed && bytes && !Proof.isFull()) continue;
                messagesBefore.forEach((operation, before) -> {
                    if (Proof.isFull() || !(mixed || bytes) || MIXED.contains(operation)) {
                        all.add(Arguments.of(kind, mode, operation, before));
                    }
                });
            }
        }
        return all;
    }

    /** Every point, seen by a new process. */
    @ParameterizedTest
    @MethodSource("operations")
    void newProcessFindsEveryMessage(TickQueue.Kind kind, QueueMode mode, String operation, int before) {
        Ledger ledger = prepare(kind, mode, name, before, "ledger");
        try {
            FrozenSweep.of(operation + ", " + kind + " " + mode)
                    .files(Path.of("/dev/shm"), name)
                    .run(CHILD, words(kind, operation, name, "ledger"), n -> {
                        try (TickQueue survivor = kind.open(name)) {
                            check(mode, operation, survivor, ledger, false);
                        }
                    });
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** Real deaths, seen by a process that was attached before and works at the same time. */
    @ParameterizedTest
    @CsvSource({
        "STRUCTS, ONE_TO_ONE, offer, 3",
        "STRUCTS, ONE_TO_ONE, drain, 4",
        "STRUCTS, ONE_TO_ONE, close, 2",
        "STRUCTS, MANY_TO_MANY, offer, 3",
        "STRUCTS, MANY_TO_MANY, commit, 3",
        "STRUCTS, MANY_TO_MANY, abort, 3",
        "STRUCTS, MANY_TO_MANY, poll, 3",
        "STRUCTS, MANY_TO_MANY, throw, 3",
        "STRUCTS, MANY_TO_MANY, drain, 4",
        "STRUCTS, MANY_TO_MANY, close, 2",
        "STRUCTS, MANY_TO_ONE, offer, 3",
        "STRUCTS, ONE_TO_MANY, drain, 4",
        "STRUCTS, ONE_TO_MANY, offer all, 1",
        "BYTES, ONE_TO_ONE, offer, 3",
        "BYTES, MANY_TO_MANY, offer, 3",
        "BYTES, MANY_TO_MANY, abort, 3",
        "BYTES, MANY_TO_MANY, drain, 4",
        "BYTES, MANY_TO_ONE, commit, 3"
    })
    void attachedProcessFindsEveryMessage(TickQueue.Kind kind, QueueMode mode, String operation, int before) {
        Map<Long, TickQueue> survivors = new ConcurrentHashMap<>();
        KillSweep.of(operation + ", " + kind + " " + mode + ", survivor attached")
                .limit(2)
                .run(
                        n -> {
                            prepare(kind, mode, name + n, before, "ledger" + n);
                            survivors.put(n, kind.open(name + n));
                            return victim(kind, operation, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            try (TickQueue survivor = Objects.requireNonNull(survivors.get(n))) {
                                check(mode, operation, survivor, Ledger.open(directory.resolve("ledger" + n)), !died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    /**
     * Real deaths beside a process that offers and polls all the time: whoever is killed, it goes on, and of its own
     * messages and the victim's committed ones each comes once.
     */
    @ParameterizedTest
    @CsvSource({
        "STRUCTS, MANY_TO_MANY, offer",
        "STRUCTS, MANY_TO_MANY, drain",
        "STRUCTS, MANY_TO_MANY, poll",
        "BYTES, MANY_TO_MANY, offer",
        "BYTES, MANY_TO_MANY, commit",
        "BYTES, MANY_TO_MANY, abort",
        "BYTES, MANY_TO_MANY, handle"
    })
    void contenderGoesOn(TickQueue.Kind kind, QueueMode mode, String operation) {
        Map<Long, QueueContender> contenders = new ConcurrentHashMap<>();
        KillSweep.of(operation + ", " + kind + " " + mode + ", contender")
                .limit(3)
                .run(
                        n -> {
                            Ledger ledger = prepare(kind, mode, name + n, 2, "ledger" + n);
                            contenders.put(n, new QueueContender(kind.open(name + n), ledger));
                            return victim(kind, operation + QueueVictim.BESIDE_A_CONTENDER, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            try (QueueContender contender = Objects.requireNonNull(contenders.get(n))) {
                                contender.check(operation, died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    /** The one that was to be woken, or to be given room, goes on whatever the other's last instruction was. */
    @ParameterizedTest
    @CsvSource({
        "STRUCTS, ONE_TO_ONE, put and wake",
        "STRUCTS, ONE_TO_ONE, poll and wake",
        "STRUCTS, MANY_TO_MANY, put and wake",
        "STRUCTS, MANY_TO_MANY, poll and wake",
        "BYTES, MANY_TO_MANY, put and wake",
        "BYTES, MANY_TO_MANY, poll and wake"
    })
    void sleeperGoesOn(TickQueue.Kind kind, QueueMode mode, String operation) {
        Map<Long, Sleeper> sleepers = new ConcurrentHashMap<>();
        KillSweep.of(operation + ", " + kind + " " + mode)
                .limit(2)
                .run(
                        n -> {
                            prepare(kind, mode, name + n, operation.startsWith("put") ? 0 : 4, "ledger" + n);
                            sleepers.put(n, new Sleeper(kind.open(name + n), operation.startsWith("put")));
                            return victim(kind, operation, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            try {
                                Objects.requireNonNull(sleepers.get(n))
                                        .check(Ledger.open(directory.resolve("ledger" + n)), died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"STRUCTS", "BYTES"})
    void creationIsWholeOrStartsOver(TickQueue.Kind kind) {
        KillSweep.of("creation of a queue, " + kind)
                .limit(3)
                .run(n -> victim(kind, "create", name + n, "none"), (n, died) -> {
                    try (TickQueue survivor =
                            kind.openOrCreate(name + n, QueueVictim.CAPACITY, QueueMode.ONE_TO_ONE.options())) {
                        assertTrue(survivor.isEmpty());
                        checkUsable(survivor, 1);
                    } finally {
                        SharedRegion.delete(name + n);
                    }
                });
    }

    /** A queue that has been round once and holds messages from 2 on; the ledger says so. */
    private Ledger prepare(TickQueue.Kind kind, QueueMode mode, String queueName, int messages, String ledgerName) {
        made.add(queueName);
        Ledger ledger = Ledger.open(directory.resolve(ledgerName));
        try (TickQueue queue = kind.create(queueName, QueueVictim.CAPACITY, mode.options())) {
            for (long id = 0; id <= RECEIVED_BEFORE; id++) {
                queue.offer(Tick.of(id));
                queue.poll();
            }
            for (int i = 1; i <= messages; i++) assertTrue(queue.offer(Tick.of(RECEIVED_BEFORE + i)));
        }
        ledger.set(QueueVictim.RECEIVED, RECEIVED_BEFORE);
        ledger.set(QueueVictim.TAKEN, 0);
        ledger.set(QueueVictim.COMMITTED, RECEIVED_BEFORE + messages);
        return ledger;
    }

    private ChildCommand victim(TickQueue.Kind kind, String operation, String queueName, String ledgerName) {
        made.add(queueName);
        return ChildJvm.of(QueueVictim.class)
                .args(words(kind, operation, queueName, ledgerName).toArray(String[]::new));
    }

    private List<String> words(TickQueue.Kind kind, String operation, String queueName, String ledgerName) {
        return List.of(operation, queueName, directory.resolve(ledgerName).toString(), kind.name());
    }

    private static void check(QueueMode mode, String operation, TickQueue survivor, Ledger ledger, boolean completed) {
        long start = System.nanoTime();
        long received = ledger.get(QueueVictim.RECEIVED);
        long committed = ledger.get(QueueVictim.COMMITTED);
        List<Long> left = takeAll(survivor);
        if (!mode.hasOneConsumer) Collections.sort(left); // what the dead held comes when it is found
        long first = left.isEmpty() ? received + 1 : left.get(0);
        long last = left.isEmpty() ? first - 1 : left.get(left.size() - 1);
        String found = "left " + left + ", received " + received + ", committed " + committed;
        assertEquals(last - first + 1, left.size(), found);
        for (int i = 0; i < left.size(); i++) assertEquals(first + i, left.get(i), found);
        boolean mayPublish =
                !completed && List.of("offer", "fill", "commit", "put").contains(operation);
        long atOnce = !completed && operation.equals("offer all") ? last - committed : 0;
        // Published by one store of the tail they come together or not at all; by words or one by one, the first of
        // them.
        boolean byTail = mode == QueueMode.ONE_TO_ONE && survivor instanceof StructTicks;
        boolean mayPublishSome = byTail ? atOnce == QueueVictim.BATCH : atOnce > 0 && atOnce <= QueueVictim.BATCH;
        boolean mayLose = !completed && List.of("poll", "take").contains(operation);
        boolean mayRepeat = !completed && List.of("handle", "drain").contains(operation);
        assertTrue(
                last == committed
                        || mayPublishSome
                        || (mayPublish && last == committed + 1)
                        || (mayLose && left.isEmpty() && committed == received + 1),
                found);
        assertTrue(
                first == received + 1
                        || (mayLose && first == received + 2)
                        || (mayRepeat && first == received && received > RECEIVED_BEFORE),
                found);
        checkUsable(survivor, Math.max(last, committed) + 1);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < BOUND_MILLIS, "took " + millis + " ms");
    }

    /** Until every position is free again, whatever the dead left of it. */
    private static List<Long> takeAll(TickQueue queue) {
        List<Long> left = new ArrayList<>();
        long deadline = System.nanoTime() + 10 * BOUND_MILLIS * 1_000_000;
        while (true) { // for what the dead left, at most until the deadline
            boolean found = queue.poll(message -> {
                long id = message.checkedId();
                boolean later = left.isEmpty() || left.get(left.size() - 1) < id;
                assertTrue(later || queue.attempts() > 1, () -> "first delivery of " + id + " after " + left);
                left.add(id);
            });
            QueueCounters counters = queue.counters();
            if (!found && counters.published() == counters.consumed()) return left;
            assertTrue(System.nanoTime() < deadline, () -> "left " + left + ", " + counters);
        }
    }

    /** Both seats are to be had, and the queue holds what it holds. */
    private static void checkUsable(TickQueue queue, long firstId) {
        for (int lap = 0; lap < 2; lap++) {
            for (long i = 0; i < queue.capacity(); i++) assertTrue(queue.offer(Tick.of(firstId + i)));
            assertFalse(queue.offer(Tick.of(-1)));
            for (long i = 0; i < queue.capacity(); i++) assertEquals(firstId + i, Tick.idOf(queue.poll()));
            assertNull(queue.poll());
        }
    }

    /** A thread of this process that sleeps in take() on an empty queue, or in put() on a full one. */
    private static final class Sleeper {
        private static final Long OFFERED = 90L;
        private static final Long PUT = 99L;

        private final TickQueue queue;
        private final boolean taking;
        private final FutureTask<@Nullable Tick> sleeping;

        private Sleeper(TickQueue queue, boolean taking) {
            this.queue = queue;
            this.taking = taking;
            this.sleeping = new FutureTask<>(() -> {
                if (taking) return queue.take();
                queue.put(Tick.of(PUT));
                return null;
            });
            Thread thread = new Thread(sleeping, "sleeper");
            thread.setDaemon(true);
            thread.start();
        }

        private void check(Ledger ledger, boolean died) throws Exception {
            try (queue) {
                long first = RECEIVED_BEFORE + 1;
                List<Long> all = new ArrayList<>();
                if (taking) {
                    // What the victim died of may not have come, so that the sleeper has something to find.
                    if (died) queue.put(Tick.of(OFFERED));
                    all.add(Tick.idOf(get()));
                    all.addAll(takeAll(queue));
                    if (died) assertTrue(all.remove(OFFERED), all.toString());
                    assertTrue(all.equals(List.of(first)) || (died && all.isEmpty()), all.toString());
                } else {
                    all.addAll(takeAll(queue));
                    get();
                    all.addAll(takeAll(queue));
                    Collections.sort(all);
                    assertTrue(all.remove(PUT), all.toString());
                    boolean received = ledger.get(QueueVictim.RECEIVED) == first;
                    List<Long> expected = new ArrayList<>();
                    for (long id = first; id <= ledger.get(QueueVictim.COMMITTED); id++) expected.add(id);
                    boolean whole = all.equals(expected);
                    expected.remove(first);
                    assertTrue(
                            received ? all.equals(expected) : whole || (died && all.equals(expected)), all.toString());
                }
                checkUsable(queue, 1);
            }
        }

        private @Nullable Tick get() throws Exception {
            return sleeping.get(BOUND_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
