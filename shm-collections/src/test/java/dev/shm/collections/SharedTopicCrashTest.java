package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.collections.SharedTopic.Start;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenChild;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each operation, killed at each of its points; then others publish and receive every message whole, once, in order.
 */
@NothingLeftBehind
@Timeout(600)
class SharedTopicCrashTest {
    /** What a survivor waits for a message or for room at most. */
    private static final Duration BOUND = Duration.ofSeconds(1);

    /** For what must not come: longer than a subscriber stands before a claim of the dead. */
    private static final Duration QUIET = Duration.ofMillis(5);

    private static final long PUBLISHED_BEFORE = 6;

    private static final FrozenChild CHILD = FrozenChild.of(TopicVictim.class);

    private final String name = "topic-" + UUID.randomUUID();

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
    void deleteTopics() {
        made.forEach(SharedRegion::delete);
    }

    /** Every point, seen by a new process. */
    @ParameterizedTest
    @CsvSource({
        "publish, lossy",
        "publish, single",
        "publish, reliable",
        "fill, lossy",
        "close after publish, reliable",
        "subscribe, lossy",
        "subscribe to oldest, reliable",
        "poll, lossy",
        "poll, reliable",
        "take, reliable",
        "handle, reliable",
        "drain, lossy",
        "unsubscribe, reliable"
    })
    void newProcessFindsEveryMessage(String operation, String mode) {
        Ledger ledger = prepare(name, mode, "ledger");
        try {
            FrozenSweep.of(operation + ", " + mode)
                    .files(Path.of("/dev/shm"), name)
                    .run(CHILD, words(operation, name, "ledger"), n -> {
                        try (SharedTopic<Tick, SharedTick> survivor = open(name)) {
                            check(survivor, ledger);
                        }
                    });
        } finally {
            SharedRegion.delete(name);
        }
    }

    /** Real deaths, seen by a process that subscribed before, and publishes meanwhile in the second column's rows. */
    @ParameterizedTest
    @CsvSource({
        "publish, lossy, false",
        "publish, lossy, true",
        "publish, single, false",
        "publish, reliable, true",
        "subscribe to oldest, reliable, true",
        "poll, reliable, true",
        "unsubscribe, reliable, false"
    })
    void attachedProcessMissesNothing(String operation, String mode, boolean contending) {
        Map<Long, Survivor> survivors = new ConcurrentHashMap<>();
        KillSweep.of(operation + ", " + mode + (contending ? ", contender" : ", survivor attached"))
                .limit(2)
                .run(
                        n -> {
                            prepare(name + n, mode, "ledger" + n);
                            survivors.put(n, new Survivor(open(name + n), contending));
                            return victim(operation, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            try {
                                Objects.requireNonNull(survivors.get(n))
                                        .check(Ledger.open(directory.resolve("ledger" + n)), died);
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    /** The one that was to be woken, or to be given room, goes on whatever the other's last instruction was. */
    @ParameterizedTest
    @ValueSource(strings = {"publish and wake", "poll and wake"})
    void sleeperGoesOn(String operation) {
        boolean taking = operation.startsWith("publish");
        Map<Long, SharedTopic<Tick, SharedTick>> topics = new ConcurrentHashMap<>();
        Map<Long, SharedTopicContract.Started<@Nullable Tick>> sleepers = new ConcurrentHashMap<>();
        KillSweep.of(operation)
                .limit(2)
                .run(
                        n -> {
                            prepare(name + n, "reliable", "ledger" + n);
                            SharedTopic<Tick, SharedTick> topic = open(name + n);
                            topics.put(n, topic);
                            sleepers.put(n, taking ? taker(topic) : sleepingPublisher(topic));
                            return victim(operation, name + n, "ledger" + n);
                        },
                        (n, died) -> {
                            Ledger ledger = Ledger.open(directory.resolve("ledger" + n));
                            try (SharedTopic<Tick, SharedTick> topic = Objects.requireNonNull(topics.get(n))) {
                                long before = ledger.get(TopicVictim.COMMITTED);
                                SharedTopicContract.Started<@Nullable Tick> sleeper =
                                        Objects.requireNonNull(sleepers.get(n));
                                if (taking && died && !isDoneSoon(sleeper)) topic.publish(Tick.of(before + 1));
                                Tick found = sleeper.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
                                if (taking) assertEquals(PUBLISHED_BEFORE, Tick.idOf(found));
                            } finally {
                                SharedRegion.delete(name + n);
                            }
                        });
    }

    @Test
    void creationIsWholeOrStartsOver() {
        KillSweep.of("creation of a topic").limit(2).run(n -> victim("create", name + n, "none"), (n, died) -> {
            try (SharedTopic<Tick, SharedTick> survivor =
                    SharedTopic.openOrCreate(name + n, TopicVictim.CAPACITY, SharedTick.TYPE)) {
                assertEquals(0, survivor.position());
                checkUsable(survivor, 0);
            } finally {
                SharedRegion.delete(name + n);
            }
        });
    }

    /** Within four sleeps of 50 ms. */
    private static boolean isDoneSoon(SharedTopicContract.Started<?> sleeper) throws Exception {
        try {
            sleeper.get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static SharedTopicContract.Started<@Nullable Tick> taker(SharedTopic<Tick, SharedTick> topic) {
        TopicSubscription<Tick, SharedTick> s = topic.subscribe();
        return SharedTopicContract.started(s::take);
    }

    /** Sleeps once a subscriber starts at the oldest that is kept, and so leaves no room. */
    private static SharedTopicContract.Started<@Nullable Tick> sleepingPublisher(SharedTopic<Tick, SharedTick> topic) {
        return SharedTopicContract.started(() -> {
            long start = System.nanoTime();
            while (topic.subscribers().isEmpty() && System.nanoTime() - start < 30_000_000_000L)
                Thread.onSpinWait(); // for the victim to subscribe
            for (long id = PUBLISHED_BEFORE; id < PUBLISHED_BEFORE + TopicVictim.CAPACITY; id++)
                topic.publish(Tick.of(id));
            return null;
        });
    }

    /** A topic that has been round once; the ledger says so. */
    private Ledger prepare(String topicName, String mode, String ledgerName) {
        made.add(topicName);
        Ledger ledger = Ledger.open(directory.resolve(ledgerName));
        TopicOptions options = TopicOptions.defaults();
        if (mode.equals("reliable")) options = options.reliable();
        if (mode.equals("single")) options = options.singlePublisher();
        try (SharedTopic<Tick, SharedTick> topic =
                SharedTopic.create(topicName, TopicVictim.CAPACITY, SharedTick.TYPE, options)) {
            for (long id = 0; id < PUBLISHED_BEFORE; id++) topic.publish(Tick.of(id));
        }
        ledger.set(TopicVictim.COMMITTED, PUBLISHED_BEFORE - 1);
        return ledger;
    }

    private ChildCommand victim(String operation, String topicName, String ledgerName) {
        made.add(topicName);
        return ChildJvm.of(TopicVictim.class)
                .args(words(operation, topicName, ledgerName).toArray(String[]::new));
    }

    private List<String> words(String operation, String topicName, String ledgerName) {
        return List.of(operation, topicName, directory.resolve(ledgerName).toString());
    }

    private static SharedTopic<Tick, SharedTick> open(String topicName) {
        return SharedTopic.open(topicName, SharedTick.TYPE);
    }

    private static void check(SharedTopic<Tick, SharedTick> survivor, Ledger ledger) throws InterruptedException {
        long committed = ledger.get(TopicVictim.COMMITTED);
        try (TopicSubscription<Tick, SharedTick> s = survivor.subscribe(Start.OLDEST)) {
            List<Long> left = new ArrayList<>();
            for (Tick tick = s.poll(QUIET); tick != null; tick = s.poll(QUIET)) left.add(tick.checkedId());
            long last = left.get(left.size() - 1);
            for (int i = 0; i < left.size(); i++) assertEquals(last - left.size() + 1 + i, left.get(i), left::toString);
            assertTrue(last == committed || last == committed + 1, left + ", committed " + committed);
            assertTrue(left.size() >= TopicVictim.CAPACITY - 1, left::toString);
            while (s.position() != survivor.position()) assertNull(s.poll(QUIET)); // over a dead one's claim
            assertEquals(0, s.lost());
        }
        checkUsable(survivor, committed + 100);
    }

    /** Two laps, received as they come, and then some more than there are slots. */
    private static void checkUsable(SharedTopic<Tick, SharedTick> topic, long firstId) throws InterruptedException {
        try (TopicSubscription<Tick, SharedTick> s = topic.subscribe()) {
            for (long id = firstId; id < firstId + 2 * topic.capacity(); id++) {
                assertTrue(topic.publish(Tick.of(id), BOUND), "no room");
                assertEquals(id, Tick.idOf(s.poll(BOUND)));
            }
            assertEquals(0, s.lost());
        }
        for (long id = 0; id <= topic.capacity(); id++) assertTrue(topic.publish(Tick.of(id), BOUND), "no room");
    }

    /** Subscribes, and perhaps publishes, in this process while another dies. */
    private static final class Survivor {
        private static final long MINE = 1_000_000;

        private final SharedTopic<Tick, SharedTick> topic;
        private final TopicSubscription<Tick, SharedTick> subscription;
        private final List<Long> received = new ArrayList<>();

        /** Of its own, received. */
        private final AtomicLong newest = new AtomicLong();

        private final AtomicLong published = new AtomicLong();

        private final SharedTopicContract.@Nullable Started<Boolean> publishing;
        private final SharedTopicContract.Started<Boolean> receiving;
        private volatile boolean othersEnded;
        private volatile boolean stopping;
        private volatile boolean stopped;

        private Survivor(SharedTopic<Tick, SharedTick> topic, boolean contending) {
            this.topic = topic;
            this.subscription = topic.subscribe();
            this.receiving = SharedTopicContract.started(this::receive);
            this.publishing = contending ? SharedTopicContract.started(this::publish) : null;
        }

        private boolean publish() throws InterruptedException {
            while (!stopping) {
                boolean isAlone = othersEnded; // a live subscriber may hold it back for as long as it likes
                long id = MINE + published.get();
                if (!topic.publish(Tick.of(id), BOUND)) {
                    if (isAlone) throw new AssertionError("no room within " + BOUND);
                    continue;
                }
                long n = published.incrementAndGet();
                // In a lossy topic its own subscriber must follow.
                while (n % 64 == 0 && newest.get() < id && !stopping) LockSupport.parkNanos(100_000);
            }
            return true;
        }

        /** Sees that it publishes still. */
        private void awaitMore(SharedTopicContract.Started<Boolean> started) throws Exception {
            long before = published.get();
            long deadline = System.nanoTime() + BOUND.toNanos();
            while (published.get() < before + 10) {
                if (started.isDone()) started.get(); // throws
                assertTrue(System.nanoTime() < deadline, "it publishes no more");
                LockSupport.parkNanos(100_000);
            }
        }

        private boolean receive() throws InterruptedException {
            while (true) { // until all has come
                boolean last = stopped;
                Tick tick = subscription.poll(QUIET);
                if (tick != null) {
                    received.add(tick.checkedId());
                    if (tick.id() >= MINE) newest.set(tick.id());
                } else if (last) {
                    return true;
                }
            }
        }

        private void check(Ledger ledger, boolean died) throws Exception {
            try (topic) {
                othersEnded = true;
                if (publishing != null) awaitMore(publishing);
                stopping = true;
                if (publishing != null) assertTrue(publishing.get(10, TimeUnit.SECONDS));
                stopped = true;
                assertTrue(receiving.get(10, TimeUnit.SECONDS));
                long committed = ledger.get(TopicVictim.COMMITTED);
                List<Long> own = received.stream().filter(id -> id >= MINE).toList();
                List<Long> others = received.stream().filter(id -> id < MINE).toList();
                for (int i = 1; i < own.size(); i++) assertTrue(own.get(i) > own.get(i - 1), "out of order");
                if (topic.isReliable()) assertEquals(0, subscription.lost());
                if (subscription.lost() == 0) {
                    assertEquals(published.get(), own.size());
                    List<Long> all = committed == PUBLISHED_BEFORE ? List.of(PUBLISHED_BEFORE) : List.of();
                    assertTrue(
                            others.equals(all) || (died && others.equals(List.of(PUBLISHED_BEFORE))),
                            others + ", committed " + committed);
                }
                subscription.close();
                checkUsable(topic, 100);
            }
        }
    }
}
