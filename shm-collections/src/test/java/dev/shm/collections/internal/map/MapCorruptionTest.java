package dev.shm.collections.internal.map;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process scribbles over all bytes of a map that it uses: an answer or an exception of ours, and soon. */
@NothingLeftBehind
@Timeout(300)
class MapCorruptionTest {
    private static final long SEED = Long.getLong("dev.shm.corruption.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scribblingMakesNoCrashHangOrStrangeException(boolean ofStructs) {
        String name = "map-" + UUID.randomUUID();
        String tries = Integer.toString(Proof.shortOrFull(400, 40_000));
        String millis = Long.toString(Proof.shortOrFull(1_000L, 30_000L));
        try (ChildJvm vandal = ChildJvm.of(MapVandal.class)
                .args(name, Boolean.toString(ofStructs), Long.toString(SEED), tries, millis)
                .start()) {
            Duration deadline = Duration.ofSeconds(250);
            System.out.println("corruption of a map of " + (ofStructs ? "structs" : "bytes") + ": seed " + SEED + ", "
                    + tries + " tries");
            System.out.println("corruption between calls: " + vandal.awaitLine("between calls: ", deadline));
            System.out.println("corruption during calls: " + vandal.awaitLine("during calls: ", deadline));
            vandal.awaitSuccess();
        } finally {
            TestMap.delete(name);
        }
    }
}
