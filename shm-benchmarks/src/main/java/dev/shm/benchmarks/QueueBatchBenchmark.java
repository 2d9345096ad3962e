package dev.shm.benchmarks;

import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A message in and out of a queue, in one thread: 64 are offered one by one, or at once, and drained. What another
 * process at the other end changes is not in it.
 */
public class QueueBatchBenchmark extends Defaults {
    private static final int BATCH = 64;

    /** How many processes may be at each end. */
    @Param({"one", "many"})
    public String ends = "one";

    private final String name = "queue-batch-" + ProcessHandle.current().pid();
    private final List<EightTypes.First> values = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // by JMH
    private EightTypes_FirstQueue queue;

    private long sum;

    @Setup
    public void open() {
        QueueOptions options = new QueueOptions();
        queue = EightTypes_FirstQueue.create(
                name, BATCH, ends.equals("one") ? options.singleProducer().singleConsumer() : options);
        for (int i = 0; i < BATCH; i++) values.add(new EightTypes.First());
    }

    @TearDown
    public void close() {
        queue.close();
        SharedRegion.delete(name);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long oneByOne() {
        for (EightTypes.First value : values) queue.offer(value);
        return drained(queue);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long atOnce() {
        queue.offerAll(values);
        return drained(queue);
    }

    private long drained(SharedQueue<EightTypes.First, SharedEightTypes_First> from) {
        if (from.drain(slot -> sum += slot.b(), BATCH) != BATCH) throw new IllegalStateException("not all came");
        return sum;
    }
}
