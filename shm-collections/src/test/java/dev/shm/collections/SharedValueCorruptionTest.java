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

    /** For a few seconds' work; whether each call is soon the vandal itself watches. */
    private static final Duration PROMPTLY = Duration.ofSeconds(60);

    private final String name = "value-" + UUID.randomUUID();

    @AfterEach
    void deleteValue() {
        SharedRegion.delete(name);
    }

    @Test
    void scribblingMakesNoCrashHangOrStrangeException() {
        int tries = Proof.shortOrFull(400, 100_000);
        try (ChildJvm vandal = ChildJvm.of(ValueVandal.class)
                .args(name, Long.toString(SEED), Integer.toString(tries))
                .start()) {
            System.out.println("corruption of a value: seed " + SEED + ", " + tries + " tries");
            for (int done = 0; done < tries; done += ValueVandal.TRIES_A_LINE) vandal.awaitLine("tried", PROMPTLY);
            System.out.println("corruption of a value: " + vandal.awaitLine("outcomes: ", PROMPTLY));
            vandal.awaitSuccess();
        }
    }
}
