package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Numbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much memory a map reserves. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Bytes that a map reserves for an entry of 72, at sixteen sizes up to twice the first.")
final class MapMemory implements Callable<Integer> {
    private static final int SIZES = 16;

    @Option(
            names = "--from",
            converter = Numbers.Positive.class,
            defaultValue = "1000000",
            description = "The first size (default ${DEFAULT-VALUE}).")
    private int from;

    @Override
    public Integer call() {
        double[] bytes;
        try (CleanUp cleanUp = CleanUp.begin();
                Table table = MapKind.SHM.open(MapContest.newName(MapKind.SHM, cleanUp), false, 2 * from)) {
            bytes = fill(table);
        }
        System.out.printf(
                Locale.ROOT,
                "mean %.1f, most %.1f%n",
                Arrays.stream(bytes).average().orElseThrow(),
                Arrays.stream(bytes).max().orElseThrow());
        return 0;
    }

    private double[] fill(Table table) {
        double[] bytes = new double[SIZES];
        int filled = 0;
        for (int i = 0; i < SIZES; i++) {
            int size = (int) (from + (long) from * i / (SIZES - 1));
            for (; filled < size; filled++) table.put(filled, filled);
            bytes[i] = (double) table.reservedBytes() / size;
            System.out.printf(Locale.ROOT, "%,10d entries  %.1f bytes each%n", size, bytes[i]);
        }
        return bytes;
    }
}
