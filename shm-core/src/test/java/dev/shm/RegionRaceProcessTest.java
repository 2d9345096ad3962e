package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(300)
final class RegionRaceProcessTest {
    private static final int PROCESSES = 8;
    private static final int ROUNDS = 50;
    private static final int SIZE = 4096;

    @Test
    void ofEightRacingProcessesOneCreatesAndAllSeeAWholeRegion() {
        List<Peer> peers = new ArrayList<>();
        int[] creations = new int[PROCESSES];
        long start = System.nanoTime();
        try {
            for (int i = 0; i < PROCESSES; i++) peers.add(Peer.start());
            for (int round = 0; round < ROUNDS; round++) {
                String name = FreshName.of("race");
                // Told in another order each time, so that the first is not always the same.
                for (int i = 0; i < PROCESSES; i++) {
                    peers.get((i + round) % PROCESSES).tell("openOrFill " + name + " " + SIZE);
                }
                int creators = 0;
                for (int i = 0; i < PROCESSES; i++) {
                    String answer = peers.get(i).answer(); // which checks every word
                    if (answer.equals("creator")) {
                        creators++;
                        creations[i]++;
                    } else {
                        assertEquals("joiner", answer, "process " + i + ", round " + round);
                    }
                }
                assertEquals(1, creators, "round " + round);
                try (SharedRegion region = SharedRegion.open(name)) {
                    Words.checkFilled(region);
                }
                for (Peer peer : peers) peer.expect("ok", "close");
                assertTrue(SharedRegion.delete(name));
            }
        } finally {
            peers.forEach(Peer::close);
        }
        System.out.println("races: " + ROUNDS + " rounds of " + PROCESSES + " processes in "
                + (System.nanoTime() - start) / 1_000_000 + " ms, created by each: "
                + Arrays.toString(creations));
    }
}
