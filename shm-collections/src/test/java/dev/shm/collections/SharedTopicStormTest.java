package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two publishers, or one, and two subscribers at full speed, killed again and again at moments that nobody chose. */
@NothingLeftBehind
@Timeout(400)
class SharedTopicStormTest {
    private static final long SEED = Long.getLong("dev.shm.storm.seed", System.nanoTime());

    private enum Mode {
        LOSSY(2),
        RELIABLE(2),
        ONE_PUBLISHER(1);

        private final int publishers;

        Mode(int publishers) {
            this.publishers = publishers;
        }

        private TopicOptions options() {
            TopicOptions lossy = TopicOptions.defaults();
            return switch (this) {
                case LOSSY -> lossy;
                case RELIABLE -> lossy.reliable();
                case ONE_PUBLISHER -> lossy.reliable().singlePublisher();
            };
        }

        private List<String> roles() {
            List<String> roles = new ArrayList<>(Collections.nCopies(publishers, "publish"));
            roles.addAll(List.of("subscribe", "subscribe"));
            return roles;
        }
    }

    private final String name = "topic-" + UUID.randomUUID();
    private final Random random = new Random(SEED);
    private int publishers;
    private int subscribers;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void nothingIsTornOrOutOfOrderAndAReliableTopicLosesNothing(Mode mode) {
        Duration length = Proof.shortOrFull(Duration.ofSeconds(2), Duration.ofSeconds(60));
        List<String> roles = mode.roles();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 64, SharedTick.TYPE, mode.options())) {
            ChildJvm[] children = new ChildJvm[roles.size()];
            try {
                for (int i = 0; i < children.length; i++) children[i] = start(roles.get(i));
                for (ChildJvm child : children) child.awaitLine("ready");
                long end = System.nanoTime() + length.toNanos();
                while (System.nanoTime() < end) {
                    letRun(children);
                    int victim = random.nextInt(children.length);
                    children[victim].kill();
                    children[victim].close();
                    children[victim] = start(roles.get(victim));
                    children[victim].awaitLine("ready");
                }
                for (ChildJvm child : children) stop(child);
            } finally {
                for (ChildJvm child : children) if (child != null) child.close();
            }
            report(mode, topic);
            for (long id = 0; id < 100; id++) assertTrue(topic.tryPublish(Tick.of(id)), "the dead hold nobody back");
        } finally {
            SharedRegion.delete(name);
        }
    }

    private ChildJvm start(String role) {
        boolean publishing = role.equals("publish");
        int number = publishing ? ++publishers : ++subscribers;
        return ChildJvm.of(TopicStormChild.class)
                .args(role, name, directory.resolve("ledger").toString(), Integer.toString(number))
                .mapAt(publishing ? ForcedAddress.FIRST : ForcedAddress.SECOND)
                .start();
    }

    /** 50 to 200 ms, in which nobody may end. */
    private void letRun(ChildJvm[] children) {
        long end = System.nanoTime() + (50 + random.nextInt(151)) * 1_000_000L;
        while (System.nanoTime() < end) {
            for (ChildJvm child : children)
                assertTrue(child.isAlive(), () -> "seed " + SEED + ", ended by itself:\n" + child.transcript());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void stop(ChildJvm child) {
        child.send("stop");
        child.awaitLine("stopped");
        child.awaitSuccess();
    }

    private void report(Mode mode, SharedTopic<Tick, SharedTick> topic) {
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        long published = 0;
        for (int i = 1; i <= publishers; i++) published += ledger.get(TopicStormChild.COMMITTED + i);
        long received = 0;
        for (int i = 1; i <= subscribers; i++) received += ledger.get(TopicStormChild.RECEIVED + i);
        long passedOver = topic.position() - published;
        System.out.println("topic storm: " + mode + ", seed " + SEED + ", "
                + (publishers - mode.publishers) + " publishers and " + (subscribers - 2) + " subscribers killed, "
                + published
                + " messages published, " + received + " received, " + passedOver + " positions without message noted");
        assertTrue(passedOver >= 0, "more published than positions");
    }
}
