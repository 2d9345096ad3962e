package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another process scribbles over header, geometry, lines and seats: an answer or an exception of ours, and soon. */
@NothingLeftBehind
@Timeout(300)
class SharedQueueCorruptionTest {
    private static final long SEED = Long.getLong("dev.shm.corruption.seed", System.nanoTime());

    @Test
    void scribblingMakesNoCrashHangOrStrangeException() {
        String name = "queue-" + UUID.randomUUID();
        String tries = Integer.toString(Proof.shortOrFull(6_000, 200_000));
        String millis = Long.toString(Proof.shortOrFull(2_000L, 30_000L));
        try (ChildJvm vandal = ChildJvm.of(QueueVandal.class)
                .args(name, Long.toString(SEED), tries, millis)
                .start()) {
            Duration deadline = Duration.ofSeconds(200);
            System.out.println("corruption: seed " + SEED + ", " + tries + " tries");
            System.out.println("corruption between calls: " + vandal.awaitLine("between calls: ", deadline));
            System.out.println("corruption during calls: " + vandal.awaitLine("during calls: ", deadline));
            vandal.awaitSuccess();
        } finally {
            SharedRegion.delete(name);
        }
    }
}
