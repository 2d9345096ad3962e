package dev.shm.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, as a newcomer uses it and as an unkind one. */
@NothingLeftBehind
@Timeout(300)
final class PairBenchmarksTest {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long DEADLINE_SECONDS = 60;

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return PairBenchmarks.run(PairBenchmarks.commandLine().setErr(new PrintWriter(err, true)), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue rate --rounds 0",
                "mutex --millis 0",
                "queue rate --producers 3",
                "queue rate --producers 0",
                "queue rate --bytes 32",
                "queue rate --slots 0",
                "queue rate --warm-up -1",
                "queue roundtrip --messages 0",
                "queue paced --burst 0",
                "queue paced --interval -1",
                "queue topic --csv /no/such/folder/runs.csv",
                "queue topic --csv /dev",
                "map ops --entries 0",
                "map scale --ops 0",
                "map growth --ops 10",
                "map memory --from 0",
                "map memory --from many",
            })
    void whatMakesNoSenseIsRefusedInALine(String line) {
        String[] words = line.split(" ", -1);
        assertEquals(2, run(words), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith("shm-benchmarks/run pair " + words[0]), err::toString);
        assertTrue(err.toString().contains(words[words.length - 2]), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue rate --no-aeron", "map scale"})
    void failedProcessIsShownWithoutAStackOfOurs(String line) {
        assertEquals(1, run((line + " --rounds=1 --jvm-arg=-XX:NoSuchFlag").split(" ", -1)));
        assertTrue(err.toString().startsWith("shm-benchmarks/run pair"), err::toString);
        assertTrue(err.toString().contains("NoSuchFlag"), err::toString);
        assertFalse(err.toString().contains("\tat "), err::toString);
    }

    @Test
    void missingCompilerIsToldInALine() {
        try (ChildJvm pair = ChildJvm.of(PairBenchmarks.class)
                .args("mutex")
                .prefix("env", "PATH=" + folder)
                .start()) {
            assertEquals(1, pair.awaitExit());
            assertEquals("! shm-benchmarks/run pair mutex: there is no C compiler, install gcc", pair.transcript());
        }
    }

    /** In the middle of a run that would last for a long time: see {@link NothingLeftBehind}. */
    @ParameterizedTest
    @CsvSource({
        "mutex --millis=1000, mutex-",
        "queue topic --messages=1000000000, queue-",
        "queue roundtrip --no-aeron --messages=1000000000, queue-",
        "map growth --entries=10000000, map-",
    })
    void interruptedRunLeavesNothing(String line, String prefix) throws IOException, InterruptedException {
        Set<String> before = names();
        try (ChildJvm pair = ChildJvm.of(PairBenchmarks.class)
                .args(line.split(" ", -1))
                .property("java.io.tmpdir", folder.toString())
                .start()) {
            awaitName(prefix, before, pair);
            Process interrupt = new ProcessBuilder("kill", "-INT", Long.toString(pair.pid())).start();
            assertTrue(interrupt.waitFor(10, TimeUnit.SECONDS));
            assertNotEquals(0, pair.awaitExit());
            assertFalse(pair.transcript().contains("! "), pair::transcript);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(Set.of(), left.collect(Collectors.toSet()));
        }
    }

    private static Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(SHARED_MEMORY)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static void awaitName(String prefix, Set<String> before, ChildJvm pair) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (System.nanoTime() < end) { // for one of its processes to make it
            if (names().stream().anyMatch(name -> name.startsWith(prefix) && !before.contains(name))) return;
            Thread.onSpinWait();
        }
        throw new AssertionError("no " + prefix + ":\n" + pair.transcript());
    }
}
