package dev.shm.benchmarks.map;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.benchmarks.pair.Pair;
import dev.shm.testkit.Child;
import java.time.Duration;
import java.util.List;

/** A {@link MapSide}, seen from the driver: does one thing at a time. */
final class MapProcess {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Child child;

    private MapProcess(Child child) {
        this.child = child;
    }

    /** Starts one, or joins its map; whoever cleans up kills it. */
    static MapProcess start(
            MapKind kind, String name, boolean texts, int entries, List<String> jvmArgs, CleanUp cleanUp) {
        String[] args = {kind.name(), name, Boolean.toString(texts), Integer.toString(entries)};
        Child child = cleanUp.start(() -> Pair.jvm(MapSide.class, jvmArgs, args));
        child.awaitLine(MapSide.DONE.strip(), DEADLINE);
        return new MapProcess(child);
    }

    /** Begins something, which is measured by {@link #result}. */
    void begin(MapOp op, int count, long seed) {
        child.send(op.name() + " " + count + " " + seed);
    }

    Result result() {
        String[] words = child.awaitLine(MapSide.DONE.strip(), DEADLINE).split(" ", -1);
        return new Result(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    Result run(MapOp op, int count, long seed) {
        begin(op, count, seed);
        return result();
    }

    /** Ends it, if all went well. */
    void stop() {
        child.send(MapSide.STOP);
        child.awaitSuccess();
    }

    /** What a run took, what its thread allocated meanwhile, and what is reserved for the map afterwards. */
    record Result(double nanos, double allocatedBytes, double reservedBytes) {}
}
