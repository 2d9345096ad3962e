package dev.shm.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.memory.PrivateMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.Test;

class ChronicleViewsTest {
    private static final String DENY = "--sun-misc-unsafe-memory-access=deny";

    /** What the child JVMs run: two attempts, so that the second meets classes that failed before. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) {
            PrivateMemory memory = PrivateMemory.allocate(64);
            for (int attempt = 1; attempt <= 2; attempt++) {
                try {
                    Bytes<?> bytes = ChronicleViews.of(memory, 0, 64, "x");
                    bytes.writeInt(7).write8bit("text");
                    System.out.println("read " + bytes.readInt() + bytes.read8bit());
                } catch (UnsupportedOperationException e) {
                    System.out.println("refused: " + e.getMessage());
                }
            }
        }
    }

    @Test
    void aViewHasTheWholeRangeAndNothingToRead() {
        TestScope scope = TestScope.of(128);
        Bytes<?> bytes = ChronicleViews.of(scope, 32, 64, "the middle");
        assertEquals(64, bytes.writeRemaining());
        assertEquals(0, bytes.readRemaining());
        bytes.writeLong(0, 5);
        assertEquals(5, ChronicleViews.of(scope, 0, 128, "all").readLong(32));
        assertThrows(IndexOutOfBoundsException.class, () -> ChronicleViews.of(scope, 65, 64, "beyond"));
    }

    @Test
    void chronicleAsksForNoOptionsOnStart() throws Exception {
        List<String> said = run();
        assertEquals(2, said.stream().filter("read 7text"::equals).count(), said::toString);
        assertFalse(said.stream().anyMatch(line -> line.contains("--add-exports")), said::toString);
    }

    @Test
    void whereUnsafeIsDeniedTheRefusalNamesTheFlagEachTime() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "the flag came with Java 24");
        List<String> said = run(DENY);
        assertEquals(
                2,
                said.stream()
                        .filter(line -> line.startsWith("refused: ") && line.contains(DENY))
                        .count(),
                said::toString);
    }

    private static List<String> run(String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        child.getOutputStream().close();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(child.waitFor(60, TimeUnit.SECONDS), "the child ended");
        assertEquals(0, child.exitValue(), said);
        return said.lines().toList();
    }
}
