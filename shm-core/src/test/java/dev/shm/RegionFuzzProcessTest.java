package dev.shm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Regions in use with bytes changed in header, process table, directory, locks and holds: a right answer or an
 * exception of ours, within a second; no crash, no hang, nothing else.
 *
 * <p>{@code -Ddev.shm.fuzz.seed=S} repeats a run, {@code -Ddev.shm.fuzz.round=R} with it one round, but for what
 * another process does meanwhile.
 */
@NothingLeftBehind
@Timeout(3600)
class RegionFuzzProcessTest {
    private static final int PROCESSES = 2;
    private static final long SEED = Long.getLong("dev.shm.fuzz.seed", System.nanoTime());
    private static final long ROUND = Long.getLong("dev.shm.fuzz.round", -1);
    private static final long ROUNDS = Proof.shortOrFull(20_000L, 100_000L);
    private static final Duration LENGTH = Proof.shortOrFull(Duration.ofSeconds(5), Duration.ofMinutes(50));

    @Test
    void damagedRegionsGiveRightAnswersOrExceptionsOfOurs() {
        System.out.println("fuzz: -Ddev.shm.fuzz.seed=" + SEED);
        List<ChildJvm> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                long first = ROUND < 0 ? i : ROUND;
                processes.add(ChildJvm.of(FuzzProcess.class)
                        .args(FreshName.of("fuzz"), Long.toString(SEED), Long.toString(first))
                        .args(Long.toString(ROUND < 0 ? ROUNDS : ROUND + 1), Integer.toString(PROCESSES))
                        .args(Long.toString(LENGTH.toMillis()))
                        .start());
            }
            long rounds = 0;
            long attached = 0;
            for (ChildJvm process : processes) {
                rounds += Long.parseLong(process.awaitLine("rounds ", LENGTH.plusSeconds(60)));
                attached += Long.parseLong(process.awaitLine("attached "));
                System.out.println("fuzz: " + process.awaitLine("outcomes "));
                process.awaitSuccess();
            }
            System.out.println("fuzz: " + rounds + " rounds, " + attached + " damaged after attaching");
            assertTrue(rounds > 0 && (ROUND >= 0 || attached * 2 >= rounds), "half are to be damaged after attaching");
        } finally {
            processes.forEach(ChildJvm::close);
        }
    }
}
