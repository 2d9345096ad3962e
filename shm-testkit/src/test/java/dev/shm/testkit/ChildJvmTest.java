package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChildJvmTest {
    @Test
    void childGetsArgumentsAndPropertiesAndItsOutputIsRead() {
        try (ChildJvm child = ChildJvm.of(Children.Greeter.class)
                .args("a", "b c")
                .property("greeting", "x y")
                .start()) {
            assertEquals("a,b c x y", child.awaitLine("hello"));
            assertEquals(2, child.awaitExit());
            assertTrue(child.transcript().contains("! grüße on stderr"), child.transcript());
            assertFalse(child.isAlive());
        }
    }

    @Test
    void linesGoBothWays() {
        try (ChildJvm child = ChildJvm.of(Children.Echo.class).start()) {
            child.awaitLine("ready");
            child.send("go");
            child.send("ä");
            child.send("b");
            assertEquals("ä", child.awaitLine("heard"));
            assertEquals("b", child.awaitLine("heard"));
            child.send("bye");
            child.awaitSuccess();
        }
    }

    @Test
    void unexpectedLineEndsTheChild() {
        try (ChildJvm child = ChildJvm.of(Children.Echo.class).start()) {
            child.send("stop");
            AssertionError error = assertThrows(AssertionError.class, child::awaitSuccess);
            assertTrue(error.toString().contains("expected \"go\" from the parent, got \"stop\""), error.toString());
        }
    }

    @Test
    void whicheverEndsFirstIsFound() {
        try (ChildJvm first = ChildJvm.of(Children.Idler.class).start();
                ChildJvm second = ChildJvm.of(Children.Greeter.class).start()) {
            assertSame(second, Child.awaitAny(List.of(first, second), Child.DEADLINE));
            AssertionError error =
                    assertThrows(AssertionError.class, () -> Child.awaitAny(List.of(first), Duration.ofMillis(50)));
            assertTrue(error.toString().contains("its end within 50 ms"), error.toString());
        }
    }

    @Test
    void passedDeadlineShowsTranscriptAndStacks() {
        try (ChildJvm child = ChildJvm.of(Children.Idler.class).start()) {
            child.awaitLine("idle");
            AssertionError error =
                    assertThrows(AssertionError.class, () -> child.awaitLine("busy", Duration.ofMillis(50)));
            assertTrue(error.toString().contains("\"busy…\" within 50 ms"), error.toString());
            assertTrue(error.toString().contains("\n  idle\n"), error.toString());
            assertTrue(error.toString().contains("Children$Idler.main"), error.toString());
            assertThrows(AssertionError.class, () -> child.awaitExit(Duration.ofMillis(50)));
        }
    }

    @Test
    void endBeforeTheLineShowsExitCodeAndStderr() {
        try (ChildJvm child = ChildJvm.of(Children.Greeter.class).start()) {
            AssertionError error = assertThrows(AssertionError.class, () -> child.awaitLine("nothing of the kind"));
            assertTrue(error.toString().contains("exit code 0"), error.toString());
            assertTrue(error.toString().contains("! grüße"), error.toString());
            assertThrows(AssertionError.class, () -> {
                child.awaitExit();
                child.send("x");
            });
        }
    }

    @Test
    void killedChildIsGoneAndItsOutputIsKept() {
        try (ChildJvm child = ChildJvm.of(Children.Idler.class).start()) {
            child.awaitLine("idle");
            child.kill();
            assertFalse(Files.exists(Path.of("/proc", Long.toString(child.pid()))));
            assertEquals(ChildJvm.KILLED, child.awaitExit());
            assertEquals("  idle", child.transcript());
        }
    }

    @Test
    void stoppedChildIsSilentUntilItResumes() {
        try (ChildJvm child = ChildJvm.of(Children.Echo.class).start()) {
            child.awaitLine("ready");
            child.send("go");
            child.stop();
            assertTrue(child.isAlive());
            child.send("1");
            assertThrows(AssertionError.class, () -> child.awaitLine("heard", Duration.ofMillis(100)));
            child.resume();
            assertEquals("1", child.awaitLine("heard"));
        }
    }

    @Test
    void stoppedChildCanBeKilled() {
        try (ChildJvm child = ChildJvm.of(Children.Idler.class).start()) {
            child.awaitLine("idle");
            child.stop();
            child.kill();
            assertEquals(ChildJvm.KILLED, child.awaitExit());
        }
    }

    @Test
    void closeKillsTheChild() {
        ChildJvm child = ChildJvm.of(Children.Idler.class).start();
        child.close();
        assertEquals(ChildJvm.KILLED, child.awaitExit());
        child.close();
    }

    @Test
    void closedStdinEndsTheChildWhateverItDoes() {
        try (ChildJvm child = ChildJvm.of(Children.Idler.class).start()) {
            child.awaitLine("idle");
            child.closeInput();
            assertEquals(Handshake.ORPHANED, child.awaitExit());
        }
    }

    @Test
    void selfKillRunsNothingMore() {
        try (ChildJvm child = ChildJvm.of(Children.Suicide.class).start()) {
            assertEquals(ChildJvm.KILLED, child.awaitExit());
            assertEquals("  before", child.transcript());
        }
    }

    @Test
    void crashedJvmIsReportedAndLeavesNothingInTheSourceTree() throws IOException {
        try (ChildJvm child = ChildJvm.of(Children.Crasher.class).start()) {
            AssertionError error = assertThrows(AssertionError.class, child::awaitSuccess);
            assertTrue(error.toString().contains("its JVM crashed"), error.toString());
            assertTrue(error.toString().contains("SIGSEGV"), error.toString());
            try (Stream<Path> here = Files.list(Path.of(""))) {
                assertTrue(here.noneMatch(file -> file.toString().matches("(hs_err|core).*")));
            }
            CrashReport.forget(child.pid());
        }
    }
}
