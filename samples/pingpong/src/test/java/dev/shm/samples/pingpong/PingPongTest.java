package dev.shm.samples.pingpong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Runs the sample as a newcomer does, and as an unkind one. */
@NothingLeftBehind
final class PingPongTest {
    private static final String FOREVER = "1000000000000";

    @TempDir
    Path folder;

    /** With the JVM's own flags in the other process, as everywhere but in tests. */
    @Test
    void percentilesAreShownAndPlotted() throws Exception {
        Path plot = folder.resolve("plot.svg");
        try (ChildJvm pingPong = ChildJvm.of(PingPong.class)
                .args("--rounds", "1000", "--plot", plot.toString())
                .start()) {
            pingPong.awaitLine("1,000 round trips");
            List<Long> times = LongStream.of(
                            time(pingPong, "least"),
                            time(pingPong, "p50"),
                            time(pingPong, "p90"),
                            time(pingPong, "p99 "),
                            time(pingPong, "most"))
                    .boxed()
                    .toList();
            assertTrue(times.get(0) > 0);
            assertEquals(times.stream().sorted(Comparator.naturalOrder()).toList(), times);
            pingPong.awaitSuccess();
        }
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(plot.toFile());
        Element curve = (Element) svg.getElementsByTagName("polyline").item(0);
        assertTrue(curve.getAttribute("points").split(" ", -1).length > 10);
    }

    @Test
    void killedLauncherLeavesNothing() throws Exception {
        try (ChildJvm pingPong = start("--rounds", FOREVER)) {
            ProcessHandle pong = pongOf(pingPong);
            pingPong.kill();
            pong.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void interruptedRunLeavesNothing() throws Exception {
        try (ChildJvm pingPong = start("--rounds", FOREVER)) {
            pongOf(pingPong);
            Process interrupt = new ProcessBuilder("kill", "-INT", String.valueOf(pingPong.pid())).start();
            assertTrue(interrupt.waitFor(10, TimeUnit.SECONDS));
            assertNotEquals(0, pingPong.awaitExit());
        }
    }

    @Test
    void killedPartnerEndsTheGame() throws Exception {
        try (ChildJvm pingPong = start("--rounds", FOREVER)) {
            assertTrue(pongOf(pingPong).destroyForcibly());
            assertNotEquals(0, pingPong.awaitExit());
            assertTrue(pingPong.transcript().contains("the other process has ended"), pingPong.transcript());
        }
    }

    @Test
    void noRoundsAreRefused() {
        try (ChildJvm pingPong = start("--rounds", "0")) {
            assertEquals(2, pingPong.awaitExit());
        }
    }

    /** The sample, whose other process starts quickly. */
    private static ChildJvm start(String... args) {
        return ChildJvm.of(PingPong.class).args(args).quickChildren().start();
    }

    private static long time(ChildJvm pingPong, String name) {
        return Long.parseLong(pingPong.awaitLine(name).strip().replace(",", ""));
    }

    private static ProcessHandle pongOf(ChildJvm pingPong) {
        pingPong.awaitLine("playing");
        return ProcessHandle.of(pingPong.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }
}
