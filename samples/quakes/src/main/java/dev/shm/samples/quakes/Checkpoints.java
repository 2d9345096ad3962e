package dev.shm.samples.quakes;

import dev.shm.SharedRegion;

/**
 * A monitor's place in shared memory. A checkpoint is written where the last one is not, and then made the last by one
 * store: whoever is killed in between leaves the last one whole.
 */
final class Checkpoints {
    private final SharedMonitorState state;
    private final SharedCheckpoint first;
    private final SharedCheckpoint second;

    private Checkpoints(SharedRegion region, String monitor) {
        this.state = region.struct(monitor, SharedMonitorState.TYPE);
        this.first = region.struct(monitor + ".first", SharedCheckpoint.TYPE);
        this.second = region.struct(monitor + ".second", SharedCheckpoint.TYPE);
    }

    static Checkpoints of(SharedRegion region, int number) {
        return new Checkpoints(region, "monitor-" + number);
    }

    /** Counts a start, and takes over what the one before has saved; the position to go on from. */
    long start(Totals totals) {
        state.getAndAddStarts(1);
        SharedCheckpoint saved = last(state.savesAcquire());
        totals.restore(saved);
        return saved.position();
    }

    /** Saves totals that have all events before a position. */
    void save(Totals totals, long position) {
        long next = state.saves() + 1;
        SharedCheckpoint unused = last(next);
        totals.save(unused);
        unused.position(position);
        state.savesRelease(next); // killed before this, the monitor never saw these events
        state.positionRelease(position);
    }

    /** How far the monitor has come for good. */
    long position() {
        return state.positionAcquire();
    }

    /** How often it was started. */
    long starts() {
        return state.startsAcquire();
    }

    private SharedCheckpoint last(long saves) {
        return saves % 2 == 1 ? second : first;
    }
}
