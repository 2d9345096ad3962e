package dev.shm.benchmarks.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private final List<String> order = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private Contestant contestant(String name, Double... figures) {
        Iterator<Double> next = List.of(figures).iterator();
        return new Contestant(name, () -> {
            order.add(name);
            return Map.of("nanos", next.next());
        });
    }

    private Rounds threeRounds() {
        Rounds rounds = new Rounds(List.of(contestant("peer", 10.0, 20.0, 40.0), contestant("ours", 20.0, 20.0, 20.0)));
        rounds.run(3, out);
        return rounds;
    }

    @Test
    void contestantsTakeTurnsAndGoFirstInTurn() {
        threeRounds();
        assertEquals(List.of("peer", "ours", "ours", "peer", "peer", "ours"), order);
    }

    @Test
    void ratiosAreThoseOfTheSameRound() {
        // Of 2, 1 and 0.5; the ratio of the medians would be the same, of the quartiles not.
        assertEquals(new Quartiles(0.75, 1, 1.5), threeRounds().ratios("ours", "nanos", Line.UNKNOWN));
        assertEquals(new Quartiles(15, 20, 30), threeRounds().quartiles("peer", "nanos", Line.UNKNOWN));
    }

    @Test
    void tableHasALineForEach() {
        threeRounds().printTables(List.of("nanos"), out);
        String table = printed.toString(StandardCharsets.UTF_8);
        assertTrue(table.contains("| peer | 3 | 15.00 / 20.00 / 30.00 |  |"), table);
        assertTrue(table.contains("| ours | 3 | 20.00 / 20.00 / 20.00 | 0.75 / 1.00 / 1.50 |"), table);
    }

    @Test
    void csvHasEachRun() {
        List<String> lines = threeRounds().csv().lines().toList();
        assertEquals(7, lines.size());
        assertEquals("round,contestant,measure,value", lines.get(0));
        assertEquals("1,peer,nanos,10.0000", lines.get(1));
        assertEquals("3,ours,nanos,20.0000", lines.get(6));
    }

    @Test
    void runsAtDifferentDistancesAreNotPooled() {
        Iterator<Double> lines = List.of(50.0, 50.0, 100.0, 450.0).iterator();
        Contestant peer = new Contestant("peer", () -> Map.of("nanos", 10.0, Line.MEASURE, lines.next()));
        Contestant ours = new Contestant("ours", () -> Map.of("nanos", 20.0, Line.MEASURE, lines.next()));
        Rounds rounds = new Rounds(List.of(peer, ours));
        rounds.run(2, out);
        assertEquals(new Quartiles(2, 2, 2), rounds.ratios("ours", "nanos", Line.NEAR));
        // The second round begins with ours, at 100; the peer was at 450.
        assertEquals(Quartiles.of(), rounds.ratios("ours", "nanos", Line.MIDDLE));
        assertEquals(new Quartiles(20, 20, 20), rounds.quartiles("ours", "nanos", Line.MIDDLE));
        assertEquals(new Quartiles(10, 10, 10), rounds.quartiles("peer", "nanos", Line.FAR));
    }
}
