package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProofTest {
    @Test
    void shortOrFullChooses() {
        boolean full = Proof.isFull();
        assertEquals(full ? 2 : 1, Proof.shortOrFull(1, 2));
        assertEquals(full ? 2L : 1L, Proof.shortOrFull(1L, 2L));
        assertEquals(full ? "b" : "a", Proof.shortOrFull("a", "b"));
        assertEquals(full ? Duration.ofDays(1) : Duration.ZERO, Proof.shortOrFull(Duration.ZERO, Duration.ofDays(1)));
    }
}
