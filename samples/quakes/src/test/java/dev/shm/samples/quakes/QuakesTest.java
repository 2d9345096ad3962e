package dev.shm.samples.quakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the sample as a newcomer does, and as an unkind one. */
@NothingLeftBehind
final class QuakesTest {
    @TempDir
    Path folder;

    /** With the JVM's own flags in each process, as everywhere but in tests. */
    @Test
    void weekArrivesWhole() {
        try (ChildJvm quakes = ChildJvm.of(Quakes.class).start()) {
            assertEquals("1,707", quakes.awaitLine("events"));
            assertTrue(quakes.awaitLine("checksum").endsWith("nothing lost, nothing twice"));
            quakes.awaitLine("strongest");
            assertTrue(quakes.awaitLine("      6.4").endsWith("22km NNE of Hualian, Taiwan"));
            quakes.awaitSuccess();
            assertTrue(quakes.transcript().contains("lookup: found all 1,707 ids"), quakes.transcript());
        }
    }

    @Test
    void repeatedWeekArrivesWholeAndNamesEachStrongestOnce() {
        try (ChildJvm quakes = start("--repeat", "50")) {
            assertEquals("85,350", quakes.awaitLine("events"));
            assertTrue(quakes.awaitLine("checksum").endsWith("nothing lost, nothing twice"));
            quakes.awaitSuccess();
            assertEquals(
                    1,
                    quakes.transcript()
                            .lines()
                            .filter(line -> line.contains("Hualian") && line.contains(" 6.4 "))
                            .count());
        }
    }

    @Test
    void eachOfTwoMonitorsOfATopicSeesTheWholeWeek() {
        try (ChildJvm quakes = start("--topic")) {
            for (int monitor = 1; monitor <= 2; monitor++) {
                quakes.awaitLine("monitor ");
                assertEquals("1,707", quakes.awaitLine("events"));
                assertTrue(quakes.awaitLine("checksum").endsWith("nothing lost, nothing twice"));
            }
            quakes.awaitSuccess();
        }
    }

    /** One week, and so many that the monitor is killed in full swing and the topic goes round some times. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void aMonitorThatIsKilledHalfWayStillCountsAll(int repeat) {
        String events = String.format(Locale.ROOT, "%,d", 1_707 * repeat);
        try (ChildJvm quakes = start("--kill", "--repeat", String.valueOf(repeat))) {
            quakes.awaitSuccess();
            String said = quakes.transcript();
            assertTrue(said.contains("killed the second monitor, which had saved "), said);
            assertTrue(said.contains("monitor 2: goes on after event "), said);
            for (String line : List.of("events      " + events, "nothing lost, nothing twice")) {
                assertEquals(
                        2, said.lines().filter(found -> found.endsWith(line)).count(), said);
            }
        }
    }

    /**
     * A publisher that is held up gives positions up: the monitor that is started again must not take them for events.
     */
    @Test
    void aFeedThatIsStoppedAgainAndAgainLosesNothing() throws IOException, InterruptedException {
        try (ChildJvm quakes = start("--kill", "--repeat", "200")) {
            long feed = awaitChild(quakes, "topic-feed");
            String pulses = "while kill -STOP $0; do sleep 0.005; kill -CONT $0; sleep 0.004; done 2> /dev/null";
            Process stopping = new ProcessBuilder("sh", "-c", pulses, Long.toString(feed)).start();
            quakes.awaitSuccess();
            stopping.waitFor(); // the feed is gone
            String said = quakes.transcript();
            assertEquals(
                    2,
                    said.lines()
                            .filter(found -> found.endsWith("nothing lost, nothing twice"))
                            .count(),
                    said);
        }
    }

    /** What cannot be read is told in a line, by whichever process it is that reads. */
    @ParameterizedTest
    @ValueSource(strings = {"", "lookup", "feed"})
    void inputThatCannotBeReadIsToldInALine(String role) {
        try (ChildJvm quakes = role.isEmpty()
                ? start("--input", folder.toString())
                : start(role, "--input", folder.resolve("nosuch.csv").toString())) {
            assertEquals(2, quakes.awaitExit());
            assertTrue(quakes.transcript().contains("--input " + folder), quakes.transcript());
            assertFalse(quakes.transcript().contains("\tat "), quakes.transcript());
        }
    }

    private static long awaitChild(ChildJvm quakes, String role) throws IOException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < end) {
            for (ProcessHandle child : childrenOf(quakes).toList()) {
                Path line = Path.of("/proc", Long.toString(child.pid()), "cmdline");
                if (Files.exists(line) && Files.readString(line).contains(role)) return child.pid();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no " + role + ":\n" + quakes.transcript());
    }

    @Test
    void badRowsAreReportedWithTheirLineAndLeftOut() throws IOException {
        Path input = folder.resolve("input.csv");
        Files.write(
                input,
                List.of(
                        "id,time_ms,magnitude,longitude,latitude,depth_km,place",
                        "a,1,2.5,1,1,1,\"here, or there\"",
                        "b,soon,2,1,1,1,q",
                        "c,3,NaN,1,1,1,q",
                        "d,4",
                        "e,5,3.5,1,1,1," + "x".repeat(200),
                        "f,6,-0.5,1,1,-1,Zürich"));
        try (ChildJvm quakes = start("--input", input.toString())) {
            assertEquals("2", quakes.awaitLine("events"));
            assertEquals("4 (left out)", quakes.awaitLine("bad rows"));
            quakes.awaitSuccess();
            for (String complaint : List.of(
                    "line 3: time_ms 'soon'",
                    "line 4: magnitude 'NaN'",
                    "line 5: 2 columns",
                    "line 6: place has 200 bytes")) {
                assertTrue(quakes.transcript().contains(complaint), quakes.transcript());
            }
        }
    }

    @Test
    void inputThatIsNoneIsRefused() throws IOException {
        Path input = Files.writeString(folder.resolve("input.csv"), "who,what\n1,2\n");
        try (ChildJvm quakes = start("--input", input.toString())) {
            assertNotEquals(0, quakes.awaitExit());
            assertTrue(quakes.transcript().contains("expected the columns"), quakes.transcript());
        }
        try (ChildJvm quakes = start("--repeat", "0")) {
            assertEquals(2, quakes.awaitExit());
        }
    }

    @Test
    void interruptedRunLeavesNothing() throws IOException, InterruptedException {
        try (ChildJvm quakes = start("--repeat", "1000000")) {
            quakes.awaitLine("monitor:");
            Process interrupt = new ProcessBuilder("kill", "-INT", String.valueOf(quakes.pid())).start();
            assertTrue(interrupt.waitFor(10, TimeUnit.SECONDS));
            assertNotEquals(0, quakes.awaitExit());
        }
    }

    @Test
    void killedLauncherLeavesNothing() throws Exception {
        try (ChildJvm quakes = start("--repeat", "1000000")) {
            quakes.awaitLine("monitor:");
            List<ProcessHandle> children = childrenOf(quakes).toList();
            quakes.kill();
            for (ProcessHandle child : children) child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void killedMonitorEndsTheRun() throws IOException, InterruptedException {
        try (ChildJvm quakes = start("--repeat", "1000000")) {
            quakes.awaitLine("monitor:");
            ProcessHandle monitor = childrenOf(quakes)
                    // The lookup may have ended, and then has no arguments.
                    .filter(child -> child.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains("monitor"))
                            .orElse(false))
                    .findFirst()
                    .orElseThrow();
            assertTrue(monitor.destroyForcibly());
            assertNotEquals(0, quakes.awaitExit());
            assertTrue(quakes.transcript().contains("the monitor ended with 137"), quakes.transcript());
        }
    }

    @Test
    void helpIsShown() {
        try (ChildJvm quakes = start("--help")) {
            quakes.awaitLine("Usage: quakes");
            quakes.awaitSuccess();
        }
    }

    /** The sample, whose processes start quickly. */
    private static ChildJvm start(String... args) {
        return ChildJvm.of(Quakes.class).args(args).quickChildren().start();
    }

    private static Stream<ProcessHandle> childrenOf(ChildJvm quakes) {
        return ProcessHandle.of(quakes.pid()).orElseThrow().children();
    }
}
