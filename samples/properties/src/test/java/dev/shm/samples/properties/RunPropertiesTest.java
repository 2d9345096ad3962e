package dev.shm.samples.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import org.junit.jupiter.api.Test;

/** Runs the sample as a newcomer does. */
@NothingLeftBehind
final class RunPropertiesTest {
    @Test
    void allHold() {
        try (ChildJvm sample = ChildJvm.of(RunProperties.class).start()) {
            sample.awaitLine("3 of 3 properties hold");
            sample.awaitSuccess();
        }
    }

    @Test
    void mistakeIsFoundAndMadeSmall() {
        try (ChildJvm sample = ChildJvm.of(RunProperties.class).args("--broken").start()) {
            sample.awaitLine("2 of 3 properties hold");
            assertEquals(1, sample.awaitExit());
            assertTrue(sample.transcript().contains("side=SELL, quantity=1,"), sample::transcript);
        }
    }
}
