package dev.shm.benchmarks;

import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * {@link RawMemory} beside what Java itself offers for longs: an array on the heap, and a {@code VarHandle} on a direct
 * byte buffer. Both of these check bounds, which raw memory leaves to whoever computed the address.
 *
 * <p>The time is for one long of {@value #LONGS}, visited with a stride, so that no loop is turned into vectors.
 */
public class RawAccessBenchmark extends Defaults {
    private static final int LONGS = 1024;
    private static final int STRIDE = 5;
    private static final VarHandle BUFFER_LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final PrivateMemory memory = PrivateMemory.allocate((long) LONGS * Long.BYTES);
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(LONGS * Long.BYTES).order(ByteOrder.nativeOrder());
    private final long[] array = new long[LONGS];
    private long next;

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public long getRawMemory() {
        long base = memory.base();
        long sum = 0;
        for (int i = 0; i < LONGS; i++) sum += RawMemory.getLong(base + place(i) * 8L);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public long getByteBuffer() {
        long sum = 0;
        for (int i = 0; i < LONGS; i++) sum += (long) BUFFER_LONG.get(buffer, place(i) * 8);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public long getArray() {
        long sum = 0;
        for (int i = 0; i < LONGS; i++) sum += array[place(i)];
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void putRawMemory() {
        long base = memory.base();
        long value = next++;
        for (int i = 0; i < LONGS; i++) RawMemory.putLong(base + place(i) * 8L, value + i);
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void putByteBuffer() {
        long value = next++;
        for (int i = 0; i < LONGS; i++) BUFFER_LONG.set(buffer, place(i) * 8, value + i);
    }

    @Benchmark
    @OperationsPerInvocation(LONGS)
    public void putArray() {
        long value = next++;
        for (int i = 0; i < LONGS; i++) array[place(i)] = value + i;
    }

    private static int place(int i) {
        return i * STRIDE & LONGS - 1;
    }
}
