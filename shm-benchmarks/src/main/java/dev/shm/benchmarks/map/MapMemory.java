package dev.shm.benchmarks.map;

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

    @Option(names = "--from", defaultValue = "1000000", description = "The first size (default ${DEFAULT-VALUE}).")
    private int from;

    @Override
    public Integer call() {
        String name = MapContest.newName();
        double[] bytes = new double[SIZES];
        try (Table table = MapKind.SHM.open(name, false, 2 * from)) {
            int filled = 0;
            for (int i = 0; i < SIZES; i++) {
                int size = (int) (from + (long) from * i / (SIZES - 1));
                for (; filled < size; filled++) table.put(filled, filled);
                bytes[i] = (double) table.reservedBytes() / size;
                System.out.printf(Locale.ROOT, "%,10d entries  %.1f bytes each%n", size, bytes[i]);
            }
        } finally {
            MapContest.delete(MapKind.SHM, name);
        }
        System.out.printf(
                Locale.ROOT,
                "mean %.1f, most %.1f%n",
                Arrays.stream(bytes).average().orElseThrow(),
                Arrays.stream(bytes).max().orElseThrow());
        return 0;
    }
}
