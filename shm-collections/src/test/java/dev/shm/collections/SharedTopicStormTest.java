package dev.shm.collections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two publishers and two subscribers at full speed, killed again and again at moments that nobody chose. */
@NothingLeftBehind
@Timeout(400)
class SharedTopicStormTest {
    private static final long SEED = Long.getLong("dev.shm.storm.seed", System.nanoTime());
    private static final String[] ROLES = {"publish", "publish", "subscribe", "subscribe"};

    private final String name = "topic-" + UUID.randomUUID();
    private final Random random = new Random(SEED);
    private int publishers;
    private int subscribers;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsTornOrOutOfOrderAndAReliableTopicLosesNothing(boolean reliable) {
        Duration length = Proof.shortOrFull(Duration.ofSeconds(3), Duration.ofSeconds(60));
        TopicOptions options = reliable ? TopicOptions.defaults().reliable() : TopicOptions.defaults();
        try (SharedTopic<Tick, SharedTick> topic = SharedTopic.create(name, 64, SharedTick.TYPE, options)) {
            ChildJvm[] children = new ChildJvm[ROLES.length];
            try {
                for (int i = 0; i < children.length; i++) children[i] = start(ROLES[i]);
                for (ChildJvm child : children) child.awaitLine("ready");
                long end = System.nanoTime() + length.toNanos();
                while (System.nanoTime() < end) {
                    letRun(children);
                    int victim = random.nextInt(children.length);
                    children[victim].kill();
                    children[victim].close();
                    children[victim] = start(ROLES[victim]);
                    children[victim].awaitLine("ready");
                }
                for (ChildJvm child : children) stop(child);
            } finally {
                for (ChildJvm child : children) if (child != null) child.close();
            }
            report(reliable, topic);
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

    private void report(boolean reliable, SharedTopic<Tick, SharedTick> topic) {
        Ledger ledger = Ledger.open(directory.resolve("ledger"));
        long published = 0;
        for (int i = 1; i <= publishers; i++) published += ledger.get(TopicStormChild.COMMITTED + i);
        long received = 0;
        for (int i = 1; i <= subscribers; i++) received += ledger.get(TopicStormChild.RECEIVED + i);
        long passedOver = topic.position() - published;
        System.out.println("topic storm: " + (reliable ? "reliable" : "lossy") + ", seed " + SEED + ", "
                + (publishers - 2) + " publishers and " + (subscribers - 2) + " subscribers killed, " + published
                + " messages published, " + received + " received, " + passedOver + " positions without message noted");
        assertTrue(passedOver >= 0, "more published than positions");
    }
}
