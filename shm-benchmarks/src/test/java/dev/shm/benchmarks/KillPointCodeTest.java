package dev.shm.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JIT leaves nothing of a kill point that is off: the machine code is as long as that of the same code without. */
final class KillPointCodeTest {
    private static final Pattern INSTRUCTIONS = Pattern.compile(" insts_offset='(\\d+)'.* stub_offset='(\\d+)'");

    @TempDir
    Path folder;

    @Test
    void pointsThatAreOffCompileToNothing() throws IOException {
        Path log = compile("false");
        assertEquals(codeBytes(log, "storeWithoutSwitch"), codeBytes(log, "storeWithSwitch"));
    }

    @Test
    void pointsThatAreOnAreSeenByThisTest() throws IOException {
        Path log = compile("true");
        assertTrue(codeBytes(log, "storeWithoutSwitch") < codeBytes(log, "storeWithSwitch"));
    }

    /** Has another JVM run both methods until its last compiler has compiled them, in its foreground. */
    private Path compile(String killPoints) {
        Path log = folder.resolve("compilation.xml");
        try (ChildJvm child = ChildJvm.of(KillPointStores.class)
                .property("dev.shm.killPoints", killPoints)
                .jvmArgs("-XX:+UnlockDiagnosticVMOptions", "-XX:+LogCompilation", "-XX:LogFile=" + log)
                .jvmArgs("-Xbatch", "-XX:-TieredCompilation", "-XX:-UseOnStackReplacement")
                .start()) {
            child.awaitSuccess();
        }
        return log;
    }

    private static int codeBytes(Path log, String method) throws IOException {
        for (String line : Files.readAllLines(log)) {
            if (!line.startsWith("<nmethod ") || !line.contains("KillPointBenchmark " + method + " ")) continue;
            Matcher found = INSTRUCTIONS.matcher(line);
            if (found.find()) return Integer.parseInt(found.group(2)) - Integer.parseInt(found.group(1));
        }
        throw new AssertionError("no compilation of " + method + " in the log:\n" + Files.readString(log));
    }
}
