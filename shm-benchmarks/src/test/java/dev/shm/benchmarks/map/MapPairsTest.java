package dev.shm.benchmarks.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the drivers run, with every value as it should be; their figures are of no use in a test. */
@NothingLeftBehind
@Timeout(300)
final class MapPairsTest {
    private static final int CHRONICLE_RUNS_UP_TO = 17;
    private static final String OPS = "--ops=4096";

    @TempDir
    Path folder;

    @Test
    void operationsAreMeasured() throws IOException {
        if (Runtime.version().feature() > CHRONICLE_RUNS_UP_TO) {
            expect(List.of("ConcurrentHashMap", "StructMap"), "Get", "ops", OPS, "--no-chronicle");
        } else {
            expect(List.of("ConcurrentHashMap", "Chronicle Map", "StructMap"), "Update", "ops", OPS);
        }
    }

    @Test
    void operationsByTextAreMeasured() throws IOException {
        expect(List.of("ConcurrentHashMap", "StructMap"), "Batch", "ops", OPS, "--text", "--no-chronicle");
    }

    @Test
    void twoProcessesAreMeasured() throws IOException {
        expect(List.of("one process", "two processes"), "Put", "scale", OPS);
    }

    @Test
    void growthIsMeasured() throws IOException {
        expect(List.of("large enough", "grown"), "seconds", "growth");
    }

    @Test
    void memoryIsMeasured() {
        assertEquals(0, new CommandLine(new MapPairs()).execute("memory", "--from=2000"));
    }

    @Test
    void tornValueIsRefused() {
        assertEquals(7, EightLongs.of(7).checked());
        assertThrows(IllegalStateException.class, () -> EightLongs.checked(7, 8, 9, 10, 11, 12, 13, 15));
    }

    private void expect(List<String> contestants, String measure, String... args) throws IOException {
        Path csv = folder.resolve("runs.csv");
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--rounds=1", "--entries=5000", "--heap=256m", "--csv=" + csv));
        assertEquals(0, new CommandLine(new MapPairs()).execute(all.toArray(String[]::new)));
        List<String> lines = Files.readAllLines(csv);
        for (String contestant : contestants)
            assertTrue(lines.stream().anyMatch(run -> run.startsWith("1," + contestant + "," + measure + ",")));
    }
}
