package dev.shm.benchmarks;

/** Calls the stores of {@link KillPointBenchmark} often enough for them to be compiled. */
final class KillPointStores {
    private KillPointStores() {}

    public static void main(String[] args) {
        long[] array = new long[1024];
        for (int i = 0; i < 20_000; i++) {
            KillPointBenchmark.storeWithoutSwitch(array, i);
            KillPointBenchmark.storeWithSwitch(array, i);
        }
    }
}
