package dev.shm.benchmarks.queue;

/** What a side does that finds nothing to do: spins, and where processes are more than processors may be, yields. */
final class Idle {
    private static final int SPINS = 100;

    private final boolean yields;
    private int idle;

    Idle(boolean yields) {
        this.yields = yields;
    }

    void busy() {
        idle = 0;
    }

    @SuppressWarnings("ThreadPriorityCheck") // three processes on two processors
    void pause() {
        if (yields && ++idle > SPINS) Thread.yield();
        else Thread.onSpinWait();
    }
}
