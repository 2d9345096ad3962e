package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another process scribbles over geometry, words and cells: an answer or an exception of ours, and soon. */
@NothingLeftBehind
@Timeout(300)
class SharedValueCorruptionTest {
    private static final long SEED = Long.getLong("dev.shm.corruption.seed", System.nanoTime());

    private final String name = "value-" + UUID.randomUUID();

    @AfterEach
    void deleteValue() {
        SharedRegion.delete(name);
    }

    @Test
    void scribblingMakesNoCrashHangOrStrangeException() {
        String tries = Integer.toString(Proof.shortOrFull(400, 100_000));
        try (ChildJvm vandal = ChildJvm.of(ValueVandal.class)
                .args(name, Long.toString(SEED), tries)
                .start()) {
            System.out.println("corruption of a value: seed " + SEED + ", " + tries + " tries");
            System.out.println("corruption of a value: " + vandal.awaitLine("outcomes: ", Duration.ofSeconds(250)));
            vandal.awaitSuccess();
        }
    }
}
