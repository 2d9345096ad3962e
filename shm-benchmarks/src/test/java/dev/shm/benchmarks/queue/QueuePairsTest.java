package dev.shm.benchmarks.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the drivers run, with every message as it should be; their figures are of no use in a test. */
@NothingLeftBehind
@Timeout(300)
final class QueuePairsTest {
    @TempDir
    Path folder;

    @Test
    void ratesAreMeasured() throws IOException {
        expect(List.of("Agrona 1-1", "SharedQueue 1-1", "Aeron 1-1"), "millions", "rate");
    }

    @Test
    void ratesOfTwoProducersAreMeasured() throws IOException {
        expect(
                List.of("Agrona n-1", "SharedQueue n-1", "SharedQueue n-n"),
                "millions",
                "rate",
                "--producers=2",
                "--bytes=16",
                "--no-aeron");
    }

    @Test
    void ratesOfTopicsAreMeasured() throws IOException {
        expect(List.of("Aeron 1-2", "SharedTopic 1-2"), "millions", "topic");
    }

    @Test
    void roundTripsAreMeasured() throws IOException {
        expect(List.of("Agrona 1-1", "SharedQueue 1-1"), "p50", "roundtrip", "--no-aeron");
    }

    @Test
    void pacedMessagesAreMeasured() throws IOException {
        expect(
                List.of("Agrona 1-1", "SharedQueue 1-1"),
                "p99",
                "paced",
                "--interval=16000",
                "--burst=16",
                "--no-aeron");
    }

    @Test
    void messageThatIsNotTheNextOrNotWholeIsRefused() {
        Sequences inbox = new Sequences(2, 8);
        long second = Sequences.first(1);
        inbox.message(second, Transport.sumOf(second, 8));
        inbox.message(0, 28);
        assertThrows(IllegalStateException.class, () -> inbox.message(1, 28));
        assertThrows(IllegalStateException.class, () -> inbox.message(2, Transport.sumOf(2, 8)));
        assertThrows(IllegalStateException.class, () -> inbox.message(-1, Transport.sumOf(-1, 8)));
        inbox.message(1, 36);
    }

    private void expect(List<String> contestants, String measure, String... args) throws IOException {
        Path csv = folder.resolve("runs.csv");
        CommandLine line = new CommandLine(new QueuePairs());
        String[] few = {"--rounds=1", "--warm-up=2000", "--messages=4000", "--slots=64", "--csv=" + csv};
        String[] all = new String[args.length + few.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(few, 0, all, args.length, few.length);
        assertEquals(0, line.execute(all));
        List<String> lines = Files.readAllLines(csv);
        for (String contestant : contestants)
            for (String name : List.of(measure, "roundTrip"))
                assertTrue(lines.stream().anyMatch(run -> run.startsWith("1," + contestant + "," + name + ",")));
    }
}
