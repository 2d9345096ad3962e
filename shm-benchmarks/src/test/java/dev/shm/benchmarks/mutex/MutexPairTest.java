package dev.shm.benchmarks.mutex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.CProgram;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the driver runs; its figures are of no use in a test. */
@NothingLeftBehind
@Timeout(300)
final class MutexPairTest {
    @TempDir
    Path folder;

    @Test
    void bothContestantsRunAndCountExactly() throws IOException {
        CProgram.assumeCompiler();
        Path csv = folder.resolve("runs.csv");
        // A run whose counters are not exact ends in an exception.
        assertEquals(0, new CommandLine(new MutexPair()).execute("--rounds=1", "--millis=20", "--csv=" + csv));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(MutexPair.FOLDER)));
        }
        List<String> lines = Files.readAllLines(csv);
        for (String contestant : List.of("pthread robust", "SharedMutex"))
            for (String measure : List.of("nanos", "share", "work", "roundTrip"))
                assertTrue(lines.stream().anyMatch(line -> line.startsWith("1," + contestant + "," + measure + ",")));
    }
}
