package dev.shm.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code hs_err} file of a child whose JVM crashed: in the temporary directory, never in the source tree. */
final class CrashReport {
    /** For {@code -XX:ErrorFile}; the JVM puts its pid in. */
    static final String PATTERN = file("%p").toString();

    private static final int LINES_SHOWN = 60;

    private CrashReport() {}

    private static Path file(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "dev.shm-hs_err_pid" + pid + ".log");
    }

    /** Removes what an earlier process of the same pid left. */
    static void forget(long pid) {
        try {
            Files.deleteIfExists(file(Long.toString(pid)));
        } catch (IOException e) {
            // It would be shown with the wrong child, no more.
        }
    }

    /** The first lines, or an empty string if the process did not crash. */
    static String of(long pid) {
        Path file = file(Long.toString(pid));
        if (!Files.exists(file)) return "";
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return "\nits JVM crashed, " + file + ":\n"
                    + lines.stream().limit(LINES_SHOWN).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "\nits JVM crashed, " + file + " cannot be read: " + e;
        }
    }
}
