package dev.shm.codegen.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProblemTest {
    @Test
    void guideListsEachProblemOnceAndInOrder() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("../docs/guide/processor-errors.md")).stream()
                .filter(line -> line.startsWith("| SHM"))
                .map(line -> line.substring(2, 8))
                .toList();
        assertEquals(Stream.of(Problem.values()).map(Problem::id).toList(), listed);
    }
}
