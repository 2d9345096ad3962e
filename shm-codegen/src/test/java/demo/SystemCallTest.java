package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nobody else wants at the moment is done without the kernel: strace lists the calls of a process that does it. */
@NothingLeftBehind
@Timeout(120)
class SystemCallTest {
    private static final int OPERATIONS = 22;

    /** The JVM's own: a safepoint, a method handed to the compiler. One of a hundred operations would show. */
    private static final int MOST_OF_THE_JVM = SystemCallChild.TIMES / 100;

    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern MARK = Pattern.compile("\"/dev\\.shm/(begin|end) ([^\"]*)\"");

    private final String name = "calls-" + UUID.randomUUID();

    @Test
    void hotPathsMakeNoSystemCall(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(canTrace(), "strace is not here, or may not trace");
        Path calls = directory.resolve("calls");
        // The process is strace, and the child its child: so the list is whole when it ends.
        try (ChildJvm child = ChildJvm.of(SystemCallChild.class)
                .prefix("strace", "-f", "-qq", "-o", calls.toString())
                .args(name)
                .start()) {
            child.awaitSuccess();
        } finally {
            SharedRegion.delete(name);
        }
        Map<String, Map<String, Integer>> found = callsByOperation(calls);
        assertEquals(OPERATIONS, found.size(), found::toString);
        found.forEach((operation, counts) -> {
            int count = counts.values().stream().mapToInt(Integer::intValue).sum();
            boolean makesCalls = operation.equals(SystemCallChild.CONTROL);
            assertTrue(
                    makesCalls ? count >= SystemCallChild.TIMES : count < MOST_OF_THE_JVM,
                    () -> operation + ": " + counts + " in " + SystemCallChild.TIMES + " operations");
        });
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-qq", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** For each operation how often its thread made which call. */
    private static Map<String, Map<String, Integer>> callsByOperation(Path calls) throws IOException {
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        String thread = "";
        String operation = "";
        for (String text : Files.readAllLines(calls)) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) continue; // the second half of a call, a signal, an end
            Matcher mark = MARK.matcher(line.group(3));
            if (mark.find()) {
                thread = line.group(1);
                operation = mark.group(1).equals("begin") ? mark.group(2) : "";
                if (!operation.isEmpty()) found.put(operation, new TreeMap<>());
            } else if (!operation.isEmpty() && line.group(1).equals(thread)) {
                found.get(operation).merge(line.group(2), 1, Integer::sum);
            }
        }
        return found;
    }
}
