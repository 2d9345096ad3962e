package dev.shm.benchmarks.map;

import java.util.SplittableRandom;

/** A random order of keys that costs next to nothing, so that what is measured is the map. */
final class Order {
    private static final long FACTOR = 6_364_136_223_846_793_005L;
    private static final long SUMMAND = 1_442_695_040_888_963_407L;
    private static final int BITS = 31;

    private long state;
    private long kept;

    Order(long seed) {
        state = new SplittableRandom(seed).nextLong();
    }

    /** An index below a bound. */
    int next(int bound) {
        state = state * FACTOR + SUMMAND;
        return (int) (((state >>> (Long.SIZE - BITS)) * bound) >>> BITS);
    }

    /** Takes a result, so that the JIT keeps what makes it. */
    void keep(long result) {
        kept += result;
    }

    long kept() {
        return kept;
    }

    /** All indices below a bound, each once. */
    static int[] shuffled(int bound) {
        int[] all = new int[bound];
        Order order = new Order(bound);
        for (int i = 0; i < bound; i++) {
            int other = order.next(i + 1);
            all[i] = all[other];
            all[other] = i;
        }
        return all;
    }
}
