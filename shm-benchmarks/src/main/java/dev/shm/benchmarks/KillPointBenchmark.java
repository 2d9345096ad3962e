package dev.shm.benchmarks;

import dev.shm.memory.KillPoints;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * The switch of {@link KillPoints} in front of a store: absent, off as in production, and on but not armed.
 *
 * <p>{@link RawMemory} has no store without the switch, so the same switch stands here in front of a store into an
 * array too, and beside it the store alone. {@code KillPointCodeTest} compares the machine code of these two.
 */
public class KillPointBenchmark extends Defaults {
    private static final int LONGS = 1024;
    private static final int STRIDE = 5;
    private static final String ON = "-Ddev.shm.killPoints=true";

    private final PrivateMemory memory = PrivateMemory.allocate((long) LONGS * Long.BYTES);
    private final long[] array = new long[LONGS];
    private long next;

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void arrayWithoutSwitch() {
        storeWithoutSwitch(array, next++);
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void arraySwitchOff() {
        storeWithSwitch(array, next++);
    }

    @Benchmark
    @Fork(
            value = FORKS,
            jvmArgsAppend = {QUIET, ON})
    @OperationsPerInvocation(LONGS)
    public void arraySwitchOn() {
        storeWithSwitch(array, next++);
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void rawMemorySwitchOff() {
        storeRaw(memory.base(), next++);
    }

    @Benchmark
    @Fork(
            value = FORKS,
            jvmArgsAppend = {QUIET, ON})
    @OperationsPerInvocation(LONGS)
    public void rawMemorySwitchOn() {
        storeRaw(memory.base(), next++);
    }

    static void storeWithoutSwitch(long[] array, long value) {
        for (int i = 0; i < LONGS; i++) array[place(i)] = value + i;
    }

    static void storeWithSwitch(long[] array, long value) {
        for (int i = 0; i < LONGS; i++) {
            if (KillPoints.ON) KillPoints.reached();
            array[place(i)] = value + i;
        }
    }

    private static void storeRaw(long base, long value) {
        for (int i = 0; i < LONGS; i++) RawMemory.putLong(base + place(i) * 8L, value + i);
    }

    private static int place(int i) {
        return i * STRIDE & LONGS - 1;
    }
}
