package dev.shm.benchmarks.pair;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Contestants that take turns, and what they measured: per round as it comes, then quartiles, and the ratio to the first
 * contestant round by round.
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

    /** Quartiles of a measure. */
    public Quartiles quartiles(String contestant, String measure) {
        return Quartiles.of(values(contestant, measure));
    }

    /** Quartiles of the rounds' ratios to the first contestant. */
    public Quartiles ratios(String contestant, String measure) {
        double[] ours = values(contestant, measure);
        double[] peers = values(contestants.get(0).name(), measure);
        for (int i = 0; i < ours.length; i++) ours[i] /= peers[i];
        return Quartiles.of(ours);
    }

    /** Prints a table in Markdown: each measure's quartiles, and the ratio of this one. */
    public void printTable(String comparedBy, PrintStream out) {
        Set<String> names = runsOf(contestants.get(0).name()).get(0).keySet();
        out.printf("%n%d rounds; lower quartile / median / upper quartile%n%n", count);
        out.printf(
                "| | %s | ratio by %s |%n|%s%n",
                String.join(" | ", names), comparedBy, " --- |".repeat(names.size() + 2));
        for (Contestant contestant : contestants) {
            out.printf("| %s |", contestant.name());
            for (String name : names)
                out.printf(" %s |", quartiles(contestant.name(), name).show(2));
            boolean isPeer = contestant.equals(contestants.get(0));
            out.printf(
                    " %s |%n",
                    isPeer ? "" : ratios(contestant.name(), comparedBy).show(2));
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

    private double[] values(String contestant, String measure) {
        return runsOf(contestant).stream()
                .mapToDouble(run -> run.getOrDefault(measure, Double.NaN))
                .toArray();
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
