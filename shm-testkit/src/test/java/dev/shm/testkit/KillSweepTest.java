package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillSweepTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void eachPointIsTriedAndCheckedInOrder() {
        Set<Long> deaths = new TreeSet<>();
        long count = KillSweep.of("appending").run(n -> appender(n, 4), (n, died) -> {
            assertEquals(died ? n : 4, Files.size(file(n)));
            if (died) deaths.add(n);
        });
        assertEquals(4, count);
        assertEquals(Set.of(1L, 2L, 3L, 4L), deaths);
    }

    @Test
    void fullProofGoesOnUntilAChildCompletes() {
        Set<Long> tried = new TreeSet<>();
        inFull(() -> KillSweep.of("appending in full")
                .limit(3)
                .oneAtATime()
                .run(n -> appender(n, 4), (n, died) -> tried.add(n)));
        assertEquals(Set.of(1L, 2L, 3L, 4L, 5L, KillAt.COUNT_ONLY), tried);
    }

    @Test
    void fullProofTriesAgainWhatAChildDidNotReach() {
        AtomicInteger children = new AtomicInteger();
        Set<Long> deaths = new TreeSet<>();
        inFull(() -> KillSweep.of("appending less every second time")
                .oneAtATime()
                .run(n -> appender(n, children.incrementAndGet() % 2 == 1 ? 5 : 3), (n, died) -> {
                    Files.deleteIfExists(file(n));
                    if (died) deaths.add(n);
                }));
        assertEquals(Set.of(1L, 2L, 3L, 4L, 5L), deaths);
    }

    @Test
    void shortFormFindsTheLastPointOfThoseThatHaveFewer() {
        AtomicInteger children = new AtomicInteger();
        Set<Long> deaths = new TreeSet<>();
        KillSweep.of("appending less after the first time")
                .limit(3)
                .oneAtATime()
                .run(n -> appender(n, children.incrementAndGet() == 1 ? 5 : 3), (n, died) -> {
                    Files.deleteIfExists(file(n));
                    if (died) deaths.add(n);
                });
        assertEquals(Set.of(1L, 2L, 3L), deaths);
    }

    @Test
    void anotherDeathThanAtThePointFails() {
        AssertionError error = assertThrows(AssertionError.class, () -> KillSweep.of("killed by others")
                .oneAtATime()
                .run(
                        n -> n == KillAt.COUNT_ONLY ? appender(n, 3) : ChildJvm.of(Children.Suicide.class),
                        (n, died) -> {}));
        assertTrue(error.toString().contains("kill point 1 ended with exit code 137"), error.toString());
    }

    private static void inFull(Runnable sweep) {
        String before = System.setProperty(Proof.PROPERTY, "true");
        try {
            sweep.run();
        } finally {
            if (before == null) System.clearProperty(Proof.PROPERTY);
            else System.setProperty(Proof.PROPERTY, before);
        }
    }

    @Test
    void failedCheckNamesThePointAndThePlace() {
        AssertionError error = assertThrows(AssertionError.class, () -> KillSweep.of("appending")
                .run(n -> appender(n, 3), (n, died) -> assertTrue(n != 2, "broken")));
        assertTrue(error.toString().contains("appending, killed at kill point 2: "), error.toString());
        assertTrue(error.toString().contains("dies at kill point 2, FakePoints.reached:"), error.toString());
        assertTrue(error.toString().contains("Children$Appender"), error.toString());
    }

    @Test
    void anotherExitCodeFailsWithTheTranscript() {
        AssertionError error = assertThrows(AssertionError.class, () -> KillSweep.of("failing")
                .run(n -> ChildJvm.of(Children.Failing.class), (n, died) -> {}));
        assertTrue(error.toString().contains("a bug of the operation"), error.toString());
    }

    @Test
    void sweepWithoutDeathsFails() {
        AssertionError error = assertThrows(AssertionError.class, () -> KillSweep.of("unarmed")
                .run(n -> ChildJvm.of(Children.Unarmed.class), (n, died) -> {}));
        assertTrue(error.toString().contains("no child died"), error.toString());
    }

    @Test
    void sampleHoldsTheFirstTwoAndTheLast() {
        assertArrayEquals(new long[] {1, 2, 3}, KillSweep.spread(3, 5).toArray());
        assertArrayEquals(new long[] {1, 2, 100}, KillSweep.spread(100, 3).toArray());
        assertArrayEquals(new long[] {2, 100}, KillSweep.spread(100, 2).toArray());
        assertArrayEquals(new long[] {2}, KillSweep.spread(2, 2).toArray());
        assertArrayEquals(
                new long[] {1, 2, 34, 67, 100}, KillSweep.spread(100, 5).toArray());
        for (long last = 1; last < 200; last++) {
            long[] sample = KillSweep.spread(last, 24).distinct().toArray();
            assertEquals(Math.min(last, 24), sample.length);
            assertEquals(last, sample[sample.length - 1]);
        }
    }

    private ChildCommand appender(long number, int points) {
        return ChildJvm.of(Children.Appender.class).args(file(number).toString(), Integer.toString(points));
    }

    private Path file(long number) {
        return directory.resolve("point-" + number);
    }
}
