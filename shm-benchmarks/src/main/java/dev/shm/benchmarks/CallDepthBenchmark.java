package dev.shm.benchmarks;

import dev.shm.SharedRegion;
import dev.shm.benchmarks.map.LongEntryMap;
import dev.shm.benchmarks.map.SharedLongEntry;
import dev.shm.collections.QueueOptions;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same call from a loop, and from eight methods further down: the JIT takes in methods to a depth of 15, and what
 * it then leaves out would cost a call for each access to memory. A get of a map that the cache holds, and a message in
 * and out of a queue with one process at each end.
 */
public class CallDepthBenchmark extends Defaults {
    private static final int KEYS = 2_000;
    private static final int MESSAGES = 64;

    private final String name = "call-depth-" + ProcessHandle.current().pid();
    private final SharedLongEntry view = SharedLongEntry.allocate();
    private final Consumer<SharedEightTypes_First> adder = this::add;

    @SuppressWarnings("NullAway.Init") // by JMH
    private LongEntryMap map;

    @SuppressWarnings("NullAway.Init") // by JMH
    private EightTypes_FirstQueue queue;

    private final EightTypes.First message = new EightTypes.First();
    private long sum;

    @Setup
    public void open() {
        map = LongEntryMap.openOrCreate(name);
        for (long key = 0; key < KEYS; key++) map.put(view.key(key));
        queue = EightTypes_FirstQueue.create(
                name + "-queue", MESSAGES, new QueueOptions().singleProducer().singleConsumer());
    }

    @TearDown
    public void close() {
        map.close();
        queue.close();
        SharedRegion.delete(name);
        SharedRegion.delete(name + "-queue");
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long get() {
        for (long key = 0; key < KEYS; key++) if (get(key)) sum += view.key();
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long getDeep() {
        for (long key = 0; key < KEYS; key++) if (get8(key)) sum += view.key();
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long message() {
        for (int i = 0; i < MESSAGES; i++) offer();
        drain();
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long messageDeep() {
        for (int i = 0; i < MESSAGES; i++) offer8();
        drain8();
        return sum;
    }

    private void add(SharedEightTypes_First message) {
        sum += message.b();
    }

    private boolean get(long key) {
        return map.get(key, view);
    }

    private boolean get2(long key) {
        return get(key);
    }

    private boolean get3(long key) {
        return get2(key);
    }

    private boolean get4(long key) {
        return get3(key);
    }

    private boolean get5(long key) {
        return get4(key);
    }

    private boolean get6(long key) {
        return get5(key);
    }

    private boolean get7(long key) {
        return get6(key);
    }

    private boolean get8(long key) {
        return get7(key);
    }

    private boolean offer() {
        return queue.offer(message);
    }

    private boolean offer2() {
        return offer();
    }

    private boolean offer3() {
        return offer2();
    }

    private boolean offer4() {
        return offer3();
    }

    private boolean offer5() {
        return offer4();
    }

    private boolean offer6() {
        return offer5();
    }

    private boolean offer7() {
        return offer6();
    }

    private boolean offer8() {
        return offer7();
    }

    private int drain() {
        return queue.drain(adder, MESSAGES);
    }

    private int drain2() {
        return drain();
    }

    private int drain3() {
        return drain2();
    }

    private int drain4() {
        return drain3();
    }

    private int drain5() {
        return drain4();
    }

    private int drain6() {
        return drain5();
    }

    private int drain7() {
        return drain6();
    }

    private int drain8() {
        return drain7();
    }
}
