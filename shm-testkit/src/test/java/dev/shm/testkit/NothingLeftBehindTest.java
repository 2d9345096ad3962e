package dev.shm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

final class NothingLeftBehindTest {
    private static final Path LEFT =
            Path.of("/dev/shm/left-behind-" + ProcessHandle.current().pid());

    @AfterEach
    void clean() throws IOException {
        Files.deleteIfExists(LEFT);
    }

    @Test
    void leavingAFileFailsTheTestAndTheClass() {
        TestExecutionSummary summary = run(Leaves.class);
        List<String> failures = messages(summary);
        assertEquals(2, failures.size(), failures.toString());
        for (String failure : failures)
            assertTrue(failure.contains(LEFT.getFileName().toString()), failure);
        assertTrue(Files.exists(LEFT), "evidence stays");
    }

    @Test
    void fileOfTheWholeClassCountsOnceAtTheEnd() {
        List<String> failures = messages(run(LeavesFromTheStart.class));
        assertEquals(1, failures.size(), failures.toString());
    }

    @Test
    void cleanTestPasses() {
        TestExecutionSummary summary = run(Cleans.class);
        assertEquals(List.of(), messages(summary));
        assertEquals(1, summary.getTestsSucceededCount());
    }

    @Test
    void semaphoresDoNotCount(@TempDir Path directory) throws IOException {
        Leftovers before = Leftovers.before(directory);
        Files.createFile(directory.resolve("sem.x"));
        assertEquals(Set.of(), before.added(Duration.ofMillis(100)));
        Files.createFile(directory.resolve("x"));
        assertEquals(Set.of("x"), before.added(Duration.ofMillis(100)));
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter(NothingLeftBehindExtension.STRANGERS_MILLIS, "100")
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static List<String> messages(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getException().toString())
                .collect(Collectors.toList());
    }

    @NothingLeftBehind
    static final class Leaves {
        @Test
        void leaves() throws IOException {
            Files.createFile(LEFT);
        }
    }

    @NothingLeftBehind
    static final class LeavesFromTheStart {
        @BeforeAll
        static void leave() throws IOException {
            Files.createFile(LEFT);
        }

        @Test
        void clean() {}
    }

    @NothingLeftBehind
    static final class Cleans {
        @Test
        void cleans() throws IOException {
            Files.createFile(LEFT);
        }

        @AfterEach
        void clean() throws IOException {
            Files.delete(LEFT);
        }
    }
}
