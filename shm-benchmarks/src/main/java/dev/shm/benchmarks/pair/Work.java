package dev.shm.benchmarks.pair;

/**
 * A side's own work between two operations: a chain of multiplications that each need the one before, so that neither
 * compiler can shorten it and it takes the same time in Java as in C ({@code pair.h} has the same chain). A chain of
 * x·a + b is no use: the compiler of JDK 25 folds several steps into one, and takes a twelfth of the time.
 */
public final class Work {
    private static final long MULTIPLIER = 6364136223846793005L;
    private static final int SHIFT = 29;

    /** Short, so that among many attempts some are not interrupted by others who use the processor. */
    private static final int CALLS = 2_000;

    private static final int ATTEMPTS = 300;

    private final int steps;
    private long state = 1;

    /** Work of so many steps, each of five to seven cycles. */
    public Work(int steps) {
        this.steps = steps;
    }

    /** How many steps take so long on this machine now. */
    public static int stepsFor(double nanos) {
        int many = 100;
        return (int) Math.max(1, Math.round(many * nanos / new Work(many).nanosAlone()));
    }

    /** Does it once. */
    public void run() {
        long x = state;
        for (int i = 0; i < steps; i++) x = (x ^ (x >>> SHIFT)) * MULTIPLIER;
        state = x;
    }

    /** What it takes, with nothing else around it: the least of some attempts. */
    public double nanosAlone() {
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) run();
            least = Math.min(least, (System.nanoTime() - start) / (double) CALLS);
        }
        return least;
    }

    /** The result, which has to be used somewhere. */
    public long result() {
        return state;
    }
}
