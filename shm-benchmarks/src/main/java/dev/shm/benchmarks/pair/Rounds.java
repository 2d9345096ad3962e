package dev.shm.benchmarks.pair;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Contestants that take turns, and what they measured: per round as it comes, then quartiles, and the ratio to the
 * first contestant round by round.
 *
 * <p>The order within a round is reversed in every other round, so that none always has the colder processor.
 */
public final class Rounds {
    private final List<Contestant> contestants;
    private final Map<String, List<Map<String, Double>>> measured = new LinkedHashMap<>();
    private int count;

    /** The first is the peer with which the others are compared. */
    public Rounds(List<Contestant> contestants) {
        this.contestants = List.copyOf(contestants);
        for (Contestant contestant : contestants) measured.put(contestant.name(), new ArrayList<>());
    }

    /** Runs so many more rounds and prints each run. */
    public void run(int rounds, PrintStream out) {
        for (int i = 0; i < rounds; i++) {
            count++;
            List<Contestant> order = new ArrayList<>(contestants);
            if (count % 2 == 0) Collections.reverse(order);
            for (Contestant contestant : order) {
                Map<String, Double> measures = contestant.run().get();
                runsOf(contestant.name()).add(measures);
                out.printf("%3d  %-24s %s%n", count, contestant.name(), show(measures));
            }
        }
    }

    /** Quartiles of a measure, in runs at such a line. */
    public Quartiles quartiles(String contestant, String measure, Line line) {
        return Quartiles.of(runsOf(contestant).stream()
                .filter(line::isOf)
                .mapToDouble(run -> run.getOrDefault(measure, Double.NaN))
                .toArray());
    }

    /** Quartiles of the ratios to the first contestant, in those rounds in which both had such a line. */
    public Quartiles ratios(String contestant, String measure, Line line) {
        List<Map<String, Double>> ours = runsOf(contestant);
        List<Map<String, Double>> peers = runsOf(contestants.get(0).name());
        return Quartiles.of(IntStream.range(0, ours.size())
                .filter(round -> line.isOf(ours.get(round)) && line.isOf(peers.get(round)))
                .mapToDouble(round -> ours.get(round).getOrDefault(measure, Double.NaN)
                        / peers.get(round).getOrDefault(measure, Double.NaN))
                .toArray());
    }

    /** Prints a table in Markdown for each distance of the two processors that occurred; those are never pooled. */
    public void printTables(List<String> comparedBy, PrintStream out) {
        for (Line line : Line.values()) {
            boolean occurred = measured.values().stream().flatMap(List::stream).anyMatch(line::isOf);
            if (occurred) printTable(line, comparedBy, out);
        }
    }

    private void printTable(Line line, List<String> comparedBy, PrintStream out) {
        List<String> names =
                List.copyOf(runsOf(contestants.get(0).name()).get(0).keySet());
        List<String> ratios =
                comparedBy.stream().map(name -> "ratio by " + name).toList();
        out.printf(
                "%n%d rounds; line round trip %s; lower quartile / median / upper quartile%n%n",
                count, line.describe());
        out.printf(
                "| | runs | %s | %s |%n|%s%n",
                String.join(" | ", names),
                String.join(" | ", ratios),
                " --- |".repeat(names.size() + ratios.size() + 2));
        for (Contestant contestant : contestants) {
            String name = contestant.name();
            out.printf(
                    "| %s | %d |",
                    name, runsOf(name).stream().filter(line::isOf).count());
            for (String measure : names)
                out.printf(" %s |", quartiles(name, measure, line).show(2));
            boolean isPeer = contestant.equals(contestants.get(0));
            for (String measure : comparedBy)
                out.printf(" %s |", isPeer ? "" : ratios(name, measure, line).show(2));
            out.println();
        }
    }

    /** All runs, one a line: round, contestant, measure, value. */
    public String csv() {
        StringBuilder text = new StringBuilder("round,contestant,measure,value\n");
        measured.forEach((contestant, runs) -> {
            for (int round = 1; round <= runs.size(); round++)
                for (Map.Entry<String, Double> measure : runs.get(round - 1).entrySet())
                    text.append(String.format(
                            Locale.ROOT, "%d,%s,%s,%.6g%n", round, contestant, measure.getKey(), measure.getValue()));
        });
        return text.toString();
    }

    private List<Map<String, Double>> runsOf(String contestant) {
        List<Map<String, Double>> runs = measured.get(contestant);
        if (runs == null) throw new IllegalArgumentException("no contestant " + contestant);
        return runs;
    }

    private static String show(Map<String, Double> measures) {
        StringBuilder text = new StringBuilder();
        measures.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %s %.2f", name, value)));
        return text.toString();
    }
}
