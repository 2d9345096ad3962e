package dev.shm.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever should wake a sleeper may be dead, so nobody sleeps in the kernel without a bound. */
final class NoUnboundedWaitTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/shm");

    /** File name to the lines of code that contain a text; comments do not count. */
    private static Map<String, List<String>> linesWith(String text) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                try (Stream<String> lines = Files.lines(file)) {
                    List<String> hits = lines.map(String::strip)
                            .filter(line -> line.contains(text))
                            .filter(line ->
                                    !line.startsWith("*") && !line.startsWith("/") && !line.startsWith("import"))
                            .toList();
                    if (!hits.isEmpty()) found.put(file.getFileName().toString(), hits);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return found;
    }

    @Test
    void kernelSleepIsCalledFromSleepersOnlyAndBounded() throws IOException {
        Map<String, List<String>> found = linesWith("awaitChange(");
        assertEquals(
                List.of("if (!closed) platform.awaitChange(address, expected, bounded);"),
                found.remove("Sleepers.java"));
        found.remove("Platform.java"); // declares it
        found.remove("LinuxPlatform.java"); // does it
        assertTrue(found.isEmpty(), found.toString());
        assertTrue(linesWith("Math.min(nanos, LONGEST_NANOS)").containsKey("Sleepers.java"));
        assertEquals(
                List.of("private static final long LONGEST_NANOS = 50_000_000;"),
                linesWith("long LONGEST_NANOS").get("Sleepers.java"));
    }

    /** A futex without a time would wait for ever; the time is computed from the bounded one. */
    @Test
    void futexIsCalledTwiceOnlyAndWithATime() throws IOException {
        Map<String, List<String>> found = linesWith("syscall(futex");
        assertEquals(
                List.of(
                        "long ignored = LibC.syscall(futex, address, 0 /* FUTEX_WAIT */, expected, timeout, 0, 0);",
                        "long ignored = LibC.syscall(futex, address, 1 /* FUTEX_WAKE */, count, new long[1], 0, 0);"),
                found.remove("LinuxPlatform.java"));
        assertTrue(found.isEmpty(), found.toString());
        assertEquals(
                List.of("long[] timeout = {timeoutNanos / 1_000_000_000L, timeoutNanos % 1_000_000_000L};"),
                linesWith("timeout =").get("LinuxPlatform.java"));
        assertEquals(
                Map.of("LinuxPlatform.java", List.of("private final long futex = arm ? 98 : 202;")), linesWith("202"));
    }

    @Test
    void nothingElseWaitsWithoutABound() throws IOException {
        for (String call : new String[] {".wait()", "LockSupport.park(", "Thread.sleep(", "F_OFD_SETLKW", "F_SETLKW"}) {
            assertTrue(linesWith(call).isEmpty(), () -> call + " is in the sources");
        }
    }
}
