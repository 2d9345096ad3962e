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

/**
 * The JIT leaves nothing of a kill point that is off: the machine code is as long as that of the same code without.
 *
 * <p>A few bytes may come and go with padding. The loop is unrolled, so what is left of a point is there several times:
 * one that is on adds 150 bytes or more to 400.
 */
final class KillPointCodeTest {
    private static final Pattern INSTRUCTIONS = Pattern.compile(" insts_offset='(\\d+)'.* stub_offset='(\\d+)'");

    private static final int PADDING = 16;

    @TempDir
    Path folder;

    @Test
    void pointsThatAreOffCompileToNothing() throws IOException {
        Path log = compile("false");
        assertEquals(codeBytes(log, "storeWithoutSwitch"), codeBytes(log, "storeWithSwitch"), PADDING);
    }

    @Test
    void pointsThatAreOnAreSeenByThisTest() throws IOException {
        Path log = compile("true");
        int added = codeBytes(log, "storeWithSwitch") - codeBytes(log, "storeWithoutSwitch");
        assertTrue(added > 4 * PADDING, () -> added + " bytes");
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
